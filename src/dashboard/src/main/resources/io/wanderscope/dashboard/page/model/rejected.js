// What of the records that were sent the stream rejected, as people read it.

import { grouped } from './text.js';

// Names a cause of an acquisition, to remember that a person hid it.
export function pair(acquisition, cause) {
  return JSON.stringify([acquisition, cause]);
}

// rejected: as the server sends it, the acquisition with the latest dead letter first; current: the name of the acquisition that
// is shown, or null; hidden: the set of pairs that a person hid. The entry to tell of, that of the acquisition that is shown if
// possible, and its most frequent cause that is not hidden; null if there is nothing to tell.
export function foremost(rejected, current, hidden) {
  const told = rejected
    .map((entry) => ({ entry, cause: entry.causes.find(({ cause }) => !hidden.has(pair(entry.acquisition, cause))) }))
    .filter(({ cause }) => cause);
  return told.find(({ entry }) => entry.acquisition === current && current !== null) ?? told[0] ?? null;
}

// A sentence on the entry and its cause, and how many others there are.
export function rejectedText(rejected, { entry, cause }) {
  const others = rejected.reduce((sum, { records }) => sum + records, -entry.records);
  const rest = others > 0 ? ` ${counted(others)} of other acquisitions ${were(others)} rejected, too.` : '';
  return `${subject(entry)} ${were(entry.records)} rejected${why(entry, cause)}.${rest}`;
}

function subject({ acquisition, records }) {
  return `${counted(records)} of ${acquisition ?? 'an unknown acquisition'}`;
}

function counted(records) {
  return `${grouped(records)} record${records === 1 ? '' : 's'}`;
}

function were(records) {
  return records === 1 ? 'was' : 'were';
}

function why({ records }, { cause, meaning, records: some }) {
  const share = some === records ? '' : `, ${grouped(some)} of them`;
  return `${share} because ${meaning} (${cause})`;
}
