import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delay, isBehind } from '#page/model/delay.js';

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

test('results are behind if they come late and newer frames are here', () => {
  const rates = (late, behind) => ({ median_delay_ms: late, median_lag_ms: behind });
  assert.ok(isBehind(rates(159_949, 57_000)));
  assert.ok(isBehind(rates(1000, 1000)));
  assert.equal(isBehind(rates(999, 1000)), false);
  assert.equal(isBehind(rates(1_800_000, 100)), false);
  assert.equal(isBehind(rates(null, null)), false);
});
