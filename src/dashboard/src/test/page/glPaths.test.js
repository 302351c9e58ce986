import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trajectories } from '#page/model/trajectories.js';
import { PATHS } from '#page/view/glChunk.js';
import { GlPaths } from '#page/view/glPaths.js';
import { graphicsCard } from './graphicsCard.js';
import { points, update } from './updates.js';

const appearance = { isVisible: () => true, opacity: () => 1, bySaliency: false, colours: {} };

const POINTS = 20;
const FRAMES = Array.from({ length: POINTS }, (_, frame) => frame);

// Replaces trajectories by others.
function replace(trajectories, removed, added) {
  trajectories.apply(update({ removed, tracks: added.map((id) => points(id, FRAMES)) }), 0);
  for (const trajectory of trajectories.byId.values()) {
    trajectory.advanceTo(POINTS);
  }
}

const ids = (from, to) => Array.from({ length: to - from }, (_, index) => String(from + index));
const segments = (card) => [...card.buffers].reduce((sum, { bytes }) => sum + bytes.length / 20, 0);

test('tracks that come and go leave nothing behind, though some stay', () => {
  // Given
  const card = graphicsCard();
  const paths = new GlPaths(card);
  const trajectories = new Trajectories();

  // When
  for (let step = 0; step < 200; step++) {
    const gone = ids((step - 1) * PATHS, step * PATHS).filter((id) => Number(id) >= 0 && Number(id) % PATHS !== 7);
    replace(trajectories, gone, ids(step * PATHS, (step + 1) * PATHS));
    paths.follow(trajectories.byId, appearance);
    paths.refresh(trajectories.byId, appearance);
  }

  // Then
  const { size } = trajectories.byId;
  assert.equal(size, PATHS + 199);
  assert.ok([...trajectories.byId.values()].every(({ drawn }) => drawn.owner === paths));
  assert.ok(segments(card) < 10 * POINTS * size, `${segments(card)} segments for ${size} tracks`);
  assert.ok(paths.rows <= 64);
});

test('nothing is kept of another acquisition', () => {
  // Given
  const card = graphicsCard();
  const paths = new GlPaths(card);
  const trajectories = new Trajectories();
  replace(trajectories, [], ids(0, 1000));
  paths.follow(trajectories.byId, appearance);

  // When
  trajectories.clear();
  paths.refresh(trajectories.byId, appearance);

  // Then
  assert.equal(card.buffers.size, 0);
  assert.equal(paths.origin, null);
});

test('more chunks than the texture has rows make it larger', () => {
  // Given
  const paths = new GlPaths(graphicsCard());
  const trajectories = new Trajectories();
  replace(trajectories, [], ids(0, 70 * PATHS));

  // When
  paths.follow(trajectories.byId, appearance);

  // Then
  assert.ok(paths.rows >= 70);
  assert.equal(new Set(paths.chunks.map(({ row }) => row)).size, 70);
  assert.ok(paths.chunks.every(({ row }) => paths.data[4 * PATHS * row + 1] === 255));
});

test('a path that two drawings have had in turn is drawn by the later one', () => {
  // Given
  const trajectories = new Trajectories();
  replace(trajectories, [], ['a']);
  new GlPaths(graphicsCard()).follow(trajectories.byId, appearance);

  // When
  const card = graphicsCard();
  new GlPaths(card).follow(trajectories.byId, appearance);

  // Then
  assert.equal(card.uploaded, POINTS - 1);
});
