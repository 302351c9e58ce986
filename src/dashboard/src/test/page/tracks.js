// Trajectories as the page has them, for tests of what is made from many.

import { Trajectory } from '#page/model/trajectory.js';

const UNIT = { length_unit: 'um', time_unit: 'S' };

// d, alpha: null where there is none; unit: of d
export function trajectory({
  id,
  label = 'BROWNIAN',
  reason = null,
  d = 0.1,
  alpha = 1,
  x = 0,
  y = 0,
  points = 12,
  unit = UNIT,
}) {
  const made = new Trajectory(id);
  made.insert(0, 10, x, y);
  made.result = { label, reason, confidence: 0.8, alpha, alpha_sd: 0.1, points, families: null };
  made.diffusion = d === null ? null : { ...unit, diffusion_coefficient: d };
  return made;
}
