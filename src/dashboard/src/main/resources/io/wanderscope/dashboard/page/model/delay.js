// How late results come, as people read it.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const twoDigits = (value) => value.toFixed(value < 9.95 ? 1 : 0);

// A number and its unit: milliseconds below a second, minutes from one minute on.
export function delay(milliseconds) {
  if (milliseconds < SECOND) {
    return [String(milliseconds), 'ms'];
  }
  return Math.round(milliseconds / SECOND) < 60
    ? [twoDigits(milliseconds / SECOND), 's']
    : [twoDigits(milliseconds / MINUTE), 'min'];
}

export const delayText = (milliseconds) => delay(milliseconds).join(' ');

// That the stream is behind: how far and since when, both by the server's clock, which need not be the browser's.
// behind: of an update's rates
export function behindText({ ms, since, lasting_ms: lasting }) {
  const clock = new Date(since).toLocaleTimeString();
  return `The stream is behind: classes are ${delayText(ms)} older than the paths, since ${clock} (for ${delayText(lasting)}).`;
}
