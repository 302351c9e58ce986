// A track as `/api/tracks` answers it: whether it may have changed since, and its result in words.

import { nameOf, UNDETERMINED } from './labels.js';
import { confidenceOf, exponentText, labelOf, motionOf, noiseText, openClasses } from './result.js';
import { delay } from './delay.js';
import { confidenceText, orDash, sentence, words } from './text.js';

const REASONS = {
  TOO_SHORT: 'The track has too few points to be classified.',
  LOW_CONFIDENCE: 'No class is probable enough to be named.',
  INFERENCE_FAILED: 'The network gave no finite result for this track.',
};

const CLASS_SET =
  'If it is one of the eight, the right one is among these in 90 % of such cases, were all eight equally frequent.';

// Where no saliency has arrived for a result that has probabilities.
export const UNEXPLAINED =
  'Nothing yet says which points led to this. The setting “saliency” of the stream decides which results are explained: all, only final ones, or none.';

// Whether a newer answer may differ. live: the trajectory of the field with the same id, or undefined
export function mayHaveChanged({ status, result, saliency }, live) {
  const latest = live?.result;
  const explained = !result || result.confidence === null || saliency?.revision === result.revision;
  const newer = latest && latest.revision !== result?.revision;
  return Boolean(newer || !explained || (status === 'live' && (!latest || latest.status === 'FINAL')));
}

// Equal for answers that would be shown alike.
export function version({ status, result, path, saliency }) {
  return JSON.stringify([status, result ?? path.frames.at(-1), saliency?.revision]);
}

// What the class or other kind of motion means, or why there is none. classes: those of the server's greeting
export function meaning(result, classes) {
  const known = classes.find((each) => each.label === motionOf(result));
  if (known) {
    return `${sentence(known.name)} ${known.meaning}`;
  }
  const why = REASONS[result.reason] || `No class: ${words(result.reason || 'other')}.`;
  return openClasses(result) ? `${why} ${CLASS_SET}` : why;
}

// In a few words what the trajectory is, or between which classes the network cannot decide.
export function answer(result) {
  return openClasses(result) ?? nameOf(labelOf(result));
}

// Pairs of a name and a value.
export function facts({ status, result }) {
  return [
    ['confidence', confidenceText(confidenceOf(result))],
    ['anomalous exponent', exponentText(result)],
    ['localisation noise', noiseText(result)],
    ['novelty', orDash(result.novelty ?? null, (novelty) => `${novelty.toFixed(2)} (above 1: unfamiliar)`)],
    ['points', `${pointsText(result)}, frames ${result.first_frame}–${result.last_frame}`],
    ['state', status === 'ended' ? 'ended; this result is final' : `live, revision ${result.revision}`],
    ['delay', `${delay(result.delay_ms).join(' ')} from last position to result`],
  ];
}

function pointsText({ points, observed_points: observed }) {
  return typeof observed === 'number' && observed < points ? `${points} (${observed} detected)` : String(points);
}

// Lengths from each point to the next.
export function displacements(x, y) {
  return x.slice(1).map((each, point) => Math.hypot(each - x[point], y[point + 1] - y[point]));
}

// The first tracks that have an answer, in the order given.
export function answered(tracks, limit) {
  return tracks.filter(({ result }) => result && motionOf(result) !== UNDETERMINED).slice(0, limit);
}
