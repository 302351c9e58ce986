import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABELS, OTHER_MOTION } from '#page/model/labels.js';
import { confidenceOf, exponentText, labelOf, motionOf, noiseText, openClasses } from '#page/model/result.js';

const undetermined = (reason, parts = {}) => ({ label: 'UNDETERMINED', reason, confidence: 0.1, ...parts });

test('a result is its class, or the other kind of motion that is the reason for having none', () => {
  assert.equal(motionOf({ label: 'CTRW', reason: null }), 'CTRW');
  for (const reason of OTHER_MOTION) {
    assert.equal(motionOf(undetermined(reason)), reason);
  }
});

test('the page tells apart what is not classified yet, unsure and failed', () => {
  assert.equal(labelOf(null), 'PENDING');
  assert.equal(labelOf(undetermined('LOW_CONFIDENCE')), 'UNSURE');
  assert.equal(labelOf(undetermined('TOO_SHORT')), 'UNDETERMINED');
  assert.equal(labelOf(undetermined('INFERENCE_FAILED')), 'UNDETERMINED');
  assert.equal(labelOf(undetermined('ARTEFACT')), 'ARTEFACT');
  assert.equal(labelOf({ label: 'CTRW', reason: null }), 'CTRW');
});

test('other reasons, also those of a later server, are no answer', () => {
  for (const reason of ['TOO_SHORT', 'LOW_CONFIDENCE', 'INFERENCE_FAILED', 'OTHER', 'A_LATER_REASON', null]) {
    assert.equal(motionOf(undetermined(reason)), 'UNDETERMINED');
  }
});

test('the confidence in other motion is the probability of its family', () => {
  // Given
  const families = { DIFFUSION_MODEL: 0.1, CONFINED: 0.7 };

  // Then
  assert.equal(confidenceOf({ label: 'CTRW', reason: null, confidence: 0.8, families }), 0.8);
  assert.equal(confidenceOf(undetermined('CONFINED', { families })), 0.7);
  assert.equal(confidenceOf(undetermined('UNFAMILIAR', { families })), null);
  assert.equal(confidenceOf(undetermined('IMMOBILE', { families: { IMMOBILE: 0.6 } })), 0.6);
});

test('what does not move at all is immobile for certain', () => {
  assert.equal(confidenceOf(undetermined('IMMOBILE', { families: null, confidence: null })), 1);
});

test('only what may be one of the eight has an exponent, and only what moves has noise in units of a step', () => {
  // Given
  const measured = { alpha: 0.5, alpha_sd: 0.1, noise: 0.3, noise_sd: 0.05 };

  // Then
  assert.equal(exponentText({ label: 'CTRW', reason: null, ...measured }), '0.50 ± 0.10');
  assert.equal(exponentText(undetermined('LOW_CONFIDENCE', measured)), '0.50 ± 0.10');
  assert.equal(exponentText(undetermined('DIRECTED', measured)), '–');
  assert.equal(noiseText(undetermined('DIRECTED', measured)), '0.30 ± 0.05 of a step');
  assert.equal(noiseText(undetermined('IMMOBILE', measured)), '–');
});

test('only an undecided result leaves classes open', () => {
  assert.equal(
    openClasses(undetermined('LOW_CONFIDENCE', { class_set: ['ATTM', 'CTRW'] })),
    'ATTM or CTRW (90 % if one of the eight)',
  );
  assert.equal(openClasses(undetermined('LOW_CONFIDENCE', { class_set: LABELS })), 'any of the eight');
  assert.equal(openClasses(undetermined('LOW_CONFIDENCE', { class_set: null })), null);
  assert.equal(openClasses(undetermined('CONFINED', { class_set: ['ATTM'] })), null);
  assert.equal(openClasses({ label: 'ATTM', reason: null, class_set: ['ATTM'] }), null);
});

test('the localisation noise comes with its standard deviation and its unit', () => {
  assert.equal(noiseText({ label: 'CTRW', noise: 0.35, noise_sd: 0.08 }), '0.35 ± 0.08 of a step');
  assert.equal(noiseText({ label: 'CTRW' }), '–');
});
