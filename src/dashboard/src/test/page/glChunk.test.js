import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trajectory } from '#page/model/trajectory.js';
import { GlChunk, PATHS } from '#page/view/glChunk.js';
import { graphicsCard, WORDS } from './graphicsCard.js';
import { random, SEEDS } from './random.js';

// A path along the diagonal, from far away.
function grow(trajectory, points) {
  for (let point = 0; point < points; point++) {
    const at = 1e6 + trajectory.dropped + trajectory.frames.length;
    trajectory.insert(trajectory.frames.length, at, at, -at);
  }
  trajectory.advanceTo(Infinity);
}

function added(chunk, trajectory) {
  chunk.add({ trajectory });
  return trajectory;
}

// The x at the ends of a path's segments that the shader shows, in order.
function shown(chunk, column, { dropped }) {
  const { buffer } = chunk.buffer.bytes;
  const floats = new Float32Array(buffer);
  const words = new Uint32Array(buffer);
  return Array.from({ length: chunk.segments }, (_, segment) => segment * WORDS)
    .filter((at) => (words[at + 4] & 255) === column && (((words[at + 4] >>> 16) - dropped - 1) & 0xffff) < 0x8000)
    .map((at) => [floats[at] + 1e6, floats[at + 2] + 1e6])
    .sort(([a], [b]) => a - b);
}

const segmentsOf = ({ x, reached }) => x.slice(1, reached + 1).map((each, point) => [x[point], each]);

test('only what a path has grown by is uploaded', () => {
  // Given
  const card = graphicsCard();
  const chunk = new GlChunk(card, 0, [1e6, -1e6]);
  const trajectory = added(chunk, new Trajectory('7'));
  grow(trajectory, 100);
  chunk.follow();
  card.uploaded = 0;

  // When
  grow(trajectory, 3);
  chunk.follow();

  // Then
  assert.equal(card.uploaded, 3);
  assert.deepEqual(shown(chunk, 0, trajectory), segmentsOf(trajectory));
});

test('whatever happens to paths, exactly their segments are shown', () => {
  for (const seed of SEEDS) {
    // Given
    const numbers = random(seed);
    const chunk = new GlChunk(graphicsCard(), 0, [1e6, -1e6]);
    const trajectories = Array.from({ length: 5 }, (_, id) => added(chunk, new Trajectory(String(id))));

    // When
    for (let step = 0; step < 200; step++) {
      const trajectory = trajectories[numbers.below(trajectories.length)];
      grow(trajectory, numbers.below(60));
      trajectory.dropOldest(Math.max(0, trajectory.frames.length - 200));
      chunk.follow();
    }

    // Then
    trajectories.forEach((each, column) => assert.deepEqual(shown(chunk, column, each), segmentsOf(each)));
    assert.ok(chunk.capacity < 4 * trajectories.length * 250, `seed ${seed}: memory is bounded`);
  }
});

test('a late point is shown after a refresh', () => {
  // Given
  const chunk = new GlChunk(graphicsCard(), 0, [1e6, -1e6]);
  const trajectory = added(chunk, new Trajectory('7'));
  grow(trajectory, 10);
  chunk.follow();

  // When
  trajectory.insert(5, 1e6 + 4.5, 1e6 + 4.5, 0);
  chunk.follow();
  chunk.refresh();

  // Then
  assert.deepEqual(shown(chunk, 0, trajectory), segmentsOf(trajectory));
});

test('a chunk takes a number of paths that its column can tell apart', () => {
  // Given
  const chunk = new GlChunk(graphicsCard(), 0, [0, 0]);

  // When
  Array.from({ length: PATHS }, (_, id) => added(chunk, new Trajectory(String(id))));

  // Then
  assert.ok(chunk.isFull);
  assert.ok(PATHS <= 256);
});
