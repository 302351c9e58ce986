import assert from 'node:assert/strict';
import { test } from 'node:test';
import { behindText, delay } from '#page/model/delay.js';

test('a delay has a unit in which it is short', () => {
  assert.deepEqual(delay(0), ['0', 'ms']);
  assert.deepEqual(delay(999), ['999', 'ms']);
  assert.deepEqual(delay(1000), ['1.0', 's']);
  assert.deepEqual(delay(59_400), ['59', 's']);
  assert.deepEqual(delay(9_990), ['10', 's']);
  assert.deepEqual(delay(59_700), ['1.0', 'min']);
  assert.deepEqual(delay(60_000), ['1.0', 'min']);
  assert.deepEqual(delay(159_949), ['2.7', 'min']);
  assert.deepEqual(delay(3_600_000), ['60', 'min']);
});

test('the banner says how far the stream is behind and since when, whatever the clock of the browser says', () => {
  // Given
  const since = new Date(2026, 2, 1, 14, 2, 11);

  // When
  const text = behindText({ ms: 111_634, since: since.getTime(), lasting_ms: 75_000 });

  // Then
  assert.equal(
    text,
    `The stream is behind: classes are 1.9 min older than the paths, since ${since.toLocaleTimeString()} (for 1.3 min).`,
  );
});
