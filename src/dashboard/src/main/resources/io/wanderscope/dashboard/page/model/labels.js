// What a trajectory is, by the names that the topics use: the eight diffusion classes in the order of the classifier's
// outputs, the kinds of motion outside them, and the label of what has no answer.

export const LABELS = ['ATTM', 'CTRW', 'SUB_FBM', 'SUB_SBM', 'SUPER_FBM', 'LEVY_WALK', 'SUPER_SBM', 'BROWNIAN'];
// To the topics these are reasons for not having one of the eight labels; to people they are results like them.
export const OTHER_MOTION = ['IMMOBILE', 'CONFINED', 'DIRECTED', 'SWITCHING', 'ARTEFACT', 'UNFAMILIAR'];
export const UNDETERMINED = 'UNDETERMINED';

// All of them, in the order in which people see them.
export const ALL_LABELS = [...LABELS, ...OTHER_MOTION, UNDETERMINED];

export const isOtherMotion = (label) => OTHER_MOTION.includes(label);

// As people read it.
export const nameOf = (label) => (label === UNDETERMINED ? 'no answer' : label);
