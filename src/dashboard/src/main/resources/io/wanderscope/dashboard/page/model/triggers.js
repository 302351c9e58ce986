// The latest triggers of an acquisition.

const LISTED = 50;

// known: the latest first; added: the latest last. A trigger that comes again takes the place of the earlier one.
export function withAdded(known, added) {
  if (added.length === 0) {
    return known;
  }
  const ids = new Set(added.map(({ id }) => id));
  return [...[...added].reverse(), ...known.filter(({ id }) => !ids.has(id))].slice(0, LISTED);
}
