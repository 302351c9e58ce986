// Random numbers that are the same in every run, for tests of what holds for all inputs (mulberry32).

export const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

export function random(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    // From the first, inclusive, to the second, exclusive.
    between: (from, to) => from + next() * (to - from),
    below: (limit) => Math.floor(next() * limit),
    shuffled: (values) =>
      values
        .map((value) => [next(), value])
        .sort(([a], [b]) => a - b)
        .map(([, value]) => value),
  };
}
