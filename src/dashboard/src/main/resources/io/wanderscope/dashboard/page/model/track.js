// A track as `/api/tracks` answers it: whether it may have changed since, and its result in words.

import { UNDETERMINED } from './labels.js';
import { confidenceText, exponentText, sentence, words } from './text.js';

const REASONS = {
  TOO_SHORT: 'The track has too few points to be classified.',
  IMMOBILE: 'The particle does not move.',
  LOW_CONFIDENCE: 'No class is probable enough to be named.',
  INFERENCE_FAILED: 'The network gave no finite result for this track.',
};

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

// What the class means, or why there is none. classes: those of the server's greeting
export function meaning(result, classes) {
  const known = classes.find((each) => each.label === result.label);
  return known
    ? `${sentence(known.name)} ${known.meaning}`
    : REASONS[result.reason] || `No class: ${words(result.reason || 'other')}.`;
}

// Pairs of a name and a value.
export function facts({ status, result }) {
  return [
    ['confidence', confidenceText(result)],
    ['anomalous exponent', exponentText(result)],
    ['points', `${result.points}, frames ${result.first_frame}–${result.last_frame}`],
    ['state', status === 'ended' ? 'ended; this result is final' : `live, revision ${result.revision}`],
    ['delay', `${result.delay_ms} ms from last position to result`],
  ];
}

// Lengths from each point to the next.
export function displacements(x, y) {
  return x.slice(1).map((each, point) => Math.hypot(each - x[point], y[point + 1] - y[point]));
}

// The first tracks that have a class, in the order given.
export function classified(tracks, limit) {
  return tracks.filter(({ result }) => result && result.label !== UNDETERMINED).slice(0, limit);
}
