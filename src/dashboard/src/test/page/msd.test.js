import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { curveOf, LAGS, lawOf, sample, sumsOf } from '#page/model/msd.js';
import { lawTexts, msdCurves, msdNotes, msdTable } from '#page/model/msdCurves.js';
import { summaryOf } from '#page/model/selectionSummary.js';
import { TrackTable } from '#page/model/trackTable.js';
import { random } from './random.js';
import { trajectory } from './tracks.js';

const { tracks } = JSON.parse(
  readFileSync(new URL('../resources/io/wanderscope/dashboard/selection-numbers.json', import.meta.url)),
);

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) <= 1e-9 * expected, `${actual}, ${expected}`);

test('mean squared displacements are those that NumPy finds by comparing all pairs of points, with frames missing', () => {
  for (const track of tracks) {
    // When
    const curve = curveOf([sumsOf(track)]);

    // Then
    assert.deepEqual(
      curve.map(({ lag, pairs }) => ({ lag, pairs })),
      track.msd.map(({ lag, pairs }) => ({ lag, pairs })),
    );
    curve.forEach(({ value }, place) => near(value, track.msd[place].mean));
  }
});

test('a frame that is missing gives no pair, and is no shorter lag', () => {
  // Given frames 0 and 2, but not 1
  const track = { frames: [0, 2, 3], x: [0, 3, 4], y: [0, 4, 4] };

  // When
  const { sums, pairs } = sumsOf(track);

  // Then
  assert.deepEqual([...pairs.slice(0, 4)], [1, 1, 1, 0]);
  assert.deepEqual([...sums.slice(0, 4)], [1, 25, 32, 0]);
});

test('lags of more than a quarter of a track are left out, but not the first four', () => {
  // Given
  const frames = Array.from({ length: 33 }, (_, frame) => frame);

  // When
  const lags = curveOf([sumsOf({ frames, x: frames, y: frames })]).map(({ lag }) => lag);

  // Then
  assert.deepEqual(lags, [1, 2, 3, 4, 6, 8]);
});

test('of several tracks, each pair of points counts alike', () => {
  // Given
  const short = sumsOf({ frames: [0, 1], x: [0, 2], y: [0, 0] });
  const long = sumsOf({ frames: [0, 1, 2, 3], x: [0, 1, 2, 3], y: [0, 0, 0, 0] });

  // When
  const [first] = curveOf([short, long]);

  // Then
  assert.deepEqual(first, { lag: 1, value: (4 + 3) / 4, pairs: 4 });
});

test('a track of one point, or of none, has no displacement', () => {
  // When
  const curve = curveOf([sumsOf({ frames: [], x: [], y: [] }), sumsOf({ frames: [7], x: [1], y: [1] })]);

  // Then
  assert.deepEqual(curve, []);
});

test('free diffusion follows its law', () => {
  // Given a long walk with steps of variance 1/3 along an axis
  const { between } = random(1);
  const walk = () => {
    let place = 0;
    return Array.from({ length: 200000 }, () => (place += between(-1, 1)));
  };
  const track = { frames: Array.from({ length: 200000 }, (_, frame) => frame), x: walk(), y: walk() };

  // When
  const law = lawOf('BROWNIAN', null, curveOf([sumsOf(track)]));

  // Then
  assert.equal(law.power, 1);
  assert.ok(Math.abs(law.factor - 2 / 3) < 0.02, String(law.factor));
});

test('fractional Brownian motion and Lévy walks have the exponent of their tracks, and processes that age that of free diffusion', () => {
  // Given
  const curve = [1, 2, 4].map((lag) => ({ lag, value: 3 * lag ** 0.4, pairs: 100 }));

  // When
  const laws = ['SUB_FBM', 'LEVY_WALK', 'CTRW', 'SUPER_SBM', 'IMMOBILE'].map((label) => lawOf(label, 0.4, curve));

  // Then
  assert.deepEqual(
    laws.map(({ power }) => power),
    [0.4, 0.4, 1, 1, 0],
  );
  near(laws[0].factor, 3);
});

test('a kind of motion without a law, a class without an exponent, and an empty curve have none', () => {
  // Given
  const curve = [{ lag: 1, value: 1, pairs: 1 }];

  // When
  const laws = [lawOf('CONFINED', 0.5, curve), lawOf('SUB_FBM', null, curve), lawOf('BROWNIAN', null, [])];

  // Then
  assert.deepEqual(laws, [null, null, null]);
});

test('a sample is evenly spread, and everything if there is little', () => {
  // When
  const samples = [sample([1, 2, 3], 5), sample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 4), sample([], 3)];

  // Then
  assert.deepEqual(samples, [[1, 2, 3], [0, 2, 5, 7], []]);
});

test('lags ascend', () => {
  assert.deepEqual(
    LAGS,
    [...LAGS].sort((a, b) => a - b),
  );
});

test('the curves of a table are in µm and s, a mean for each kind of motion, and single ones', () => {
  // Given two tracks of 2 nm a frame along an axis
  const moved = (id) => {
    const track = trajectory({ id, points: 4 });
    [11, 12, 13].forEach((frame, place) => track.insert(place + 1, frame, 2 * (frame - 10), 0));
    return track;
  };
  const table = new TrackTable([moved('a'), moved('b'), trajectory({ id: 'short', label: 'CTRW', points: 1 })], 20);
  const mask = new Uint8Array([1, 1, 1]);

  // When
  const curves = msdCurves(table, mask, summaryOf(table, mask), { lengthUnit: 'nm', interval: 20 });

  // Then
  assert.deepEqual(
    curves.means.map(({ label, tracks: count }) => [label, count]),
    [['BROWNIAN', 2]],
  );
  const [first, second, third] = curves.means[0].curve;
  [first, second, third].forEach(({ time, value }, place) => {
    near(time, 0.02 * (place + 1));
    near(value, 4e-6 * (place + 1) ** 2);
  });
  assert.equal(curves.single.length, 2);
  assert.deepEqual(msdTable(curves).head, ['lag (s)', 'BROWNIAN (µm²)']);
  assert.deepEqual(lawTexts(curves.means), ['BROWNIAN ∝ t (free diffusion)']);
  assert.match(msdNotes(curves).join(), /^Thick: time average of 3 tracks; thin: 2 single ones\.[^.]*\.$/);
});

test('a note says of how many tracks only a few points are known', () => {
  // Given a track whose result rests on 60 points, of which two are here
  const track = trajectory({ id: 'thinned', points: 60 });
  track.insert(1, 40, 3, 0);
  const table = new TrackTable([track, trajectory({ id: 'whole', points: 1 })], 50);
  const mask = new Uint8Array([1, 1]);

  // When
  const notes = msdNotes(msdCurves(table, mask, summaryOf(table, mask), { lengthUnit: 'px', interval: null }));

  // Then
  assert.match(notes[1], /^Of 1 track, only a few points are here/);
});

test('a point that comes later is in the next curve', () => {
  // Given
  const track = trajectory({ id: 'a' });
  const table = new TrackTable([track], 20);
  const mask = new Uint8Array([1]);
  const curves = () => msdCurves(table, mask, summaryOf(table, mask), { lengthUnit: 'px', interval: null });
  assert.deepEqual(curves().means, []);

  // When
  track.insert(1, 11, 3, 0);

  // Then
  const [{ curve }] = curves().means;
  assert.deepEqual(curve, [{ lag: 1, value: 9, pairs: 1, time: 1 }]);
  assert.equal(curves().units.timeName, 'frames');
});
