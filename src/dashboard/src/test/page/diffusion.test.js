import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areaPerTime, diffusionFacts, lagText, msdTable, unitNote, withSd } from '#page/model/diffusion.js';

const estimate = (parts = {}) => ({
  length_unit: 'um',
  time_unit: 'S',
  frame_interval: 0.05,
  diffusion_coefficient: 0.2346,
  diffusion_coefficient_sd: 0.0512,
  localisation_variance: 0.0009,
  localisation_variance_sd: 0.0003,
  msd: [{ lag: 1, value: 0.04567, sd: 0.0123 }],
  radius_of_gyration: 0.5123,
  duration: 1.25,
  ...parts,
});
const inPixels = estimate({ length_unit: 'px', time_unit: 'FRAME', frame_interval: null, duration: 25 });

test('a metric estimate is told in µm and seconds, without a note', () => {
  // When
  const facts = Object.fromEntries(diffusionFacts(estimate()));

  // Then
  assert.deepEqual(facts, {
    D: '0.235 ± 0.051 µm²/s',
    'localisation error': '0.0300 ± 0.0050 µm',
    'radius of gyration': '0.512 µm',
    duration: '1.25 s',
  });
  assert.equal(unitNote(estimate()), null);
});

test('an estimate in other units says which are not known', () => {
  assert.equal(unitNote(inPixels), 'in px²/frame: pixel size and frame interval are not known');
  assert.equal(unitNote(estimate({ length_unit: 'px' })), 'in px²/s: pixel size is not known');
  assert.equal(unitNote(estimate({ time_unit: 'FRAME' })), 'in µm²/frame: frame interval is not known');
  assert.equal(areaPerTime(inPixels), 'px²/frame');
  assert.equal(Object.fromEntries(diffusionFacts(inPixels)).duration, '25 frames');
});

test('a value has the digits that its standard deviation leaves', () => {
  assert.equal(withSd(0.2346, 0.0512, 'x'), '0.235 ± 0.051 x');
  assert.equal(withSd(123.4, 56.7, 'x'), '123 ± 57 x');
  assert.equal(withSd(-0.004, 0.51, 'x'), '0.00 ± 0.51 x');
  assert.equal(withSd(-1.25, 0.5, 'x'), '−1.25 ± 0.50 x');
  assert.equal(withSd(0, 0, 'x'), '0.000 ± 0.000 x');
});

test('what was not estimated says why, and a negative square is no error', () => {
  // When
  const unknown = diffusionFacts(estimate({ diffusion_coefficient: null, localisation_variance: null }));
  const negative = diffusionFacts(estimate({ localisation_variance: -0.0001 }));
  const told = diffusionFacts(estimate({ localisation_variance_sd: 0 }));

  // Then
  assert.equal(Object.fromEntries(unknown).D, 'needs three successive frames');
  assert.equal(Object.fromEntries(unknown)['localisation error'], '–');
  assert.match(
    Object.fromEntries(negative)['localisation error'],
    /^not measurable \(−0\.00010 ± 0\.00030 µm² squared\)$/,
  );
  assert.equal(Object.fromEntries(told)['localisation error'], '0.03 µm, as configured');
});

test('lags are times where the frame interval is known', () => {
  assert.deepEqual(msdTable(estimate()), {
    head: ['lag', 'MSD (µm²)', '± s.d.'],
    rows: [['0.05 s', '0.0457', '0.012']],
  });
  assert.equal(lagText(1, inPixels), '1 frame');
  assert.equal(lagText(2, inPixels), '2 frames');
});
