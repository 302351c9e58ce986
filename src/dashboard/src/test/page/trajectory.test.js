import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trajectory } from '#page/model/trajectory.js';
import { random, SEEDS } from './random.js';

// With a point at each frame, at (10 frame, -frame).
function trajectory(...frames) {
  const made = new Trajectory('7');
  frames.forEach((frame) => made.insert(made.placeOf(frame), frame, 10 * frame, -frame));
  return made;
}

test('points are kept in the order of frames, in whatever order they arrive', () => {
  for (const seed of SEEDS) {
    // Given
    const frames = random(seed).shuffled([2, 3, 5, 8, 13, 21, 34]);

    // When
    const { frames: kept, x, y } = trajectory(...frames);

    // Then
    assert.deepEqual(kept, [2, 3, 5, 8, 13, 21, 34]);
    assert.deepEqual(
      x,
      kept.map((frame) => 10 * frame),
    );
    assert.deepEqual(
      y,
      kept.map((frame) => -frame),
    );
  }
});

test('a frame that has a point takes no second one', () => {
  // Given
  const given = trajectory(1, 2, 4);

  // When, then
  assert.equal(given.placeOf(2), -1);
  assert.equal(given.placeOf(3), 2);
});

test('a particle is nowhere before its first point', () => {
  assert.equal(trajectory(5, 6).positionAt(4.9), null);
  assert.equal(new Trajectory('7').positionAt(0), null);
});

test('between two points a particle moves in a straight line', () => {
  // Given
  const given = trajectory(10, 14);

  // When
  given.advanceTo(11);

  // Then a quarter of the way
  assert.deepEqual(given.positionAt(11), [110, -11]);
});

test('across a gap of more than 12 frames a particle waits at its last point', () => {
  // Given
  const given = trajectory(10, 23);

  // When
  given.advanceTo(20);

  // Then
  assert.deepEqual(given.positionAt(20), [100, -10]);
});

test('after its last point a particle stays there', () => {
  // Given
  const given = trajectory(1, 2);

  // When
  given.advanceTo(99);

  // Then
  assert.deepEqual(given.positionAt(99), [20, -2]);
});

test('a marker moves on and never back', () => {
  // Given
  const given = trajectory(1, 2, 3, 4);
  given.advanceTo(3);

  // When
  given.advanceTo(1);

  // Then
  assert.equal(given.reached, 2);
});

test('a late point before the marker leaves the marker where it is', () => {
  // Given
  const given = trajectory(1, 3, 5);
  given.advanceTo(5);

  // When
  given.insert(given.placeOf(2), 2, 20, -2);

  // Then
  assert.deepEqual(given.positionAt(5), [50, -5]);
});

test('dropping the oldest points leaves the marker and what is painted at the same points', () => {
  // Given
  const given = trajectory(1, 2, 3, 4, 5);
  given.advanceTo(4);
  given.painted = 3;

  // When
  given.dropOldest(2);

  // Then
  assert.deepEqual(given.frames, [3, 4, 5]);
  assert.equal(given.frames[given.reached], 4);
  assert.equal(given.frames[given.painted], 4);
});

test('a copy does not change with its original', () => {
  // Given
  const given = trajectory(1, 2);

  // When
  const copy = given.copy();
  given.insert(2, 3, 30, -3);

  // Then
  assert.deepEqual(copy.frames, [1, 2]);
  assert.equal(copy.label, 'PENDING');
});

test('a trajectory without a result is not classified yet', () => {
  // Given
  const given = trajectory(1);
  assert.equal(given.label, 'PENDING');
  assert.equal(given.confidence, null);

  // When
  given.result = { label: 'CTRW', confidence: 0.8 };

  // Then
  assert.equal(given.label, 'CTRW');
  assert.equal(given.confidence, 0.8);
});
