import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  indexOfLargest,
  runsOfOneLevel,
  SALIENCY_LEVELS,
  saliencyLevel,
  scaledToLargest,
  scaleMeaning,
  scaleText,
} from '#page/model/saliency.js';
import { random, SEEDS } from './random.js';

test('levels rise with the weight, from the first for -1 to the last for 1', () => {
  assert.equal(saliencyLevel(-1), 0);
  assert.equal(saliencyLevel(0), (SALIENCY_LEVELS - 1) / 2);
  assert.equal(saliencyLevel(1), SALIENCY_LEVELS - 1);
  for (let weight = -1; weight < 1; weight += 0.01) {
    assert.ok(saliencyLevel(weight) <= saliencyLevel(weight + 0.01));
  }
});

test('weights are scaled to the largest magnitude and keep their signs', () => {
  assert.deepEqual(scaledToLargest([1, -4, 0, 2]), [0.25, -1, 0, 0.5]);
});

test('weights that are all zero stay so', () => {
  assert.deepEqual(scaledToLargest([0, 0]), [0, 0]);
});

test('the largest weight is that of the largest magnitude', () => {
  assert.equal(indexOfLargest([0.5, -2, 1.5]), 1);
});

test('runs follow each other, cover the whole piece, and change level where they meet', () => {
  for (const seed of SEEDS) {
    // Given weights that often repeat, for the middle of a path
    const { below } = random(seed);
    const trajectory = {
      frames: Array.from({ length: 40 }, (_, frame) => 100 + frame),
      saliency: { first_frame: 110, weights: Array.from({ length: 20 }, () => 100 * (below(3) - 1)) },
    };
    const [from, to] = [below(20), 20 + below(20)];

    // When
    const runs = runsOfOneLevel(trajectory, from, to);

    // Then
    assert.equal(runs[0].from, from);
    assert.equal(runs.at(-1).to, to);
    runs.slice(1).forEach((run, index) => {
      assert.equal(run.from, runs[index].to);
      assert.notEqual(run.level, runs[index].level);
    });
    // and each segment has the level of the point at its end
    for (const { level, from: start, to: end } of runs) {
      for (let point = start + 1; point <= end; point++) {
        const weight = trajectory.saliency.weights[trajectory.frames[point] - 110];
        assert.equal(level, weight === undefined ? null : saliencyLevel(weight / 100));
      }
    }
  }
});

test('a path without saliency is one run that nothing explains', () => {
  assert.deepEqual(runsOfOneLevel({ frames: [1, 2, 3, 4], saliency: null }, 0, 3), [{ level: null, from: 0, to: 3 }]);
});

test('a residual stage is told in plain words', () => {
  const stage = { name: 'stage1', receptive_field: 41 };

  assert.equal(scaleText(stage), '41 points at a time');
  assert.match(scaleMeaning(stage), /stage1.*41 successive points, its receptive field/);
  assert.equal(scaleText({ name: 'absolute', receptive_field: 0 }), 'all scales');
});
