import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coloursOf } from '#page/model/colours.js';
import { ALL_LABELS, LABELS } from '#page/model/labels.js';
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
    assert.equal(new Set(ALL_LABELS.map((label) => colours.marker(label))).size, 9, theme);
    assert.equal(new Set(ALL_LABELS.map((label) => colours.line(label))).size, 9, theme);
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
    for (const label of LABELS) {
      assert.ok(contrast(coloursOf(theme).line(label), PAPER[theme]) >= 3, `${label} in the ${theme} theme`);
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

function channels(colour) {
  return colour.startsWith('#')
    ? [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/\d+/g).map(Number);
}
