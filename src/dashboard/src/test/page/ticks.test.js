import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACROSS, logarithmicTicks, UPWARDS } from '#page/model/ticks.js';
import { random, SEEDS } from './random.js';

const axis = (from, to, pixels) => [{ from, to }, (value) => (pixels * (Math.log10(value) - from)) / (to - from)];
const texts = (ticks) => ticks.map(([, text]) => text);

test('where there is room, each decade has three numbers', () => {
  const [range, toPlace] = axis(-1, 1, 400);
  assert.deepEqual(texts(logarithmicTicks(range, ACROSS, toPlace)), ['0.1', '0.2', '0.5', '1', '2', '5', '10']);
});

test('where there is less, powers of ten, and fewer of them', () => {
  const [range, toPlace] = axis(-6, 0, 320);
  assert.deepEqual(texts(logarithmicTicks(range, ACROSS, toPlace)), ['0.000001', '0.0001', '0.01', '1']);
});

test('numbers never overlap, whatever the axis', () => {
  for (const seed of SEEDS) {
    // Given
    const { between } = random(seed);
    const from = between(-9, 3);
    const [range, toPlace] = axis(from, from + between(0.1, 9), between(20, 900));

    for (const sizeOf of [ACROSS, UPWARDS]) {
      // When
      const ticks = logarithmicTicks(range, sizeOf, toPlace);

      // Then
      ticks.slice(1).forEach(([place, text], before) => {
        const [placeBefore, textBefore] = ticks[before];
        assert.ok(place - placeBefore >= (sizeOf(text) + sizeOf(textBefore)) / 2, `${seed}: ${texts(ticks)}`);
      });
    }
  }
});

test('what is written can say more than the number', () => {
  const [range, toPlace] = axis(0, 1, 300);
  const ticks = logarithmicTicks(range, ACROSS, toPlace, (value) => `≤ ${value}`);
  assert.equal(ticks[0][1], '≤ 1');
});
