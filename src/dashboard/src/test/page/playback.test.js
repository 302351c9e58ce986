import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextFrame } from '#page/model/playback.js';

const INTERVAL = 50; // milliseconds a frame
const ANIMATION = 1000 / 60;

// Plays a steady acquisition for some seconds and returns the frames shown, at 60 animation frames a second.
function played(seconds, { interval = INTERVAL, latestAt = (now) => Math.floor(now / INTERVAL) } = {}) {
  const shown = [];
  let frame = null;
  for (let now = 0; now < 1000 * seconds; now += ANIMATION) {
    frame = nextFrame(frame, { elapsed: ANIMATION, latest: latestAt(now), interval, still: false });
    shown.push(frame);
  }
  return shown;
}

test('markers never run ahead of the latest frame, and never move back', () => {
  // When
  const shown = played(10);

  // Then
  shown.forEach((frame, index) => {
    assert.ok(frame <= Math.floor((index * ANIMATION) / INTERVAL));
    assert.ok(index === 0 || frame >= shown[index - 1] - 1e-9);
  });
});

test('markers keep the lag of 250 ms at a steady pace', () => {
  // When
  const shown = played(10);

  // Then within a frame of it
  const behind = (10 * 1000) / INTERVAL - shown.at(-1);
  assert.ok(Math.abs(behind - 250 / INTERVAL) <= 1.5, `${behind} frames behind`);
});

test('a drift between the pace and the frames that arrive is made up for', () => {
  // Given a pace that is taken for a tenth slower than it is
  const shown = played(20, { interval: 1.1 * INTERVAL });

  // Then the distance stays the same, and does not grow by two frames a second
  const distance = (index) => (index * ANIMATION) / INTERVAL - shown[index];
  assert.ok(Math.abs(distance(shown.length - 1) - distance(Math.floor(shown.length / 2))) < 2);
});

test('the view jumps when it is far behind', () => {
  // When 500 frames arrive at once
  const frame = nextFrame(0, { elapsed: ANIMATION, latest: 500, interval: INTERVAL, still: false });

  // Then
  assert.equal(frame, 500 - 250 / INTERVAL);
});

test('those who asked for less motion see the latest frame', () => {
  assert.equal(nextFrame(3, { elapsed: ANIMATION, latest: 10, interval: INTERVAL, still: true }), 10);
  assert.equal(nextFrame(null, { elapsed: ANIMATION, latest: 10, interval: null, still: true }), 10);
});

test('without a known pace, a frame takes 100 ms', () => {
  // When
  const frame = nextFrame(null, { elapsed: ANIMATION, latest: 10, interval: null, still: false });

  // Then
  assert.equal(frame, 7.5);
});
