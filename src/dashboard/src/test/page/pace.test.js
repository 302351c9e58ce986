import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pace } from '#page/model/pace.js';

function paced({ updates, frames = null, intervals }) {
  const pace = new Pace();
  pace.updateInterval = updates;
  pace.frameInterval = frames;
  let now = 5000;
  pace.updateArrived(now);
  intervals.forEach((interval) => pace.updateArrived((now += interval)));
  return pace;
}

const steady = (interval, count = 30) => new Array(count).fill(interval);

test('updates that come as announced are not slow', () => {
  assert.equal(paced({ updates: 100, intervals: steady(100) }).slowInterval, null);
});

test('updates that come less than half as often are slow, and the interval is named', () => {
  assert.equal(paced({ updates: 100, intervals: steady(201) }).slowInterval, 201);
  assert.equal(paced({ updates: 100, intervals: steady(200) }).slowInterval, null);
});

test('one long pause among many updates is not slow', () => {
  // Given
  const intervals = [...steady(100), 4000, ...steady(100, 5)];

  // Then
  assert.equal(paced({ updates: 100, intervals }).slowInterval, null);
});

test('a slow camera makes no slow connection', () => {
  // Given
  const pace = paced({ updates: 100, frames: 1000, intervals: steady(1000) });

  // Then
  assert.equal(pace.expected, 1000);
  assert.equal(pace.slowInterval, null);
});

test('nothing is called slow before there are 20 updates, nor while the interval is unknown', () => {
  assert.equal(paced({ updates: 100, intervals: steady(900, 18) }).slowInterval, null);
  assert.equal(paced({ updates: 100, intervals: steady(900, 19) }).slowInterval, 900);
  assert.equal(paced({ updates: null, intervals: steady(900) }).slowInterval, null);
});

test('a reset discards what was measured', () => {
  // Given
  const pace = paced({ updates: 100, intervals: steady(900) });

  // When
  pace.reset();

  // Then
  assert.equal(pace.slowInterval, null);
});
