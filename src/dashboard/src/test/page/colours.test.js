import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coloursOf } from '#page/model/colours.js';
import { ALL_LABELS, LABELS, OTHER_MOTION } from '#page/model/labels.js';
import * as palette from '#page/model/palette.js';

const PAPER = { light: '#ffffff', dark: '#0a0d11' };
const THEMES = Object.keys(PAPER);

test('the build has filled in every colour of the palette', () => {
  // When
  const colours = Object.values(palette).flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each)));

  // Then
  assert.ok(colours.length > 30);
  colours.forEach((colour) => assert.match(colour, /^#[0-9a-f]{6}$/));
});

test('every class has a colour of its own in both themes', () => {
  for (const theme of THEMES) {
    // Given
    const colours = coloursOf(theme);

    // Then
    assert.equal(new Set(ALL_LABELS.map((label) => colours.marker(label))).size, ALL_LABELS.length, theme);
    assert.equal(new Set(ALL_LABELS.map((label) => colours.line(label))).size, ALL_LABELS.length, theme);
  }
});

test('a label of a later server is drawn like the undetermined', () => {
  // Given
  const colours = coloursOf('light');

  // Then
  assert.equal(colours.marker('NEW'), colours.marker('UNDETERMINED'));
  assert.equal(colours.line('NEW'), colours.line('UNDETERMINED'));
});

// 3 is what WCAG 2 asks of graphics.
test('lines stand out from the paper in both themes', () => {
  for (const theme of THEMES) {
    for (const label of [...LABELS, ...OTHER_MOTION]) {
      assert.ok(contrast(coloursOf(theme).line(label), PAPER[theme]) >= 3, `${label} in the ${theme} theme`);
    }
  }
});

// Each pair differs as much to the colour-blind as this; markers differ in shape too. In units of OKLab, times 100.
const LEAST_DIFFERENCE = 6;

test('other motion differs in colour from the classes and from each other, for every kind of colour vision', () => {
  for (const theme of THEMES) {
    // Given
    const colours = coloursOf(theme);

    // Then
    for (const label of OTHER_MOTION) {
      for (const other of [...LABELS, ...OTHER_MOTION].filter((each) => each !== label)) {
        const pair = `${label} and ${other} in the ${theme} theme`;
        assert.ok(difference(colours.marker(label), colours.marker(other)) > LEAST_DIFFERENCE, `markers of ${pair}`);
        assert.ok(difference(colours.line(label), colours.line(other)) > LEAST_DIFFERENCE, `lines of ${pair}`);
      }
    }
  }
});

test('the ends of saliency are its stops, and weights beyond have the colours of the ends', () => {
  // Given
  const colours = coloursOf('light');

  // Then
  assert.deepEqual(channels(colours.saliency(-1)), channels(palette.SALIENCY[0]));
  assert.deepEqual(channels(colours.saliency(0)), channels(palette.SALIENCY[2]));
  assert.deepEqual(channels(colours.saliency(1)), channels(palette.SALIENCY[4]));
  assert.equal(colours.saliency(7), colours.saliency(1));
  assert.equal(colours.saliency(-7), colours.saliency(-1));
});

test('points without saliency have a colour that no weight has', () => {
  for (const theme of THEMES) {
    // Given
    const { saliencyTable, withoutSaliency } = coloursOf(theme);

    // Then
    assert.equal(coloursOf(theme).saliencyLevel(null), withoutSaliency);
    for (const colour of saliencyTable) {
      const distance = Math.hypot(...channels(colour).map((value, index) => value - channels(withoutSaliency)[index]));
      assert.ok(distance > 40, `${colour} is like ${withoutSaliency}`);
    }
  }
});

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

// Relative luminance as WCAG 2 defines it.
function luminance(colour) {
  const [red, green, blue] = channels(colour)
    .map((value) => value / 255)
    .map((share) => (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// Red, green and blue as the eye sees them, by Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009) 1291.
const VISIONS = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
};

function difference(a, b) {
  const distances = Object.values(VISIONS).map((vision) => {
    const [one, other] = [a, b].map((colour) => oklab(seen(linear(colour), vision)));
    return 100 * Math.hypot(...one.map((value, index) => value - other[index]));
  });
  return Math.min(...distances);
}

function product(matrix, vector) {
  return matrix.map((row) => row.reduce((sum, each, index) => sum + each * vector[index], 0));
}

function seen(rgb, vision) {
  return product(vision, rgb).map((value) => Math.min(1, Math.max(0, value)));
}

function linear(colour) {
  return channels(colour)
    .map((value) => value / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
}

// Björn Ottosson, A perceptual color space for image processing (2020).
function oklab(rgb) {
  const cones = product(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return product(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt),
  );
}

function channels(colour) {
  return colour.startsWith('#')
    ? [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/\d+/g).map(Number);
}
