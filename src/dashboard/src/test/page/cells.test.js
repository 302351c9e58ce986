import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Cells } from '#page/view/cells.js';
import { random, SEEDS } from './random.js';

const view = (parts = {}) => ({ x: 0, y: 0, width: 100, height: 50, scale: 2, ...parts });

test('a cell is taken once', () => {
  // Given
  const cells = new Cells(view(), 10);

  // When
  const answers = [
    [1, 1],
    [4.9, 4.9],
    [5.1, 1],
  ].map((each) => cells.take(...each));

  // Then
  assert.deepEqual(answers, [true, false, true]);
});

test('the same markers are drawn wherever the view is moved, as long as they are in it', () => {
  for (const seed of SEEDS) {
    // Given
    const numbers = random(seed);
    const positions = Array.from({ length: 300 }, () => [numbers.between(20, 30), numbers.between(10, 20)]);
    const moved = view({ x: numbers.between(0, 20), y: numbers.between(0, 10) });

    // When
    const [before, after] = [new Cells(view(), 4), new Cells(moved, 4)];

    // Then
    positions.forEach((each) => assert.equal(before.take(...each), after.take(...each)));
  }
});

test('what is not in the view takes no cell', () => {
  // Given
  const cells = new Cells(view(), 10);

  // When
  const answers = [
    [-1, 1],
    [1, -1e9],
    [80, 1],
    [1, 1e9],
  ].map((each) => cells.take(...each));

  // Then
  assert.deepEqual(answers, [false, false, false, false]);
});
