import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foremost, rejectedText } from '#page/model/rejected.js';

function rejected(acquisition, ...counts) {
  const causes = counts.map(([cause, records]) => ({ cause, meaning: `of ${cause}`, records }));
  return { acquisition, records: causes.reduce((sum, { records }) => sum + records, 0), causes };
}

test('nothing is said while nothing is rejected', () => {
  // When, Then
  assert.equal(rejectedText([], 'a'), null);
});

test('what was rejected is told with its most frequent cause', () => {
  // Given
  const list = [rejected('a', ['AFTER_FINAL', 1200], ['UNIT_CHANGED', 34])];

  // When
  const text = rejectedText(list, 'a');

  // Then
  assert.equal(text, '1,234 records of a were rejected, 1,200 of them because of AFTER_FINAL (AFTER_FINAL).');
});

test('the acquisition that is shown comes first, and others are counted', () => {
  // Given
  const list = [rejected('b', ['AFTER_END', 2]), rejected('a', ['AFTER_END', 1]), rejected(null, ['UNREADABLE', 1])];

  // When
  const text = rejectedText(list, 'a');

  // Then
  assert.equal(text, '1 record of a was rejected because of AFTER_END (AFTER_END). So were 3 of others.');
});

test('without any of the acquisition that is shown, the latest comes first', () => {
  // Given
  const list = [rejected('b', ['AFTER_END', 2]), rejected(null, ['UNREADABLE', 1])];

  // When, Then
  assert.equal(foremost(list, 'a').acquisition, 'b');
  assert.equal(foremost(list, null).acquisition, 'b');
});

test('of records without a name, the acquisition is unknown', () => {
  // Given
  const list = [rejected(null, ['UNREADABLE', 1])];

  // When, Then
  assert.equal(
    rejectedText(list, null),
    '1 record of an unknown acquisition was rejected because of UNREADABLE (UNREADABLE).',
  );
});
