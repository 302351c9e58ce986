// Numbers and names as people read them.

export const percent = (fraction) => `${(100 * fraction).toFixed(0)} %`;

export const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

// From the name of a constant: TOO_SHORT is "too short".
export const words = (name) => name.toLowerCase().replaceAll('_', ' ');

// "a", "a or b", "a, b or c"
export function listOfAlternatives(names) {
  const last = names.at(-1);
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

// With a comma between thousands: "2,387".
export const grouped = (number) => number.toLocaleString('en');

// "1 track", "2,387 tracks"
export const countedTracks = (tracks) => `${grouped(tracks)} track${tracks === 1 ? '' : 's'}`;

// In so many digits, without an exponent and without zeros at the end: "0.000045", "120".
export const plainNumber = (value, digits = 2) =>
  Number(value.toPrecision(digits)).toLocaleString('en', { maximumSignificantDigits: digits, useGrouping: false });

// "1 track", "2 tracks"
export const counted = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

export const orDash = (value, format) => (value === null ? '–' : format(value));

export const confidenceText = (confidence) => orDash(confidence, percent);

// The names that people give to units of length, as the server knows them, and what is written for them.
const UNITS = [
  [/^\s*([uμµ]m|microns?|micromet(er|re)s?)\s*$/i, 'µm'],
  [/^\s*(nm|nanomet(er|re)s?)\s*$/i, 'nm'],
  [/^\s*(mm|millimet(er|re)s?)\s*$/i, 'mm'],
  [/^\s*(px|pix|pixels?)\s*$/i, 'px'],
];

// A unit of length as people write it: "µm" for "um", and for the Greek letter mu.
export const unitText = (unit) => UNITS.find(([names]) => names.test(unit))?.[1] ?? unit;

// A name that every file system takes.
export const fileName = (text) => text.replace(/[^\w.-]+/g, '_');
