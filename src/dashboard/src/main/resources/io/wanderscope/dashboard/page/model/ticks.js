// The numbers on an axis.

import { plainNumber } from './text.js';

// Pixels that a number takes on an axis, with a gap: side by side with others, and one above the other.
export const ACROSS = (text) => 7 * text.length + 8;
export const UPWARDS = () => 15;

// Numbers for a logarithmic axis between two exponents of ten: 1, 2 and 5 of each decade where there is room, or else powers of ten.
// sizeOf: ACROSS or UPWARDS; toPlace: from a number to its place in pixels; textOf: what is written there
export function logarithmicTicks({ from, to }, sizeOf, toPlace, textOf = plainNumber) {
  const first = Math.ceil(from);
  const exponents = Array.from({ length: Math.floor(to) - first + 2 }, (_, index) => first - 1 + index);
  const ticks = (digits, stride) =>
    exponents
      .filter((exponent) => (exponent - first) % stride === 0)
      .flatMap((exponent) => digits.map((digit) => digit * 10 ** exponent))
      .filter((value) => Math.log10(value) >= from - 1e-9 && Math.log10(value) <= to + 1e-9)
      .map((value) => [toPlace(value), textOf(value)]);
  let chosen = ticks([1, 2, 5], 1);
  for (let stride = 1; !haveRoom(chosen, sizeOf); stride++) {
    chosen = ticks([1], stride);
  }
  return chosen;
}

function haveRoom(ticks, sizeOf) {
  return ticks.slice(1).every(([place, text], before) => {
    const [placeBefore, textBefore] = ticks[before];
    return Math.abs(place - placeBefore) >= (sizeOf(text) + sizeOf(textBefore)) / 2;
  });
}
