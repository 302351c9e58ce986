import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faithfulnessByMap } from '#page/model/faithfulness.js';

const MODEL = {
  sha256: 'ab',
  studied_sha256: 'a0',
  maps: [{ map: 'stage3', found: 'Finds a rest in 99 %.', right_without: '' }],
};

test('what the model says of its maps holds for results of the same model', () => {
  const known = faithfulnessByMap(MODEL, { model_hash: 'ab', points: 400 });
  assert.equal(known.get('stage3').found, 'Finds a rest in 99 %.');
  assert.equal(known.get('stage1'), undefined);
});

test('it holds for results of the file without the figures too', () => {
  assert.equal(faithfulnessByMap(MODEL, { model_hash: 'a0', points: 1000 }).size, 1);
});

test('nothing is said of short tracks, which were not measured', () => {
  assert.equal(faithfulnessByMap(MODEL, { model_hash: 'ab', points: 399 }).size, 0);
});

test('it holds for no result of another model', () => {
  assert.equal(faithfulnessByMap(MODEL, { model_hash: 'cd', points: 1000 }).size, 0);
  assert.equal(faithfulnessByMap(MODEL, undefined).size, 0);
});

test('nothing is known before the server has answered', () => {
  assert.equal(faithfulnessByMap(null, { model_hash: 'ab', points: 1000 }).size, 0);
});
