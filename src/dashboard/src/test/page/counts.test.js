import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asTable, isOpen, largestStack, STACK, stacked, tooShort, whyNothingIsCounted } from '#page/model/counts.js';
import { LABELS, OTHER_MOTION } from '#page/model/labels.js';
import { random, SEEDS } from './random.js';

const REASONS = ['TOO_SHORT', 'LOW_CONFIDENCE', ...OTHER_MOTION, 'INFERENCE_FAILED', 'OTHER'];

function anyWindow({ below }, start) {
  const counts = {};
  for (const name of [...LABELS, ...REASONS]) {
    if (below(2) === 1) {
      counts[name] = below(100);
    }
  }
  const tracks = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { start, end: start + 10, tracks, counts };
}

test('a stack holds every track of its window but those that are too short', () => {
  for (const seed of SEEDS) {
    // Given
    const window = anyWindow(random(seed), 0);

    // When
    const counts = stacked(window);

    // Then
    const drawn = counts.reduce((sum, count) => sum + count, 0);
    assert.equal(counts.length, STACK.length);
    assert.equal(drawn + tooShort([window]), window.tracks);
    assert.equal(largestStack([window]), Math.max(drawn, 1));
  }
});

test('the table accounts for every track, newest window first', () => {
  for (const seed of SEEDS) {
    // Given
    const generator = random(seed);
    const windows = [0, 10, 20].map((start) => anyWindow(generator, start));

    // When
    const { head, rows } = asTable(windows, (time) => `t${time}`);

    // Then
    assert.deepEqual(head.slice(0, 2), ['from', 'tracks']);
    assert.deepEqual(
      rows.map(([from]) => from),
      ['t20', 't10', 't0'],
    );
    for (const [, tracks, ...counts] of rows) {
      assert.equal(counts.length, head.length - 2);
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        tracks,
      );
    }
  }
});

test('only classes and reasons that occur have a column', () => {
  // Given
  const windows = [{ start: 0, end: 10, tracks: 3, counts: { LEVY_WALK: 2, TOO_SHORT: 1, CTRW: 0 } }];

  // When
  const { head } = asTable(windows, String);

  // Then
  assert.deepEqual(head, ['from', 'tracks', 'levy walk', 'too short']);
});

test('other motion and the unsure have a place of their own in the stack, and what failed is one', () => {
  // Given
  const counts = {
    BROWNIAN: 5,
    CONFINED: 2,
    UNFAMILIAR: 1,
    LOW_CONFIDENCE: 3,
    INFERENCE_FAILED: 4,
    OTHER: 1,
    TOO_SHORT: 9,
  };

  // When
  const stack = Object.fromEntries(stacked({ counts }).map((count, place) => [STACK[place], count]));

  // Then
  assert.equal(stack.BROWNIAN, 5);
  assert.equal(stack.CONFINED, 2);
  assert.equal(stack.UNFAMILIAR, 1);
  assert.equal(stack.UNSURE, 3);
  assert.equal(stack.UNDETERMINED, 5);
});

test('a window is open while the latest position is before its end', () => {
  assert.ok(isOpen({ end: 10 }, 9));
  assert.equal(isOpen({ end: 10 }, 10), false);
});

test('without counts, tracks that have ended are not denied', () => {
  assert.equal(whyNothingIsCounted(0), 'No track has ended yet.');
  assert.match(whyNothingIsCounted(1), /^1 track has ended, not counted yet\./);
  assert.match(whyNothingIsCounted(69), /^69 tracks have ended, not counted yet\./);
});
