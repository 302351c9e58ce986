import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIFFUSION_COLUMNS } from '#page/model/diffusionCells.js';
import { trajectoryAsCsv } from '#page/model/csv.js';

function track(parts = {}) {
  return {
    acquisition: 'cell-1',
    id: '17',
    length_unit: 'µm',
    frame_interval_ms: 50,
    path: { frames: [10, 11, 13], x: [1, 1.5, 2], y: [7, 7.25, 8] },
    revisions: [],
    saliency: null,
    ...parts,
  };
}

// Reads CSV as RFC 4180 describes it: rows of fields.
function parsed(csv) {
  const fields = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  const rows = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(fields)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      rows.push([]);
    }
  }
  return rows.slice(0, -1);
}

test('a trajectory without saliency has a row for each point, and no columns of stages', () => {
  // When
  const [head, ...rows] = parsed(trajectoryAsCsv(track()));

  // Then
  assert.deepEqual(head, [
    ...['acquisition', 'track', 'frame', 'time_s', 'x_um', 'y_um'],
    ...['interpolated', 'explained', 'motion', 'motion_confidence', 'class_set'],
    ...DIFFUSION_COLUMNS,
  ]);
  const without = DIFFUSION_COLUMNS.map(() => '');
  assert.deepEqual(rows, [
    ['cell-1', '17', '10', '0.5', '1', '7', 'false', '', '', '', '', ...without],
    ['cell-1', '17', '11', '0.55', '1.5', '7.25', 'false', '', '', '', '', ...without],
    ['cell-1', '17', '13', '0.65', '2', '8', 'false', '', '', '', '', ...without],
  ]);
});

test('points that saliency explains carry its weights and the confidence of its revision, the others none', () => {
  // Given an explanation of frames 11 and 12, the latter interpolated
  const saliency = {
    revision: 2,
    explained: 'CTRW',
    frames: [11, 12],
    x: [1.5, 1.75],
    y: [7.25, 7.5],
    interpolated_frames: [12],
    stages: [
      { name: 'stage1', weights: [-0.25, 1] },
      { name: 'stage2', weights: [0, 0.5] },
    ],
  };
  const revisions = [
    { revision: 2, label: 'CTRW', confidence: 0.75, class_set: ['CTRW'] },
    { revision: 3, confidence: 0.9 },
  ];

  // When
  const [head, ...rows] = parsed(trajectoryAsCsv(track({ saliency, revisions })));

  // Then
  const column = (name) => rows.map((row) => row[head.indexOf(name)]);
  assert.deepEqual(column('frame'), ['10', '11', '12', '13']);
  assert.deepEqual(column('interpolated'), ['false', 'false', 'true', 'false']);
  assert.deepEqual(column('explained'), ['', 'CTRW', 'CTRW', '']);
  assert.deepEqual(column('motion_confidence'), ['', '0.75', '0.75', '']);
  assert.deepEqual(column('motion'), ['', 'CTRW', 'CTRW', '']);
  assert.deepEqual(column('class_set'), ['', 'CTRW', 'CTRW', '']);
  assert.deepEqual(column('stage1'), ['', '-0.25', '1', '']);
  assert.deepEqual(column('stage2'), ['', '0', '0.5', '']);
});

test('a track outside the eight classes has its kind of motion and the confidence in it', () => {
  // Given
  const saliency = {
    ...{ revision: 1, explained: 'SUB_FBM', frames: [10], x: [1], y: [7], interpolated_frames: [] },
    stages: [{ name: 'stage1', weights: [1] }],
  };
  const immobile = {
    ...{ revision: 1, label: 'UNDETERMINED', reason: 'IMMOBILE', confidence: 0.02 },
    ...{ families: { DIFFUSION_MODEL: 0.03, IMMOBILE: 0.9 }, class_set: ['SUB_FBM', 'SUB_SBM'] },
  };

  // When
  const [head, row] = parsed(trajectoryAsCsv(track({ saliency, revisions: [immobile] })));

  // Then
  const cell = (name) => row[head.indexOf(name)];
  assert.equal(cell('motion'), 'IMMOBILE');
  assert.equal(cell('motion_confidence'), '0.9');
  assert.equal(cell('explained'), 'SUB_FBM');
  assert.equal(cell('class_set'), 'SUB_FBM SUB_SBM');
});

test('every row says how the track diffuses', () => {
  // Given
  const diffusion = {
    ...{ length_unit: 'um', time_unit: 'S', frame_interval: 0.05 },
    ...{ diffusion_coefficient: 0.123456789, diffusion_coefficient_sd: 0.05 },
    ...{ localisation_variance: 0.0009, localisation_variance_sd: 0.0001, radius_of_gyration: 0.5, duration: 0.45 },
    msd: [
      { lag: 1, value: 0.03, sd: 0.01 },
      { lag: 3, value: 0.08, sd: 0.03 },
    ],
  };

  // When
  const [head, ...rows] = parsed(trajectoryAsCsv(track({ result: { diffusion } })));

  // Then
  const column = (name) => rows.map((row) => row[head.indexOf(name)]);
  const expected = {
    ...{ diffusion_coefficient: '0.123457', diffusion_coefficient_sd: '0.05', diffusion_unit: 'um^2/s' },
    ...{ localisation_error: '0.03', msd_1: '0.03', msd_2: '', msd_3: '0.08', msd_4: '' },
    ...{ radius_of_gyration: '0.5', duration: '0.45' },
  };
  for (const [name, value] of Object.entries(expected)) {
    assert.deepEqual(column(name), [value, value, value], name);
  }
});

test('a negative square of the localisation error has no root, and frames are no seconds', () => {
  // Given
  const diffusion = {
    ...{ length_unit: 'px', time_unit: 'FRAME', frame_interval: null },
    ...{ diffusion_coefficient: null, diffusion_coefficient_sd: null, localisation_variance: -0.1 },
    ...{ radius_of_gyration: 0.5, duration: 2, msd: [] },
  };

  // When
  const [head, row] = parsed(trajectoryAsCsv(track({ result: { diffusion } })));

  // Then
  const cell = (name) => row[head.indexOf(name)];
  assert.equal(cell('diffusion_coefficient'), '');
  assert.equal(cell('diffusion_unit'), 'px^2/frame');
  assert.equal(cell('localisation_error'), '');
  assert.equal(cell('duration'), '2');
});

test('the time is left out while the frame interval is unknown', () => {
  // When
  const [head, row] = parsed(trajectoryAsCsv(track({ frame_interval_ms: null })));

  // Then
  assert.equal(head.includes('time_s'), false);
  assert.equal(row.length, head.length);
});

test('names with commas, quotes and line breaks survive', () => {
  // Given
  const acquisition = 'dish "A", well 3\r\nagain';

  // When
  const rows = parsed(trajectoryAsCsv(track({ acquisition })));

  // Then
  assert.equal(rows.length, 4);
  assert.ok(rows.slice(1).every(([first]) => first === acquisition));
});

test('both micro signs become u', () => {
  for (const unit of ['\u00b5m', '\u03bcm']) {
    assert.ok(trajectoryAsCsv(track({ length_unit: unit })).includes('x_um,y_um'));
  }
});

test('every row ends as RFC 4180 asks', () => {
  // When
  const csv = trajectoryAsCsv(track());

  // Then
  assert.ok(csv.endsWith('\r\n'));
  assert.equal(csv.split('\r\n').length, 5);
  assert.equal(csv.replaceAll('\r\n', '').includes('\n'), false);
});
