// Cuts paths into pieces of one colour.

import { isOtherMotion } from '../model/labels.js';
import { runsOfOneLevel } from '../model/saliency.js';

// The pieces of a trajectory's path from one of its points to another: from, to and colour of each.
export function piecesOf(trajectory, from, to, { bySaliency, colours }) {
  // Saliency explains one of the eight classes, to which other motion does not belong.
  if (bySaliency && !isOtherMotion(trajectory.label)) {
    return runsOfOneLevel(trajectory, from, to).map((run) => ({ ...run, colour: colours.saliencyLevel(run.level) }));
  }
  return [{ from, to, colour: colours.line(trajectory.label) }];
}
