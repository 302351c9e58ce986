// How late results come, as people read it, and whether the stream is behind.

const BEHIND = 1000; // milliseconds
const SECOND = 1000;
const MINUTE = 60 * SECOND;

const twoDigits = (value) => value.toFixed(value < 9.95 ? 1 : 0);

// The delay alone does not tell: frames of a recording that is played at another speed, or again, have times of their own.
// rates: of an update
export function isBehind(rates) {
  return rates.median_delay_ms >= BEHIND && rates.median_lag_ms >= BEHIND;
}

// A number and its unit: milliseconds below a second, minutes from one minute on.
export function delay(milliseconds) {
  if (milliseconds < SECOND) {
    return [String(milliseconds), 'ms'];
  }
  return Math.round(milliseconds / SECOND) < 60
    ? [twoDigits(milliseconds / SECOND), 's']
    : [twoDigits(milliseconds / MINUTE), 'min'];
}
