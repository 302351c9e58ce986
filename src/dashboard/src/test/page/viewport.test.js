import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Viewport } from '#page/model/viewport.js';
import { random, SEEDS } from './random.js';

const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`);

function anyBounds({ between }) {
  const [left, top] = [between(-1000, 1000), between(-1000, 1000)];
  return { left, top, right: left + between(0, 500), bottom: top + between(0, 500) };
}

function anyViewport({ between }) {
  const viewport = new Viewport();
  viewport.resize(between(1, 3000), between(1, 3000));
  return viewport;
}

test('a fitted view shows all bounds, centred', () => {
  for (const seed of SEEDS) {
    // Given
    const generator = random(seed);
    const viewport = anyViewport(generator);
    const bounds = anyBounds(generator);

    // When
    viewport.fit(bounds);

    // Then
    const [left, top] = viewport.toPage(bounds.left, bounds.top);
    const [right, bottom] = viewport.toPage(bounds.right, bounds.bottom);
    assert.ok(left >= 0 && top >= 0 && right <= viewport.width && bottom <= viewport.height);
    near(left, viewport.width - right);
    near(top, viewport.height - bottom);
  }
});

test('a single point can be fitted', () => {
  // Given
  const viewport = new Viewport();
  viewport.resize(400, 300);

  // When
  viewport.fit({ left: 5, right: 5, top: 7, bottom: 7 });

  // Then
  const [x, y] = viewport.toPage(5, 7);
  near(x, 200);
  near(y, 150);
});

test('zooming keeps what is under the pointer in place', () => {
  for (const seed of SEEDS) {
    // Given
    const generator = random(seed);
    const viewport = anyViewport(generator);
    viewport.fit(anyBounds(generator));
    const [pageX, pageY] = [generator.between(0, viewport.width), generator.between(0, viewport.height)];
    const under = [viewport.x + pageX / viewport.scale, viewport.y + pageY / viewport.scale];

    // When
    viewport.zoom(generator.between(0.1, 10), pageX, pageY);

    // Then
    const [x, y] = viewport.toPage(...under);
    near(x, pageX);
    near(y, pageY);
  }
});

test('zooming ends at 1000 times and at a twentieth of the scale that shows everything', () => {
  // Given
  const viewport = new Viewport();
  viewport.resize(100, 100);
  viewport.fit({ left: 0, right: 1, top: 0, bottom: 1 });
  const { scale } = viewport;

  // When, then
  viewport.zoom(1e9);
  near(viewport.scale, 1000 * scale);
  viewport.zoom(1e-9);
  near(viewport.scale, scale / 20);
});

test('panning moves everything by the same pixels', () => {
  // Given
  const viewport = new Viewport();
  viewport.resize(800, 600);
  viewport.fit({ left: -3, right: 9, top: 2, bottom: 4 });
  const [x, y] = viewport.toPage(1, 3);

  // When
  viewport.pan(30, -20);

  // Then
  const [movedX, movedY] = viewport.toPage(1, 3);
  near(movedX, x + 30);
  near(movedY, y - 20);
});

test('the view follows points that leave it, and stands still for points inside', () => {
  // Given
  const viewport = new Viewport();
  viewport.resize(600, 600);
  viewport.fit({ left: 0, right: 10, top: 0, bottom: 10 });

  // When, then
  assert.equal(viewport.follow({ left: 1, right: 9, top: 1, bottom: 9 }), false);
  assert.equal(viewport.follow({ left: 0, right: 20, top: 0, bottom: 10 }), true);
  const [right] = viewport.toPage(20, 0);
  assert.ok(right <= 600);
});

test('a view that a person moved follows nothing', () => {
  // Given
  const viewport = new Viewport();
  viewport.resize(600, 600);
  viewport.fit({ left: 0, right: 10, top: 0, bottom: 10 });
  viewport.pan(1, 1);

  // When
  const moved = viewport.follow({ left: 0, right: 1000, top: 0, bottom: 10 });

  // Then
  assert.equal(moved, false);
});

test('the scale bar has a round length that takes between a tenth and a quarter of the width', () => {
  for (const seed of SEEDS) {
    // Given
    const { between } = random(seed);
    const viewport = new Viewport();
    viewport.resize(between(200, 3000), between(200, 3000));
    const extent = 10 ** between(-6, 6);
    viewport.fit({ left: 0, right: extent, top: 0, bottom: extent });

    // When
    const { length, pixels } = viewport.scaleBar();

    // Then
    assert.match(length.toExponential(), /^[125]e/);
    near(pixels, length * viewport.scale);
    assert.ok(pixels >= viewport.width / 10 - 1e-6 && pixels <= viewport.width / 4 + 1e-6);
  }
});
