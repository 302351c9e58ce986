import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brightnessOf, ImageLook, place, sliderOf, steps, whyNotDrawn } from '#page/model/fieldImage.js';
import { Viewport } from '#page/model/viewport.js';

const IMAGE = { x: 10, y: 20, width: 100, height: 50, pixel_size: 0.5, length_unit: 'um' };

function viewport(scale, x, y) {
  return Object.assign(new Viewport(), { scale, x, y });
}

test('the centre of the first pixel lies where the server says', () => {
  // When
  const { left, top, width, height } = place(IMAGE, viewport(4, 5, 15));

  // Then half a pixel, which is 1 pixel of the page, is left and above of (10, 20)
  assert.deepEqual([left, top], [4 * 5 - 1, 4 * 5 - 1]);
  assert.deepEqual([width, height], [200, 100]);
});

test('an image in another unit than the positions is not drawn, and says so', () => {
  assert.equal(whyNotDrawn(IMAGE, 'µm'), null);
  assert.equal(whyNotDrawn({ ...IMAGE, length_unit: 'µm' }, 'µm'), null);
  assert.equal(whyNotDrawn(IMAGE, ''), null);
  assert.equal(
    whyNotDrawn({ ...IMAGE, length_unit: 'nm' }, 'µm'),
    'It is not drawn: it is in nm, and the positions are in µm.',
  );
});

// What the steps make of a grey value, by the formulas of the canvas' composite operations.
function applied(grey, all) {
  const operations = {
    difference: (below, above) => Math.abs(below - above),
    lighter: (below, above) => Math.min(1, below + above),
    multiply: (below, above) => below * above,
    'color-dodge': (below, above) => (above >= 1 ? 1 : Math.min(1, below / (1 - above))),
  };
  return all.reduce((value, [operation, fill]) => operations[operation](value, fill), grey);
}

test('brightness multiplies, black is taken away, and inverting comes last', () => {
  const close = (a, b) => assert.ok(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);
  const look = new ImageLook();

  assert.deepEqual(steps(look, false), []);
  close(applied(0.3, steps(look, true)), 0.7);
  look.brightness = 0.5;
  close(applied(0.3, steps(look, false)), 0.15);
  look.brightness = 3;
  close(applied(0.3, steps(look, false)), 0.9);
  close(applied(0.5, steps(look, false)), 1);
  look.black = 0.2;
  close(applied(0.3, steps(look, false)), 0.3);
  close(applied(0.1, steps(look, false)), 0);
  close(applied(0.3, steps(look, true)), 0.7);
});

test('the light theme inverts an image until a person decides', () => {
  // Given
  const look = new ImageLook();

  // Then
  assert.equal(look.isInverted('light'), true);
  assert.equal(look.isInverted('dark'), false);
  look.inverted = false;
  assert.equal(look.isInverted('light'), false);
});

test('the slider has no change in its middle', () => {
  assert.equal(brightnessOf(0), 0);
  assert.equal(brightnessOf(1), 1);
  assert.equal(brightnessOf(2), 4);
  [0, 0.3, 1, 1.4, 2].forEach((slider) => assert.ok(Math.abs(sliderOf(brightnessOf(slider)) - slider) < 1e-9));
});
