import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framesOf, occlusionNote, weightsAt } from '#page/model/occlusion.js';

const SEGMENTS = [
  { first_frame: 10, last_frame: 12, weight: -0.5 },
  { first_frame: 13, last_frame: 14, weight: 2.345 },
  { first_frame: 15, last_frame: 16, weight: null },
];
const ANSWER = { segments: SEGMENTS, explained: 'CTRW', revision: 3 };

test('every frame has the weight of its segment, and none outside them', () => {
  assert.deepEqual(weightsAt([9, 10, 12, 13, 15, 17], SEGMENTS), [null, -0.5, -0.5, 2.345, null, null]);
});

test('the frames are those of all segments', () => {
  assert.deepEqual(framesOf(SEGMENTS), [10, 11, 12, 13, 14, 15, 16]);
});

test('the note says without which frames most is lost', () => {
  assert.equal(occlusionNote(ANSWER, 3), 'without frames 13–14, log odds of CTRW fall by 2.3');
});

test('the note names the revision where the track has another one by now', () => {
  assert.equal(occlusionNote(ANSWER, 4), 'without frames 13–14, log odds of CTRW fall by 2.3 (revision 3)');
});

test('where no segment speaks for the class, the note says so', () => {
  const against = { ...ANSWER, segments: [SEGMENTS[0], SEGMENTS[2]] };
  assert.equal(occlusionNote(against, 3), 'no segment speaks for CTRW');
});
