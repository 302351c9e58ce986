import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advanced, covers, frameAt, position, request, runsOut, step, trail } from '#page/model/moment.js';

const EXTENT = { first: 1_000_000, last: 1_600_000, positions: 60_000 };
// As the server sends it: its latest frame is of its latest position, which may be earlier than asked for.
const MOMENT = { to: 1_100_000, time: 1_099_980, last_frame: 2000, frame_interval_ms: 50 };

test('a moment that stands still is asked for with the path behind it', () => {
  assert.deepEqual(request(1_200_000, { extent: EXTENT, interval: 50, speed: 0 }), {
    time: 1_200_000,
    window: 10_000,
  });
});

test('one that is played is asked for with what comes next, the more the faster', () => {
  // When
  const [slow, fast] = [1, 50].map((speed) => request(1_200_000, { extent: EXTENT, interval: 50, speed }));

  // Then
  assert.deepEqual(slow, { time: 1_202_000, window: 12_000 });
  assert.deepEqual(fast, { time: 1_300_000, window: 110_000 });
});

test('nothing after the last position is asked for', () => {
  assert.equal(request(1_599_000, { extent: EXTENT, interval: 50, speed: 50 }).time, EXTENT.last);
});

test('a slow camera leaves as many points behind a marker as a fast one', () => {
  assert.equal(trail(1000, EXTENT), 100_000);
  assert.equal(trail(null, EXTENT), 10_000);
});

test('where there are many particles, paths are shorter', () => {
  assert.equal(trail(50, { ...EXTENT, positions: 12_000_000 }), 5_000);
});

test('a moment covers what comes after the time that it was shown at, up to its end', () => {
  assert.equal(covers(MOMENT, 1_100_000, 1_095_000), true);
  assert.equal(covers(MOMENT, 1_094_999, 1_095_000), false);
  assert.equal(covers(MOMENT, 1_100_001, 1_095_000), false);
  assert.equal(covers(null, 1_100_000, 1_095_000), false);
});

test('the next part is asked for before the one that is played ends, and not after the last', () => {
  const context = { extent: EXTENT, speed: 1 };
  assert.equal(runsOut(MOMENT, 1_098_000, context), false);
  assert.equal(runsOut(MOMENT, 1_099_500, context), true);
  assert.equal(runsOut({ ...MOMENT, to: EXTENT.last }, EXTENT.last, context), false);
});

test('time passes at the chosen speed, but not beyond what has been read', () => {
  const context = { extent: EXTENT, speed: 2, moment: MOMENT };
  assert.equal(advanced(1_090_000, 100, context), 1_090_200);
  assert.equal(advanced(1_099_900, 100, context), MOMENT.to);
  assert.equal(advanced(EXTENT.last, 100, { ...context, moment: { ...MOMENT, to: EXTENT.last } }), EXTENT.last);
});

test('a frame belongs to a time, and may be between two', () => {
  assert.equal(frameAt(MOMENT, 1_099_955, null), 1999.5);
  assert.equal(frameAt(MOMENT, MOMENT.to, null), 2000);
  assert.equal(frameAt({ ...MOMENT, frame_interval_ms: undefined }, 1_099_880, 100), 1999);
  assert.equal(frameAt({ ...MOMENT, frame_interval_ms: undefined }, 1_000_000, null), 2000);
});

test('the clock says how far into the acquisition a time is', () => {
  assert.equal(position(1_125_340, EXTENT), '02:05.3 of 10:00.0');
  assert.equal(position(3_600_000, { first: 0, last: 7_325_000 }), '1:00:00.0 of 2:02:05.0');
});

test('the handle has steps of at least a millisecond', () => {
  assert.equal(step(EXTENT), 1200);
  assert.equal(step({ first: 0, last: 10 }), 1);
});
