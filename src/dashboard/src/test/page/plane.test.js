import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decades, density, PlaneScale } from '#page/model/plane.js';
import { random, SEEDS } from './random.js';

const BOX = { left: 40, top: 20, width: 300, height: 200 };
const SCALE = new PlaneScale({ from: -3, to: 1 }, BOX);

test('the axis covers whole decades, grows with what comes, and never shrinks', () => {
  // When
  const first = decades({ diffusion: [0.02, 3, NaN, -1] }, null);
  const later = decades({ diffusion: [0.02, 30] }, first);

  // Then
  assert.deepEqual(first, { from: -2, to: 1 });
  assert.deepEqual(later, { from: -2, to: 2 });
  assert.deepEqual(decades({ diffusion: [0.1] }, later), later);
});

test('one coefficient that is as good as zero does not squeeze the others', () => {
  assert.deepEqual(decades({ diffusion: [1e-14, 3] }, null), { from: -5, to: 1 });
});

test('without any coefficient there is an axis all the same', () => {
  assert.deepEqual(decades({ diffusion: [NaN, -1] }, null), { from: -3, to: 1 });
});

test('what is not above zero lies at the slow end, and what has no exponent below the exponents', () => {
  assert.equal(SCALE.toX(-0.1), BOX.left);
  assert.equal(SCALE.toX(1e-9), BOX.left);
  assert.equal(SCALE.toX(10), BOX.left + BOX.width);
  assert.ok(SCALE.toY(NaN) > SCALE.toY(0));
  assert.ok(SCALE.toY(NaN) < BOX.top + BOX.height);
});

test('a rectangle and the ranges that it selects are converted into each other', () => {
  for (const seed of SEEDS) {
    // Given
    const { between } = random(seed);
    const [left, top] = [between(50, 150), between(30, 100)];
    const box = { left, top, right: left + between(10, 100), bottom: top + between(10, 100) };

    // When
    const again = SCALE.boxOf(SCALE.rangesOf(box));

    // Then
    Object.keys(box).forEach((side) => assert.ok(Math.abs(again[side] - box[side]) < 1e-6, side));
  }
});

test('a rectangle that touches an edge selects everything beyond it', () => {
  // Given
  const box = { left: BOX.left, top: BOX.top, right: BOX.left + BOX.width, bottom: BOX.top + BOX.height };

  // When
  const ranges = SCALE.rangesOf(box);

  // Then
  assert.deepEqual(ranges, { d: [-Infinity, Infinity], alpha: [-Infinity, Infinity] });
  assert.deepEqual(SCALE.boxOf(ranges), box);
});

test('smoothing loses no track', () => {
  for (const seed of SEEDS) {
    // Given
    const { between } = random(seed);
    const x = Array.from({ length: 40 }, () => between(0, 12));
    const y = Array.from({ length: 40 }, () => between(0, 9));

    // When
    const cells = density(x, y, 12, 9);

    // Then
    assert.ok(Math.abs(cells.reduce((sum, each) => sum + each) - 40) < 1e-3);
  }
});
