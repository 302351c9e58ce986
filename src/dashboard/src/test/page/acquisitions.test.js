import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Acquisitions, keptOrMade } from '#page/model/acquisitions.js';

function summary(name, firstTime, parts = {}) {
  return { name, first_time: firstTime, live_tracks: 1, length_unit: 'µm', stages: [{ name: 'stage1' }], ...parts };
}

function showing(name, ...list) {
  const acquisitions = new Acquisitions();
  acquisitions.update(list);
  acquisitions.choose(name, false);
  return acquisitions;
}

test('acquisitions are listed by name, and the first one sent is the latest', () => {
  // Given
  const acquisitions = new Acquisitions();

  // When
  acquisitions.update([summary('c', 1), summary('a', 2), summary('b', 3)]);

  // Then
  assert.deepEqual(
    acquisitions.known.map(({ name }) => name),
    ['a', 'b', 'c'],
  );
  assert.equal(acquisitions.latest, 'c');
});

test('before anything is known, nothing is shown', () => {
  // Given
  const acquisitions = new Acquisitions();

  // When
  acquisitions.update([]);

  // Then
  assert.equal(acquisitions.latest, null);
  assert.equal(acquisitions.summary, undefined);
  assert.equal(acquisitions.lengthUnit, '');
  assert.equal(acquisitions.stage(0), null);
  assert.equal(acquisitions.begun, null);
});

test('the newest live acquisition that began after the choice is offered', () => {
  // Given
  const acquisitions = showing('a', summary('a', 100));

  // When
  acquisitions.update([summary('a', 100), summary('b', 200), summary('c', 300)]);

  // Then
  assert.equal(acquisitions.begun, 'c');
});

test('what was known at the choice is not offered, nor what is not live', () => {
  // Given
  const acquisitions = showing('a', summary('a', 100), summary('b', 200));

  // When
  acquisitions.update([summary('a', 100), summary('b', 200), summary('c', 300, { live_tracks: 0 })]);

  // Then
  assert.equal(acquisitions.begun, null);
});

test('the stage and the unit are those of the acquisition that is shown', () => {
  // Given
  const acquisitions = showing(
    'b',
    summary('a', 1),
    summary('b', 2, { length_unit: 'nm', stages: [{ name: 'fine' }] }),
  );

  // Then
  assert.equal(acquisitions.lengthUnit, 'nm');
  assert.deepEqual(acquisitions.stage(0), { name: 'fine' });
  assert.equal(acquisitions.stage(5), null);
  assert.equal(acquisitions.stage(null), null);
});

test('what belongs to a name stays while it is listed, and no longer', () => {
  // Given
  const made = [];
  const make = (name) => {
    made.push(name);
    return { name };
  };
  const first = keptOrMade(new Map(), ['a', 'b'], make);

  // When
  const second = keptOrMade(first, ['c', 'b'], make);

  // Then
  assert.deepEqual([...second.keys()], ['c', 'b']);
  assert.equal(second.get('b'), first.get('b'));
  assert.deepEqual(made, ['a', 'b', 'c']);
});
