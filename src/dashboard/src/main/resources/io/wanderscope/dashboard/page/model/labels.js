// What a trajectory is, by the names that the topics use: the eight diffusion classes in the order of the classifier's
// outputs, the kinds of motion outside them, and why others have no answer.

export const LABELS = ['ATTM', 'CTRW', 'SUB_FBM', 'SUB_SBM', 'SUPER_FBM', 'LEVY_WALK', 'SUPER_SBM', 'BROWNIAN'];
// To the topics these are reasons for not having one of the eight labels; to people they are results like them.
export const OTHER_MOTION = ['IMMOBILE', 'CONFINED', 'DIRECTED', 'SWITCHING', 'ARTEFACT', 'UNFAMILIAR'];
export const UNDETERMINED = 'UNDETERMINED';
// Two kinds of it, which only the page tells apart.
export const UNSURE = 'UNSURE'; // no class is probable enough to be named
export const PENDING = 'PENDING'; // there is no result yet
export const WITHOUT_ANSWER = [UNSURE, PENDING, UNDETERMINED];

// All of them, in the order in which people see them.
export const ALL_LABELS = [...LABELS, ...OTHER_MOTION, ...WITHOUT_ANSWER];

export const isOtherMotion = (label) => OTHER_MOTION.includes(label);

const NAMES = { [UNSURE]: 'unsure', [PENDING]: 'not classified yet', [UNDETERMINED]: 'no answer' };

// As people read it.
export const nameOf = (label) => NAMES[label] ?? label;
