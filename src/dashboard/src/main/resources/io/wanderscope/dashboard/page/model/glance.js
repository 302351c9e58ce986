// What a trajectory is, at a glance: what a person reads who points at it, or selects it without seeing the page.

import { areaPerTime } from './diffusion.js';
import { nameOf } from './labels.js';
import { openClasses } from './result.js';
import { counted, percent, plainNumber } from './text.js';

// A heading and lines below it.
export function glance(trajectory) {
  return {
    label: trajectory.label,
    heading: nameOf(trajectory.label),
    lines: [`track ${trajectory.id}`, ...facts(trajectory)],
  };
}

// The same in one line.
export function glanceText(trajectory) {
  return [nameOf(trajectory.label), ...facts(trajectory)].join(', ');
}

function facts({ confidence, result, frames, diffusion }) {
  const open = result && openClasses(result);
  return [
    ...(open ? [open] : []),
    ...(confidence === null ? [] : [`${percent(confidence)} confidence`]),
    result ? counted(result.points, 'point') : `${counted(frames.length, 'point')} so far`,
    diffusion ? `D ${coefficientText(diffusion)}` : 'D not known yet',
  ];
}

// It may be negative: then the noise hides the motion.
function coefficientText(diffusion) {
  const { diffusion_coefficient: coefficient } = diffusion;
  return `${coefficient < 0 ? '−' : ''}${plainNumber(Math.abs(coefficient))} ${areaPerTime(diffusion)}`;
}
