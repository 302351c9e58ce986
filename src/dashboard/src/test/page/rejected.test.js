import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foremost, pair, rejectedText } from '#page/model/rejected.js';

const text = (list, current, hidden = new Set()) => rejectedText(list, foremost(list, current, hidden));

function rejected(acquisition, ...counts) {
  const causes = counts.map(([cause, records]) => ({ cause, meaning: `of ${cause}`, records }));
  return { acquisition, records: causes.reduce((sum, { records }) => sum + records, 0), causes };
}

test('nothing is said while nothing is rejected', () => {
  // When, Then
  assert.equal(foremost([], 'a', new Set()), null);
});

test('what was rejected is told with its most frequent cause', () => {
  // Given
  const list = [rejected('a', ['AFTER_FINAL', 1200], ['UNIT_CHANGED', 34])];

  // When
  const told = text(list, 'a');

  // Then
  assert.equal(told, '1,234 records of a were rejected, 1,200 of them because of AFTER_FINAL (AFTER_FINAL).');
});

test('the acquisition that is shown comes first, and others are counted', () => {
  // Given
  const list = [rejected('b', ['AFTER_END', 2]), rejected('a', ['AFTER_END', 1]), rejected(null, ['UNREADABLE', 1])];

  // When
  const told = text(list, 'a');

  // Then
  assert.equal(
    told,
    '1 record of a was rejected because of AFTER_END (AFTER_END). 3 records of other acquisitions were rejected, too.',
  );
});

test('without any of the acquisition that is shown, the latest comes first', () => {
  // Given
  const list = [rejected('b', ['AFTER_END', 2]), rejected(null, ['UNREADABLE', 1])];

  // When, Then
  assert.equal(foremost(list, 'a', new Set()).entry.acquisition, 'b');
  assert.equal(foremost(list, null, new Set()).entry.acquisition, 'b');
});

test('of records without a name, the acquisition is unknown', () => {
  // Given
  const list = [rejected(null, ['UNREADABLE', 1])];

  // When, Then
  assert.equal(text(list, null), '1 record of an unknown acquisition was rejected because of UNREADABLE (UNREADABLE).');
});

test('once it is hidden, another cause is told even if it is less frequent', () => {
  // Given
  const list = [rejected('a', ['AFTER_FINAL', 1200], ['UNIT_CHANGED', 34])];

  // When
  const told = text(list, 'a', new Set([pair('a', 'AFTER_FINAL')]));

  // Then
  assert.equal(told, '1,234 records of a were rejected, 34 of them because of UNIT_CHANGED (UNIT_CHANGED).');
});

test('once the acquisition that is shown is hidden, others are told', () => {
  // Given
  const list = [rejected('a', ['AFTER_END', 1]), rejected('b', ['AFTER_END', 2])];

  // When
  const first = foremost(list, 'a', new Set([pair('a', 'AFTER_END')]));

  // Then
  assert.equal(first.entry.acquisition, 'b');
});
