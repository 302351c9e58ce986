import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, fileName, listOfAlternatives, percent, sentence, unitText, words } from '#page/model/text.js';

test('fractions become whole percents', () => {
  assert.equal(percent(0), '0 %');
  assert.equal(percent(0.876), '88 %');
  assert.equal(percent(1), '100 %');
});

test('a name becomes a sentence', () => {
  assert.equal(sentence('lévy walk'), 'Lévy walk.');
});

test('a constant becomes words', () => {
  assert.equal(words('LOW_CONFIDENCE'), 'low confidence');
});

test('one thing is counted in the singular', () => {
  assert.equal(counted(0, 'track'), '0 tracks');
  assert.equal(counted(1, 'track'), '1 track');
  assert.equal(counted(2, 'track'), '2 tracks');
});

test('alternatives are listed as people say them', () => {
  assert.equal(listOfAlternatives(['CTRW']), 'CTRW');
  assert.equal(listOfAlternatives(['SUB_FBM', 'SUB_SBM']), 'SUB_FBM or SUB_SBM');
  assert.equal(listOfAlternatives(['ATTM', 'SUB_SBM', 'BROWNIAN']), 'ATTM, SUB_SBM or BROWNIAN');
});

test('a file name has no character that a file system refuses', () => {
  assert.equal(fileName('cell/1: "a" µm-17.csv'), 'cell_1_a_m-17.csv');
});

test('micrometres are written in one way', () => {
  assert.deepEqual(['um', 'µm', 'μm', 'Micron', 'pixels', 'nm', 'furlong', ''].map(unitText), [
    'µm',
    'µm',
    'µm',
    'µm',
    'px',
    'nm',
    'furlong',
    '',
  ]);
});
