// What of the records that were sent the stream rejected, as people read it.

import { grouped } from './text.js';

// rejected: as the server sends it, the acquisition with the latest dead letter first; current: the name of the acquisition that
// is shown, or null. The entry that concerns it, or else the first; null if nothing was rejected.
export function foremost(rejected, current) {
  return rejected.find(({ acquisition }) => acquisition === current && current !== null) ?? rejected[0] ?? null;
}

// A sentence on the foremost, and how many others there are; null if nothing was rejected.
export function rejectedText(rejected, current) {
  const first = foremost(rejected, current);
  if (first === null) {
    return null;
  }
  const others = rejected.reduce((sum, { records }) => sum + records, -first.records);
  const rest = others > 0 ? ` So ${others === 1 ? 'was' : 'were'} ${grouped(others)} of others.` : '';
  return `${subject(first)} ${first.records === 1 ? 'was' : 'were'} rejected${why(first)}.${rest}`;
}

function subject({ acquisition, records }) {
  return `${grouped(records)} record${records === 1 ? '' : 's'} of ${acquisition ?? 'an unknown acquisition'}`;
}

function why({ records, causes }) {
  const [{ cause, meaning, records: most }] = causes;
  const share = most === records ? '' : `, ${grouped(most)} of them`;
  return `${share} because ${meaning} (${cause})`;
}
