import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Raster, Stamp } from '#page/model/raster.js';
import { random, SEEDS } from './random.js';

const RED = 0x0000ff;
const BLUE = 0xff0000;
const pen = (parts = {}) => ({ halfWidth: 0.5, colour: RED, alpha: 255, ...parts });

const alphas = (raster) => [...raster.pixels].map((each) => each >>> 24);
const inked = (raster) => alphas(raster).reduce((sum, each) => sum + each, 0) / 255;

test('a line along the middle of a row covers that row and no other', () => {
  // Given
  const raster = new Raster(4, 3);

  // When
  raster.line(0.5, 1.5, 3.5, 1.5, pen());

  // Then
  assert.deepEqual(alphas(raster), [0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0]);
  assert.equal(raster.pixels[4] & 0xffffff, RED);
});

test('a line between two rows covers half of each', () => {
  // Given
  const raster = new Raster(1, 2);

  // When
  raster.line(0.2, 1, 0.8, 1, pen());

  // Then
  assert.deepEqual(alphas(raster), [128, 128]);
});

test('a line has as much ink as its length and width say, in every direction', () => {
  for (const seed of SEEDS) {
    // Given
    const numbers = random(seed);
    const angle = numbers.between(0, 2 * Math.PI);
    const halfWidth = numbers.between(0.5, 2);
    const raster = new Raster(100, 100);

    // When
    const [dx, dy] = [40 * Math.cos(angle), 40 * Math.sin(angle)];
    raster.line(50 - dx, 50 - dy, 50 + dx, 50 + dy, pen({ halfWidth }));

    // Then
    const expected = 80 * 2 * halfWidth;
    assert.ok(Math.abs(inked(raster) - expected) < 0.05 * expected + 4, `seed ${seed}: ${inked(raster)}, ${expected}`);
  }
});

test('a line is the same from either end', () => {
  for (const seed of SEEDS) {
    // Given
    const numbers = random(seed);
    const [x0, y0, x1, y1] = Array.from({ length: 4 }, () => numbers.between(-10, 40));
    const [there, back] = [new Raster(30, 30), new Raster(30, 30)];

    // When
    there.line(x0, y0, x1, y1, pen());
    back.line(x1, y1, x0, y0, pen());

    // Then
    const difference = alphas(there).map((each, place) => Math.abs(each - alphas(back)[place]));
    assert.ok(Math.max(...difference) <= 1);
  }
});

test('what is outside of the picture is left out, however far it is', () => {
  // Given
  const raster = new Raster(5, 5);

  // When
  raster.line(-1e9, 2.5, 1e9, 2.5, pen());
  raster.line(-50, -7, 50, -7, pen());
  raster.line(2.5, 1e6, 2.5, 2e6, pen());

  // Then
  assert.equal(inked(raster), 5);
});

test('the later line is seen where two cross, and a faint one gets no darker by crossing itself', () => {
  // Given
  const raster = new Raster(3, 3);

  // When
  raster.line(0.5, 1.5, 2.5, 1.5, pen({ alpha: 100 }));
  raster.line(1.5, 0.5, 1.5, 2.5, pen({ alpha: 100, colour: BLUE }));

  // Then
  assert.equal(raster.pixels[4] >>> 24, 100);
  assert.equal(raster.pixels[4] & 0xffffff, BLUE);
});

test('a stamp is cut off at the edges', () => {
  // Given
  const raster = new Raster(3, 3);
  const square = new Raster(2, 2);
  square.pixels.fill(0xff000000 | RED);

  // When
  raster.stamp(new Stamp(square), -1, -1, 1);
  raster.stamp(new Stamp(square), 2, 2, 1);
  raster.stamp(new Stamp(square), 7, -9, 1);

  // Then
  assert.deepEqual(alphas(raster), [255, 0, 0, 0, 0, 0, 0, 0, 255]);
});

test('a stamp is mixed with what is below by its opacity', () => {
  // Given
  const raster = new Raster(2, 1);
  raster.pixels[0] = 0xff000000 | BLUE;
  const dot = new Raster(2, 1);
  dot.pixels.fill(0xff000000 | RED);

  // When
  raster.stamp(new Stamp(dot), 0, 0, 0.5);

  // Then
  assert.deepEqual(
    [...raster.pixels].map((each) => each >>> 0),
    [0xff7f0080, 0x800000ff],
  );
});

test('a stamp is the same picture wherever it lies', () => {
  // Given a stamp with opaque, faint and empty pixels
  const picture = new Raster(3, 2);
  picture.pixels.set([0xff000000 | RED, 0, 0x80000000 | BLUE, 0x40000000 | RED, 0xff000000 | BLUE, 0]);
  const stamp = new Stamp(picture);
  const [whole, cutOff] = [new Raster(5, 4), new Raster(5, 4)];
  [whole, cutOff].forEach(({ pixels }) => pixels.fill(0xff000000 | RED));

  // When
  whole.stamp(stamp, 2, 2, 1);
  cutOff.stamp(stamp, 3, 2, 1);

  // Then its columns that are within both are alike
  const columns = ({ pixels }, first) => [2, 3].map((row) => [...pixels.slice(5 * row + first, 5 * row + 5)]);
  assert.deepEqual(
    columns(cutOff, 3),
    columns(whole, 2).map((row) => row.slice(0, 2)),
  );
});
