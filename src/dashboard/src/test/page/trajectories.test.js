import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frozen, Trajectories } from '#page/model/trajectories.js';
import { random, SEEDS } from './random.js';
import { points, update } from './updates.js';

function applied(...updates) {
  const trajectories = new Trajectories();
  updates.forEach((each, index) => trajectories.apply(update(each), 100 * index));
  return trajectories;
}

test('new points are appended to what is known', () => {
  // When
  const trajectories = applied({ tracks: [points('a', [1, 2])] }, { tracks: [points('a', [3])] });

  // Then
  assert.deepEqual(trajectories.byId.get('a').frames, [1, 2, 3]);
});

test('points that come twice are kept once', () => {
  // When
  const trajectories = applied({ tracks: [points('a', [1, 2])] }, { tracks: [points('a', [2, 3])] });

  // Then
  assert.deepEqual(trajectories.byId.get('a').frames, [1, 2, 3]);
});

test('a reset voids everything known before', () => {
  // When
  const trajectories = applied({ tracks: [points('a', [1])] }, { reset: true, tracks: [points('b', [5])] });

  // Then
  assert.deepEqual([...trajectories.byId.keys()], ['b']);
  assert.deepEqual(trajectories.bounds, { left: 5, right: 5, top: 10, bottom: 10 });
});

test('a track that is removed and sent again begins anew', () => {
  // When
  const trajectories = applied({ tracks: [points('a', [1, 2])] }, { removed: ['a'], tracks: [points('a', [9])] });

  // Then
  assert.deepEqual(trajectories.byId.get('a').frames, [9]);
});

test('what a message leaves out stays as it was', () => {
  // Given
  const result = { label: 'ATTM' };
  const saliency = { first_frame: 1, weights: [100] };

  // When
  const trajectories = applied(
    { tracks: [points('a', [1], { result, saliency })], composition: [{ start: 0 }] },
    { tracks: [points('a', [2])] },
  );

  // Then
  const kept = trajectories.byId.get('a');
  assert.equal(kept.result, result);
  assert.equal(kept.saliency, saliency);
  assert.deepEqual(trajectories.counts, [{ start: 0 }]);
});

test('a later population replaces the earlier one, and an update without one keeps it', () => {
  // When
  const trajectories = applied({ population: { tracks: 10 } }, { population: { tracks: 20 } }, {});

  // Then
  assert.deepEqual(trajectories.population, { tracks: 20 });
});

test('a reset forgets population and counts', () => {
  // When
  const trajectories = applied({ population: { tracks: 10 }, composition: [{ start: 0 }] }, { reset: true });

  // Then
  assert.equal(trajectories.population, null);
  assert.deepEqual(trajectories.counts, []);
});

test('a trajectory ends once', () => {
  // When
  const end = { tracks: [{ id: 'a', ended: true }] };
  const trajectories = applied({ tracks: [points('a', [1])] }, end, end);

  // Then at the time of the first message that said so
  assert.equal(trajectories.byId.get('a').endedAt, 100);
});

test('memory is bounded: at most a quarter more points than the tail are kept, and the latest are', () => {
  for (const seed of SEEDS) {
    // Given
    const { below } = random(seed);
    const trajectories = new Trajectories();
    trajectories.tailPoints = 40;
    let frame = 0;

    for (let message = 0; message < 30; message++) {
      // When
      const frames = Array.from({ length: below(20) }, () => frame++);
      trajectories.apply(update({ tracks: [points('a', frames)] }), message);

      // Then
      const kept = trajectories.byId.get('a').frames;
      assert.ok(kept.length < 50);
      assert.ok(kept.length >= Math.min(frame, 40));
      assert.equal(kept.at(-1), frame > 0 ? frame - 1 : undefined);
    }
  }
});

test('bounds hold every point, and shrink only when measured again', () => {
  // Given
  const trajectories = applied({ tracks: [points('a', [-4, 7]), points('b', [2])] });
  assert.deepEqual(trajectories.bounds, { left: -4, right: 7, top: -8, bottom: 14 });

  // When
  trajectories.apply(update({ removed: ['a'] }), 1);

  // Then
  assert.equal(trajectories.bounds.right, 7);
  trajectories.measureBounds();
  assert.deepEqual(trajectories.bounds, { left: 2, right: 2, top: 4, bottom: 4 });
});

test('paths are painted again for another label, other weights, a removal, a reset and a point behind the marker', () => {
  for (const change of [
    { tracks: [{ id: 'a', result: { label: 'CTRW' } }] },
    { tracks: [{ id: 'a', saliency: { first_frame: 1, weights: [1] } }] },
    { removed: ['a'] },
    { reset: true },
    { tracks: [points('a', [2])] },
  ]) {
    // Given a marker at frame 5
    const trajectories = applied({ tracks: [points('a', [1, 3, 5])] });
    trajectories.byId.get('a').advanceTo(5);
    const { paintVersion } = trajectories;

    // When
    trajectories.apply(update(change), 1);

    // Then
    assert.ok(trajectories.paintVersion > paintVersion, JSON.stringify(change));
  }
});

test('paths are not painted again for points ahead of the marker', () => {
  // Given
  const trajectories = applied({ tracks: [points('a', [1, 3, 5])] });
  const { paintVersion } = trajectories;

  // When
  trajectories.apply(update({ tracks: [points('a', [6, 7, 4])] }), 1);

  // Then
  assert.equal(trajectories.paintVersion, paintVersion);
});

test('the arrival interval is that of frames on the wire, whatever the camera says', () => {
  // Given two frames with every update, 80 ms apart
  const trajectories = new Trajectories();

  // When
  for (let message = 0; message < 20; message++) {
    trajectories.apply(update({ last_frame: 2 * message }), 80 * message);
  }

  // Then
  assert.equal(trajectories.arrivalInterval, 40);
});

test('the arrival interval is unknown before four frames have arrived', () => {
  assert.equal(applied({ last_frame: 1 }, { last_frame: 2 }, { last_frame: 3 }).arrivalInterval, null);
  assert.notEqual(applied(...[1, 2, 3, 4].map((frame) => ({ last_frame: frame }))).arrivalInterval, null);
});

test('the time of the last move stands while the latest frame does', () => {
  // When
  const trajectories = applied({ last_frame: 1 }, { last_frame: 2 }, { last_frame: 2 }, { last_frame: 2 });

  // Then
  assert.equal(trajectories.movedAt, 100);
});

test('a frozen copy stands still while trajectories move on', () => {
  // Given
  const trajectories = applied({ tracks: [points('a', [1, 2])] });

  // When
  const still = frozen(trajectories);
  trajectories.apply(update({ tracks: [points('a', [3]), points('b', [3])] }), 1);

  // Then
  assert.deepEqual(still.byId.get('a').frames, [1, 2]);
  assert.equal(still.byId.has('b'), false);
  assert.equal(still.bounds.right, 2);
});
