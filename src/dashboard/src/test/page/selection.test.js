import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { boundsOf, changed, insideOf, isArea, rectangle, simplified } from '#page/model/region.js';
import { chosen, EVERYTHING, toggled, wordsOf } from '#page/model/selection.js';
import { quantile, summaryOf } from '#page/model/selectionSummary.js';
import { headline, leftOut, quartilesText, spoken } from '#page/model/selectionWords.js';
import { summaryAsCsv, tracksAsCsv } from '#page/model/selectionCsv.js';
import { TrackTable } from '#page/model/trackTable.js';
import { random, SEEDS } from './random.js';
import { trajectory } from './tracks.js';

const FRAME = 10;
const TABLE = new TrackTable(
  [
    trajectory({ id: 'a', label: 'CTRW', d: 0.01, alpha: 0.4, x: 1, y: 1 }),
    trajectory({ id: 'b', label: 'CTRW', d: 0.2, alpha: 0.6, x: 2, y: 2 }),
    trajectory({ id: 'c', label: 'BROWNIAN', d: 0.5, alpha: 1, x: 8, y: 8 }),
    trajectory({ id: 'd', label: 'UNDETERMINED', reason: 'IMMOBILE', d: -0.001, alpha: 0.3, x: 9, y: 1 }),
    trajectory({ id: 'e', label: 'SUPER_FBM', d: null, alpha: 1.5, x: 5, y: 5 }),
  ],
  FRAME,
);

const idsOf = (criterion, table = TABLE) => {
  const { mask } = chosen(table, { ...EVERYTHING, ...criterion });
  return table.tracks.filter((_, row) => mask[row]).map(({ id }) => id);
};
const plane = (d, alpha) => ({ plane: { d, alpha } });
const ANY = [-Infinity, Infinity];

test('without a criterion every track is selected', () => {
  // When
  const { count } = chosen(TABLE, EVERYTHING);

  // Then
  assert.equal(count, 5);
});

test('kinds of motion outside the classes are selected like classes', () => {
  assert.deepEqual(idsOf({ labels: new Set(['CTRW']) }), ['a', 'b']);
  assert.deepEqual(idsOf({ labels: new Set(['IMMOBILE', 'BROWNIAN']) }), ['c', 'd']);
});

test('a part of the plane holds those in both ranges', () => {
  assert.deepEqual(idsOf(plane([0.1, 1], [0.5, 1.2])), ['b', 'c']);
});

test('a range from the slow end holds what has a coefficient below zero, and one of all D also what has none', () => {
  assert.deepEqual(idsOf(plane([-Infinity, 0.05], ANY)), ['a', 'd']);
  assert.deepEqual(idsOf(plane(ANY, [1.2, 2])), ['e']);
});

test('other motion has no exponent: only a range that reaches below zero holds it', () => {
  assert.deepEqual(idsOf(plane(ANY, [0.2, 0.5])), ['a']);
  assert.deepEqual(idsOf(plane(ANY, [-Infinity, 0.1])), ['d']);
});

test('a region holds the tracks whose marker is inside', () => {
  assert.deepEqual(idsOf({ region: rectangle([0, 0], [3, 3]) }), ['a', 'b']);
  // A lasso around the corner at 9, 1 that leaves out the middle
  const lasso = [
    [6, 0],
    [10, 0],
    [10, 4],
  ];
  assert.deepEqual(idsOf({ region: lasso }), ['d']);
});

test('all parts of a criterion must be met', () => {
  assert.deepEqual(idsOf({ ...plane([0.1, 1], ANY), labels: new Set(['CTRW']), region: rectangle([0, 0], [3, 3]) }), [
    'b',
  ]);
});

test('a track that is not there yet is in no region', () => {
  // Given
  const later = new TrackTable([trajectory({ id: 'later' })], FRAME - 1);

  // Then
  assert.deepEqual(idsOf({ region: rectangle([-1, -1], [1, 1]) }, later), []);
});

test('a label that is chosen twice is let go of, and the last one leaves no part of the criterion', () => {
  // When
  const labels = toggled(toggled(null, 'CTRW'), 'ATTM');

  // Then
  assert.deepEqual([...labels], ['CTRW', 'ATTM']);
  assert.deepEqual([...toggled(labels, 'CTRW')], ['ATTM']);
  assert.equal(toggled(new Set(['ATTM']), 'ATTM'), null);
});

test('coefficients in another unit than the first are left out and counted', () => {
  // When
  const table = new TrackTable(
    [
      trajectory({ id: 'a' }),
      trajectory({ id: 'b', unit: { length_unit: 'px', time_unit: 'FRAME' } }),
      trajectory({ id: 'c', d: null }),
    ],
    FRAME,
  );

  // Then
  assert.deepEqual(summaryOf(table, chosen(table, EVERYTHING).mask).all.d, [0.1, 0.1, 0.1]);
  assert.equal(leftOut(table), '1 track without D not drawn; 1 track in another unit not drawn');
});

test('the summary counts tracks and points and has the quartiles of what is known', () => {
  // When
  const { all, byLabel } = summaryOf(TABLE, chosen(TABLE, EVERYTHING).mask);

  // Then
  assert.deepEqual([all.tracks, all.points], [5, 60]);
  assert.deepEqual(
    byLabel.map(({ label, tracks }) => [label, tracks]),
    [
      ['CTRW', 2],
      ['SUPER_FBM', 1],
      ['BROWNIAN', 1],
      ['IMMOBILE', 1],
    ],
  );
  assert.deepEqual(all.alpha, [0.55, 0.8, 1.125]);
  assert.equal(byLabel[1].d, null);
  assert.equal(byLabel[3].alpha, null);
});

test('quartiles are those of NumPy', () => {
  // Given
  const file = new URL('../resources/io/wanderscope/dashboard/selection-numbers.json', import.meta.url);
  const { samples } = JSON.parse(readFileSync(file));

  for (const { values, quartiles } of samples) {
    // When
    const found = [0.25, 0.5, 0.75].map((share) => quantile(Float64Array.from(values), share));

    // Then
    found.forEach((each, place) => assert.ok(Math.abs(each - quartiles[place]) < 1e-12));
  }
});

test('a selection is told in words', () => {
  // Given
  const criterion = { region: [], ...plane([0.1, Infinity], [0.2, 0.6]), labels: new Set(['CTRW', 'UNDETERMINED']) };
  const summary = summaryOf(TABLE, chosen(TABLE, { ...EVERYTHING, labels: criterion.labels }).mask);

  // When
  const words = wordsOf(criterion, TABLE.unit);

  // Then
  assert.deepEqual(words, [
    ['region', 'in the region'],
    ['plane', 'D above 0.1 µm²/s, α 0.2–0.6'],
    ['labels', 'CTRW or no answer'],
  ]);
  assert.equal(headline(EVERYTHING, { tracks: 1, points: 1 }, 1), '1 track (1 point)');
  assert.equal(spoken(criterion, summary, 5), '2 of 5 tracks selected (24 points): 2 CTRW');
  assert.deepEqual(quartilesText([0.05, 0.123, 0.3]), ['0.12', ' (0.05–0.3)']);
  assert.deepEqual(quartilesText([-0.1, 0.123, 0.3]), ['0.12', ' (−0.1 to 0.3)']);
  assert.deepEqual(quartilesText(null), ['–']);
});

test('tracks as CSV have units in the head, a decimal point, and nothing where nothing is known', () => {
  // When
  const csv = tracksAsCsv(TABLE, chosen(TABLE, { ...EVERYTHING, labels: new Set(['CTRW', 'SUPER_FBM']) }).mask, {
    acquisition: 'cell, 1',
    lengthUnit: 'µm',
  });

  // Then
  assert.deepEqual(csv.split('\r\n'), [
    'acquisition,track,motion,motion_confidence,alpha,alpha_sd,diffusion_coefficient_um2_per_s,points,first_frame,last_frame,ended,x_um,y_um',
    '"cell, 1",a,CTRW,0.8,0.4,0.1,0.01,12,10,10,false,1,1',
    '"cell, 1",b,CTRW,0.8,0.6,0.1,0.2,12,10,10,false,2,2',
    '"cell, 1",e,SUPER_FBM,0.8,1.5,0.1,,12,10,10,false,5,5',
    '',
  ]);
});

test('the summary as CSV has a row for all and one for each kind of motion', () => {
  // When
  const summary = summaryOf(TABLE, chosen(TABLE, { ...EVERYTHING, labels: new Set(['CTRW']) }).mask);
  const [head, all, ctrw, end] = summaryAsCsv(summary, TABLE.unit, { acquisition: 'a', selection: 'CTRW' }).split(
    '\r\n',
  );

  // Then
  assert.equal(
    head,
    'acquisition,selection,motion,tracks,points,diffusion_coefficient_lower_quartile_um2_per_s,' +
      'diffusion_coefficient_median_um2_per_s,diffusion_coefficient_upper_quartile_um2_per_s,' +
      'alpha_lower_quartile,alpha_median,alpha_upper_quartile',
  );
  assert.equal(all, 'a,CTRW,all,2,24,0.0575,0.105,0.1525,0.45,0.5,0.55');
  assert.equal(ctrw, 'a,CTRW,CTRW,2,24,0.0575,0.105,0.1525,0.45,0.5,0.55');
  assert.equal(end, '');
});

test('whether a point is inside a rectangle agrees with its bounds', () => {
  for (const seed of SEEDS) {
    // Given
    const { between } = random(seed);
    const region = rectangle([between(-5, 5), between(-5, 5)], [between(-5, 5), between(-5, 5)]);
    const { left, top, right, bottom } = boundsOf(region);
    const [x, y] = [between(-5, 5), between(-5, 5)];

    // When
    const inside = insideOf(region)(x, y);

    // Then
    assert.equal(inside, x > left && x < right && y > top && y < bottom);
  }
});

test('a click is no region, and a lasso loses corners that are close together', () => {
  assert.equal(isArea(rectangle([1, 1], [1, 1])), false);
  assert.equal(isArea(rectangle([1, 1], [2, 3])), true);
  assert.deepEqual(
    simplified(
      [
        [0, 0],
        [0.5, 0],
        [4, 0],
        [4, 0.9],
        [4, 5],
      ],
      1,
    ),
    [
      [0, 0],
      [4, 0],
      [4, 5],
    ],
  );
});

test('the keyboard moves a region by shares of its size, and changes the size from the upper left corner', () => {
  // Given
  const region = rectangle([0, 0], [10, 20]);

  // Then
  assert.deepEqual(boundsOf(changed(region, { dx: 0.1 })), { left: 1, top: 0, right: 11, bottom: 20 });
  assert.deepEqual(boundsOf(changed(region, { dHeight: 0.5 })), { left: 0, top: 0, right: 10, bottom: 30 });
});
