// Saliency as the page draws it: weights from -1 to 1 (the larger, the more a point supports the class), rounded to few levels so that the
// segments of a path fall into runs of one colour, which is what makes drawing cheap.

import { counted } from './text.js';

export const SALIENCY_LEVELS = 21;
const WIRE_SCALE = 100; // the server sends weights from -100 to 100

export function saliencyLevel(weight) {
  return Math.round(((Math.max(-1, Math.min(1, weight)) + 1) / 2) * (SALIENCY_LEVELS - 1));
}

// Divided by the largest magnitude; all zero where that is zero.
export function scaledToLargest(weights) {
  const largest = Math.max(...weights.map(Math.abs), Number.MIN_VALUE);
  return weights.map((weight) => weight / largest);
}

// The index of the weight of the largest magnitude, the first where several are equal.
export function indexOfLargest(weights) {
  return weights.reduce((best, weight, index) => (Math.abs(weight) > Math.abs(weights[best]) ? index : best), 0);
}

// Cuts the segments between two points of a trajectory into runs of one level. A segment has the level of the point at
// its end; null is the level of points without saliency.
export function runsOfOneLevel(trajectory, from, to) {
  const runs = [];
  let start = from;
  for (let point = from + 1; point <= to; point++) {
    const level = levelAt(trajectory, point);
    if (point === to || levelAt(trajectory, point + 1) !== level) {
      runs.push({ level, from: start, to: point });
      start = point;
    }
  }
  return runs;
}

// The level of a point of a trajectory; null is that of points without saliency.
export function levelAt({ frames, saliency }, point) {
  const index = saliency ? frames[point] - saliency.first_frame : -1;
  return index >= 0 && index < saliency.weights.length ? saliencyLevel(saliency.weights[index] / WIRE_SCALE) : null;
}

// What a residual stage is, in plain words: "41 points at a time".
export function scaleText({ receptive_field: receptiveField }) {
  return isOfAllStages(receptiveField) ? 'all scales' : `${counted(receptiveField, 'point')} at a time`;
}

// What that means.
export function scaleMeaning({ name, receptive_field: receptiveField }) {
  return isOfAllStages(receptiveField)
    ? 'All four stages of the network together, without a sign: how far a point departs from the rest of the track.'
    : `The network looks at paths at four scales. At this one (${name}), each weight depends on ${counted(receptiveField, 'successive point')}, its receptive field: few points show single steps, many show the course of a path.`;
}

// The map over all stages has no receptive field, and its weights have no sign.
export function isOfAllStages(receptiveField) {
  return receptiveField === 0;
}
