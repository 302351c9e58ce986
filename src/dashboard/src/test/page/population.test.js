import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  asTable,
  basisText,
  binText,
  exponentText,
  shares,
  sharesOf,
  steps,
  ticks,
  whyNoPopulation,
} from '#page/model/population.js';

const share = (fraction) => ({ fraction, low: fraction / 2, high: Math.min(1, 1.5 * fraction) });
const bin = (d, fraction) => ({ diffusion_coefficient: d, ...share(fraction) });

const population = (parts = {}) => ({
  window_start: null,
  tracks: 2387,
  other_unit_tracks: 0,
  displacements: 15000,
  ...{
    length_unit: 'um',
    time_unit: 'S',
    frame_interval: 0.02,
    localisation_error: 0.031,
    exposure: 0.5,
    focal_depth: null,
  },
  occupation: [bin(0.01, 0.5), bin(0.1, 0.2), bin(1, 0.3)],
  states: [
    { from: null, to: 0.05, ...bin(0.012, 0.5) },
    { from: 0.05, to: null, ...bin(0.9, 0.5) },
  ],
  classified_tracks: 243,
  classes: [
    { model: 'ATTM', ...share(0.1) },
    { model: 'BROWNIAN', ...share(0.5) },
  ],
  families: [
    { family: 'DIFFUSION_MODEL', ...share(0.6) },
    { family: 'IMMOBILE', ...share(0.4) },
    { family: 'A_LATER_FAMILY', ...share(0.01) },
  ],
  ...{ alpha: 0.93, alpha_sd: 0.04, alpha_tracks: 2100 },
  ...parts,
});

test('the bins of the occupation meet halfway on the logarithmic axis', () => {
  // When
  const [first, second, third] = steps(population().occupation);

  // Then
  assert.deepEqual([first.left, first.right], [-2.5, -1.5]);
  assert.ok(Math.abs(second.left - first.right) < 1e-12);
  assert.ok(Math.abs(third.left - second.right) < 1e-12);
  assert.ok(Math.abs(third.right - 0.5) < 1e-12);
  assert.equal(third.fraction, 0.3);
});

test('a single bin has a width', () => {
  const [only] = steps([bin(1, 1)]);
  assert.deepEqual([only.left, only.right], [-0.5, 0.5]);
});

test('powers of ten are labelled, and not too many of them', () => {
  assert.deepEqual(ticks(-2.5, 1.2), [-2, -1, 0, 1]);
  assert.deepEqual(ticks(-3, 0), [-3, -2, -1, 0]);
  assert.deepEqual(ticks(-6, 3), [-6, -4, -2, 0, 2]);
  assert.deepEqual(ticks(0.1, 0.9), []);
});

test('the first and the last bin say that they hold all beyond', () => {
  assert.equal(binText(population(), 0), 'D below 0.032 µm²/s: 50 % (25–75)');
  assert.equal(binText(population(), 1), 'D from 0.032 to 0.32 µm²/s: 20 % (10–30)');
  assert.equal(binText(population(), 2), 'D above 0.32 µm²/s: 30 % (15–45)');
});

test('shares are those of the classes and of the other motion that the page knows', () => {
  assert.deepEqual(
    shares(population()).map(({ label, fraction }) => [label, fraction]),
    [
      ['ATTM', 0.1],
      ['BROWNIAN', 0.5],
      ['IMMOBILE', 0.4],
    ],
  );
  assert.deepEqual(shares(population({ classes: [], families: [] })), []);
});

test('it is said what the occupation rests on and assumes', () => {
  assert.equal(basisText(population()), '15,000 displacements; localisation error 0.031 µm.');
  assert.equal(
    basisText(population({ localisation_error: null, exposure: null, focal_depth: 0.7, other_unit_tracks: 1 })),
    '15,000 displacements; exposure not told, taken to be the whole frame interval; corrected for particles that leave a focus 0.7 µm deep; without 1 track in other units.',
  );
});

test('the exponent comes with its standard deviation and its tracks, if there is one', () => {
  assert.equal(
    exponentText(population()),
    'Anomalous exponent of all together: 0.93 ± 0.04 (s.d.), from 2,100 tracks.',
  );
  assert.equal(exponentText(population({ alpha: null, alpha_sd: null, alpha_tracks: 0 })), null);
});

test('the table has states, shares, the exponent and the occupation with their intervals', () => {
  // When
  const { head, rows } = asTable(population());

  // Then
  assert.equal(head.length, rows[0].length);
  assert.deepEqual(
    rows.map(([quantity]) => quantity),
    [...Array(2).fill('state'), ...Array(3).fill('share'), 'exponent', ...Array(3).fill('occupation')],
  );
  assert.deepEqual(rows[0], ['state', '0.012 µm²/s', '0.5', '0.25', '0.75', '2,387']);
  assert.deepEqual(rows[3], ['share', 'brownian', '0.5', '0.25', '0.75', '243']);
  assert.deepEqual(rows[5], ['exponent', 'all', '0.93', '0.864', '0.996', '2,100']);
});

test('the table of a population without an exponent has no row for it', () => {
  const { rows } = asTable(population({ alpha: null, alpha_sd: null }));
  assert.equal(
    rows.some(([quantity]) => quantity === 'exponent'),
    false,
  );
});

test('without a population, tracks that have ended are not denied', () => {
  assert.equal(whyNoPopulation(0), 'No track has ended yet.');
  assert.match(whyNoPopulation(1), /^1 track ended; the first estimate comes soon/);
});

test('tracks are shared out to the bins by their own coefficient, the first and the last bin hold all beyond', () => {
  // Given
  const occupation = [0.01, 0.1, 1].map((d) => ({ diffusion_coefficient: d, fraction: 0, low: 0, high: 0 }));

  // When
  const found = sharesOf([-1, 0, 0.02, 0.1, 0.2, 50, NaN, 2], occupation);

  // Then
  assert.deepEqual(
    found.map((each) => Math.round(each * 7)),
    [3, 2, 2],
  );
  assert.deepEqual(sharesOf([], occupation), [0, 0, 0]);
});
