import assert from 'node:assert/strict';
import { test } from 'node:test';

const elements = new Map();
const made = () => ({ hidden: true, textContent: '', firstElementChild: { textContent: '' } });

globalThis.document = {
  getElementById: (id) => elements.get(id) ?? elements.set(id, made()).get(id),
};
const { Rejections } = await import('#page/controls/rejections.js');
const banner = globalThis.document.getElementById('rejected');
const told = () => (banner.hidden ? null : banner.firstElementChild.textContent);

function rejected(acquisition, ...names) {
  const causes = names.map((cause) => ({ cause, meaning: 'they came late', records: 1 }));
  return { acquisition, records: names.length, causes };
}

test('after one acquisition is hidden, another is told, and each only until it is hidden', () => {
  // Given
  const rejections = new Rejections();
  rejections.choose('a');
  rejections.update([rejected('a', 'AFTER_FINAL', 'UNIT_CHANGED'), rejected('b', 'AFTER_FINAL')]);

  // When
  rejections.hide();
  const other = told();
  rejections.hide();

  // Then
  assert.match(other, /^1 record of b /);
  assert.equal(told(), null);
});

test('a cause that is new is told although more records have one that is hidden', () => {
  // Given
  const rejections = new Rejections();
  rejections.choose('a');
  rejections.update([rejected('a', 'AFTER_FINAL')]);
  rejections.hide();

  // When
  rejections.update([rejected('a', 'AFTER_FINAL', 'UNIT_CHANGED')]);

  // Then
  assert.match(told(), /UNIT_CHANGED/);
});

test('the acquisition that is chosen is told at once', () => {
  // Given
  const rejections = new Rejections();
  rejections.choose('a');
  rejections.update([rejected('a', 'AFTER_FINAL'), rejected('b', 'AFTER_FINAL')]);

  // When
  rejections.choose('b');

  // Then
  assert.match(told(), /^1 record of b /);
});
