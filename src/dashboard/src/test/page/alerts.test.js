import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Alerts, notifications } from '#page/model/alerts.js';

const trigger = (id) => ({ id, rule: 'motors', evidence: `evidence of ${id}`, track: '7' });
const ids = (triggers) => triggers.map(({ id }) => id);

test('triggers that an acquisition has when it is first seen are no news', () => {
  // Given
  const alerts = new Alerts();

  // Then
  assert.deepEqual(alerts.news('cell', [trigger('a')]), []);
  assert.deepEqual(ids(alerts.news('cell', [trigger('b')])), ['b']);
  assert.deepEqual(alerts.news('other', [trigger('c')]), []);
});

test('a trigger is news once, and also if it came while the connection was lost', () => {
  // Given
  const alerts = new Alerts();
  alerts.news('cell', [trigger('a')]);

  // When
  const afterReset = alerts.news('cell', [trigger('a'), trigger('b')]);

  // Then
  assert.deepEqual(ids(afterReset), ['b']);
  assert.deepEqual(alerts.news('cell', [trigger('b')]), []);
});

test('what is remembered is bounded', () => {
  // Given
  const alerts = new Alerts();

  // When
  for (let number = 0; number < 5000; number++) {
    alerts.news('cell', [trigger(String(number))]);
  }

  // Then
  assert.ok(alerts.seen.size <= 500);
  assert.deepEqual(alerts.news('cell', [trigger('4999')]), []);
});

test('of many triggers at once, three are told and the others counted', () => {
  // When
  const told = notifications('cell', ['a', 'b', 'c', 'd', 'e'].map(trigger));

  // Then
  assert.deepEqual(
    told.map(({ title }) => title),
    ['2 more · cell', 'motors · cell', 'motors · cell', 'motors · cell'],
  );
  assert.deepEqual(told.at(-1), { tag: 'e', title: 'motors · cell', text: 'evidence of e', track: '7' });
  assert.deepEqual(notifications('cell', []), []);
});
