import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparison, medianText } from '#page/model/compared.js';

const bin = (diffusion_coefficient, fraction) => ({ diffusion_coefficient, fraction, low: fraction, high: fraction });

const POPULATION = {
  tracks: 400,
  length_unit: 'um',
  time_unit: 'S',
  frame_interval: 0.05,
  occupation: [bin(0.01, 0.4), bin(0.1, 0.2), bin(1, 0.4)],
  states: [
    { ...bin(0.01, 0.4), from: null, to: 0.05 },
    { ...bin(1, 0.6), from: 0.05, to: null },
  ],
  classified_tracks: 200,
  classes: [{ model: 'BROWNIAN', fraction: 0.7, low: 0.6, high: 0.8 }],
  families: [{ family: 'CONFINED', fraction: 0.3, low: 0.2, high: 0.4 }],
  alpha: 0.9,
  alpha_sd: 0.05,
};

test('half of the particles are slower than the median', () => {
  assert.equal(medianText(POPULATION), '0.1 µm²/s');
  assert.equal(medianText({ ...POPULATION, occupation: [] }), null);
});

test('acquisitions stand side by side, also one without a population', () => {
  // When
  const rows = comparison([POPULATION, null]);

  // Then
  assert.deepEqual(rows, [
    ['population', '40 % bound (D below 0.05 µm²/s), 60 % free (D about 1 µm²/s), from 400 tracks.', '–'],
    ['median D', '0.1 µm²/s', '–'],
    ['exponent', '0.90 ± 0.05', '–'],
    ['BROWNIAN', '70 % (60–80)', '–'],
    ['CONFINED', '30 % (20–40)', '–'],
  ]);
});

test('too few classified tracks have no shares', () => {
  // When
  const rows = comparison([POPULATION, { ...POPULATION, classified_tracks: 20, alpha: null }]);

  // Then
  assert.equal(rows.find(([name]) => name === 'BROWNIAN')[2], '–');
  assert.equal(rows.find(([name]) => name === 'exponent')[2], '–');
});
