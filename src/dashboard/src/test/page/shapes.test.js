import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALL_LABELS } from '#page/model/labels.js';
import { discRadius, markerCorners } from '#page/model/shapes.js';

test('no two classes have the same shape, apart from the discs', () => {
  // Given
  const discs = ALL_LABELS.filter((label) => !markerCorners(label));
  const shapes = ALL_LABELS.filter(markerCorners).map((label) =>
    JSON.stringify(markerCorners(label).map((corner) => corner.map((each) => each.toFixed(3)))),
  );

  // Then
  assert.deepEqual(discs, ['ATTM', 'PENDING', 'UNDETERMINED']);
  assert.equal(new Set(shapes).size, 14);
});

test('every marker is centred on the particle and about as large as the others', () => {
  for (const label of ALL_LABELS.filter(markerCorners)) {
    // Given
    const corners = markerCorners(label);
    const mean = (index) => corners.reduce((sum, corner) => sum + corner[index], 0) / corners.length;
    const radius = Math.max(...corners.map(([x, y]) => Math.hypot(x, y)));

    // Then
    assert.ok(Math.hypot(mean(0), mean(1)) < 1e-9, label);
    assert.ok(radius >= 1 && radius <= 1.3, label);
  }
});

test('discs without an answer are small', () => {
  assert.ok(discRadius('PENDING') < discRadius('ATTM'));
  assert.equal(discRadius('UNDETERMINED'), discRadius('PENDING'));
});
