// The labels of trajectories, as the topics carry them: the eight diffusion classes in the order of the classifier's
// outputs, and the label of what has no class.

export const LABELS = ['ATTM', 'CTRW', 'SUB_FBM', 'SUB_SBM', 'SUPER_FBM', 'LEVY_WALK', 'SUPER_SBM', 'BROWNIAN'];
export const UNDETERMINED = 'UNDETERMINED';

// All of them, in the order in which people see them.
export const ALL_LABELS = [...LABELS, UNDETERMINED];
