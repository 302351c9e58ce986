import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sentenceOf, whyNoClasses } from '#page/model/populationWords.js';

// Shared with PopulationWordsTest.
const CASES = JSON.parse(
  readFileSync(new URL('../resources/io/wanderscope/dashboard/population-words.json', import.meta.url), 'utf8'),
);

for (const { case: name, population, sentence } of CASES.filter((each) => each.sentence)) {
  test(`a population in words: ${name}`, () => {
    assert.equal(sentenceOf(population), sentence);
  });
}

for (const { case: name, population, classes } of CASES.filter((each) => each.classes)) {
  test(`classes in words: ${name}`, () => {
    assert.equal(whyNoClasses(population), classes.startsWith('too few') ? classes : null);
  });
}
