// What a result of the server says a trajectory is, and how sure that is.

import { isOtherMotion, LABELS, PENDING, UNDETERMINED, UNSURE } from './labels.js';
import { listOfAlternatives, orDash } from './text.js';

const IMMOBILE = 'IMMOBILE';
const UNFAMILIAR = 'UNFAMILIAR';

// Its class, its kind of motion outside the classes, or UNDETERMINED.
export function motionOf({ label, reason }) {
  return label === UNDETERMINED && isOtherMotion(reason) ? reason : label;
}

// The same, and why it is undetermined: what the page tells apart. result: null before the first
export function labelOf(result) {
  if (result === null) {
    return PENDING;
  }
  const motion = motionOf(result);
  return motion === UNDETERMINED && result.reason === 'LOW_CONFIDENCE' ? UNSURE : motion;
}

// The probability that it is what it is said to be; null where there is none. Without an answer, that of the most probable
// class. What does not move at all is immobile for certain, without the network.
export function confidenceOf(result) {
  const motion = motionOf(result);
  if (!isOtherMotion(motion)) {
    return result.confidence;
  }
  if (motion === IMMOBILE && !result.families) {
    return 1;
  }
  return motion === UNFAMILIAR ? null : (result.families?.[motion] ?? null);
}

// The classes that an undecided result leaves open, such as "SUB_FBM or SUB_SBM (90 % if one of the eight)"; null for any other
// result.
export function openClasses({ reason, class_set: classes }) {
  if (reason !== 'LOW_CONFIDENCE' || !classes) {
    return null;
  }
  return classes.length === LABELS.length
    ? 'any of the eight'
    : `${listOfAlternatives(classes)} (90 % if one of the eight)`;
}

// Whether it has an anomalous exponent that holds: it is estimated as that of one of the eight.
export function hasExponent(result) {
  return result.alpha !== null && !isOtherMotion(motionOf(result));
}

export function exponentText(result) {
  const { alpha, alpha_sd: sd } = result;
  return orDash(hasExponent(result) ? alpha : null, () => `${alpha.toFixed(2)} ± ${sd.toFixed(2)}`);
}

// In units of a step without noise, of which the immobile have none.
export function noiseText(result) {
  const { noise, noise_sd: sd } = result;
  const measured = motionOf(result) === IMMOBILE ? null : (noise ?? null);
  return orDash(measured, () => `${noise.toFixed(2)} ± ${sd.toFixed(2)} of a step`);
}
