import assert from 'node:assert/strict';
import { test } from 'node:test';
import { glance, glanceText } from '#page/model/glance.js';
import { Trajectory } from '#page/model/trajectory.js';

const D = { length_unit: 'um', time_unit: 'S', diffusion_coefficient: 0.34567 };

function trajectory(result, diffusion) {
  const made = new Trajectory('17');
  [0, 1, 2].forEach((frame) => made.insert(frame, frame, 0, 0));
  made.result = result;
  made.diffusion = diffusion;
  return made;
}

test('a glance tells class, confidence, points and D with its unit', () => {
  // Given
  const given = trajectory({ label: 'CTRW', reason: null, confidence: 0.914, points: 60 }, D);

  // Then
  assert.deepEqual(glance(given), {
    label: 'CTRW',
    heading: 'CTRW',
    lines: ['track 17', '91 % confidence', '60 points', 'D 0.35 µm²/s'],
  });
  assert.equal(glanceText(given), 'CTRW, 91 % confidence, 60 points, D 0.35 µm²/s');
});

test('what is not classified yet says how many points there are', () => {
  assert.equal(glanceText(trajectory(null, null)), 'not classified yet, 3 points so far, D not known yet');
});

test('the unsure say between which classes', () => {
  // Given
  const result = {
    ...{ label: 'UNDETERMINED', reason: 'LOW_CONFIDENCE', confidence: 0.4, points: 1 },
    class_set: ['SUB_FBM', 'SUB_SBM'],
  };

  // Then
  assert.deepEqual(glance(trajectory(result, { ...D, time_unit: 'FRAME', diffusion_coefficient: -0.001 })).lines, [
    ...['track 17', 'SUB_FBM or SUB_SBM (90 % if one of the eight)', '40 % confidence', '1 point'],
    'D −0.001 µm²/frame',
  ]);
});

test('each reason for being none of the eight has a heading of its own', () => {
  const heading = (reason) =>
    glance(trajectory({ label: 'UNDETERMINED', reason, confidence: null, points: 9 }, D)).heading;

  assert.equal(heading('ARTEFACT'), 'ARTEFACT');
  assert.equal(heading('UNFAMILIAR'), 'UNFAMILIAR');
  assert.equal(heading('LOW_CONFIDENCE'), 'unsure');
  assert.equal(heading('INFERENCE_FAILED'), 'no answer');
});
