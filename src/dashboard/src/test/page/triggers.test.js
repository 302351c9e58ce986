import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trajectories } from '#page/model/trajectories.js';
import { withAdded } from '#page/model/triggers.js';
import { update } from './updates.js';

const trigger = (id) => ({ id, rule: 'motors', time: 0, evidence: '', track: '7' });
const ids = (triggers) => triggers.map(({ id }) => id);

test('triggers are listed the latest first', () => {
  // When
  const listed = withAdded(withAdded([], [trigger('a'), trigger('b')]), [trigger('c')]);

  // Then
  assert.deepEqual(ids(listed), ['c', 'b', 'a']);
});

test('a trigger that comes again is listed once', () => {
  // When
  const listed = withAdded([trigger('b'), trigger('a')], [trigger('a'), trigger('c')]);

  // Then
  assert.deepEqual(ids(listed), ['c', 'a', 'b']);
});

test('no more than fifty are listed', () => {
  // Given
  const many = Array.from({ length: 70 }, (_, number) => trigger(`${number}`));

  // When
  const listed = withAdded(many.slice(0, 40), many.slice(40));

  // Then
  assert.equal(listed.length, 50);
  assert.equal(listed[0].id, '69');
});

test('the list is the same one as long as no trigger comes', () => {
  // Given
  const known = [trigger('a')];

  // When
  const listed = withAdded(known, []);

  // Then
  assert.equal(listed, known);
});

test('a reset voids the triggers known before', () => {
  // Given
  const trajectories = new Trajectories();
  trajectories.apply(update({ triggers: [trigger('a')] }), 0);

  // When
  trajectories.apply(update({ reset: true, triggers: [trigger('b')] }), 100);

  // Then
  assert.deepEqual(ids(trajectories.triggers), ['b']);
});
