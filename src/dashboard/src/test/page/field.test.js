import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.document = { documentElement: {} };
const { Field } = await import('#page/view/field.js');

test('what is printed before the first animation frame has a time', () => {
  // Given a field that no frame has drawn yet
  const field = Object.create(Field.prototype);
  const times = [];
  field.paint = (time) => times.push(time);
  field.drawing = { isBehind: false };

  // When
  field.drawAtOnce();

  // Then
  assert.equal(times.length, 1);
  assert.ok(Number.isFinite(times[0]));
});
