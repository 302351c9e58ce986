import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colouringOfStage, DisplayOptions, opacity } from '#page/model/displayOptions.js';

const trajectory = (label, confidence) => ({ label, confidence });

test('everything is shown at first, by class', () => {
  // Given
  const options = new DisplayOptions();

  // Then
  assert.equal(options.stage, null);
  assert.equal(options.filters, false);
  assert.equal(options.shownLabels.length, 17);
  assert.ok(options.passes(trajectory('UNDETERMINED', null)));
});

test('a stage can be chosen as colouring', () => {
  // Given
  const options = new DisplayOptions();

  // When
  options.colouring = colouringOfStage(3);

  // Then
  assert.equal(options.stage, 3);
});

test('a class is hidden and shown again', () => {
  // Given
  const options = new DisplayOptions();

  // When, then
  options.toggle('CTRW');
  assert.equal(options.passes(trajectory('CTRW', 1)), false);
  assert.ok(options.passes(trajectory('ATTM', 1)));
  assert.equal(options.shownLabels.includes('CTRW'), false);
  options.toggle('CTRW');
  assert.ok(options.passes(trajectory('CTRW', 1)));
});

test('the minimum confidence hides what is below it and what has none', () => {
  // Given
  const options = new DisplayOptions();

  // When
  options.confidence = 0.7;

  // Then
  assert.ok(options.passes(trajectory('CTRW', 0.7)));
  assert.equal(options.passes(trajectory('CTRW', 0.69)), false);
  assert.equal(options.passes(trajectory('UNDETERMINED', null)), false);
  assert.ok(options.filters);
});

test('showing all clears every filter', () => {
  // Given
  const options = new DisplayOptions();
  options.confidence = 1;
  options.toggle('ATTM');

  // When
  options.showAll();

  // Then
  assert.equal(options.filters, false);
});

test('a live trajectory is opaque; one that ended stays a while, fades, and is gone after 8 s', () => {
  // Given
  const live = { endedAt: null };
  const ended = { endedAt: 10_000 };

  // Then
  assert.equal(opacity(live, 1e9, false), 1);
  assert.equal(opacity(ended, 11_000, false), 1);
  let previous = 1;
  for (let now = 11_500; now <= 18_000; now += 100) {
    assert.ok(opacity(ended, now, false) <= previous);
    previous = opacity(ended, now, false);
  }
  assert.equal(previous, 0);
});

test('for those who asked for less motion, it disappears without fading', () => {
  // Given
  const ended = { endedAt: 0 };

  // Then
  const seen = new Set([0, 2000, 5000, 7999, 8001, 20_000].map((now) => opacity(ended, now, true)));
  assert.deepEqual(seen, new Set([1, 0]));
});

test('several kinds of motion are hidden together, and shown together once none is shown', () => {
  // Given
  const options = new DisplayOptions();
  options.toggle('UNSURE');

  // When
  options.toggleAll(['UNSURE', 'PENDING']);
  const hidden = [...options.hidden];
  options.toggleAll(['UNSURE', 'PENDING']);

  // Then
  assert.deepEqual(hidden, ['UNSURE', 'PENDING']);
  assert.equal(options.hidden.size, 0);
});
