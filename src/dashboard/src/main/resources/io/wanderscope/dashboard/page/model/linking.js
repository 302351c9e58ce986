// How well localisations were linked, in words. A link joins two successive localisations of a particle, or of a track.

import { grouped } from './text.js';

// linking: counts and shares, as the server gives them
export function linkingText({ known, made, precision, recall }) {
  if (known === 0 || made === 0) {
    return 'No link yet.';
  }
  return `${share(precision)} of ${grouped(made)} links are right; ${share(recall)} of the particles' ${grouped(known)} links were found.`;
}

// "F1 97.8 %"
export function linkingScore({ f1 }) {
  return `F1 ${share(f1)}`;
}

// To a tenth: good linkers differ by that, and 99.96 % is not all.
function share(value) {
  return `${(Math.floor(1000 * value) / 10).toFixed(1)} %`;
}
