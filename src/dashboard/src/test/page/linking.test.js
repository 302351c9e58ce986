import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkingScore, linkingText } from '#page/model/linking.js';

const linking = {
  known: 12000,
  made: 11900,
  correct: 11800,
  precision: 11800 / 11900,
  recall: 11800 / 12000,
  f1: 0.9874,
};

test('both shares are told, with what they are of', () => {
  assert.equal(
    linkingText(linking),
    "99.1 % of 11,900 links are right; 98.3 % of the particles' 12,000 links were found.",
  );
});

test('nothing is told before the first link', () => {
  assert.equal(linkingText({ known: 0, made: 0, correct: 0, precision: 1, recall: 1, f1: 1 }), 'No link yet.');
});

test('only all is 100 %', () => {
  assert.equal(linkingScore({ ...linking, f1: 0.99999 }), 'F1 99.9 %');
  assert.equal(linkingScore({ ...linking, f1: 1 }), 'F1 100.0 %');
});
