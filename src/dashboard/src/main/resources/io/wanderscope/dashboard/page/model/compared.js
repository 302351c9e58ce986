// Acquisitions side by side: what each consists of, in the words and numbers of its population.

import { areaPerTime } from './diffusion.js';
import { nameOf } from './labels.js';
import { percentWithInterval, shares } from './population.js';
import { quantile, sentenceOf, whyNoClasses } from './populationWords.js';
import { plainNumber, sentence } from './text.js';

export const MOST_COMPARED = 3;

// "0.35 µm²/s": half of the particles are slower; null where D is unknown.
export function medianText(population) {
  return population.occupation.length === 0
    ? null
    : `${plainNumber(quantile(0.5, population.occupation))} ${areaPerTime(population)}`;
}

// The rows of the table: the name of each quantity and its text for each acquisition.
// populations: as the server sends them, in the order of the columns; null where there is none
export function comparison(populations) {
  const row = (name, text) => [name, ...populations.map((each) => (each === null ? '–' : (text(each) ?? '–')))];
  return [
    row('population', (each) => sentence(sentenceOf(each))),
    row('median D', medianText),
    row('exponent', ({ alpha, alpha_sd: sd }) => (alpha === null ? null : `${alpha.toFixed(2)} ± ${sd.toFixed(2)}`)),
    ...labels(populations).map((label) => row(nameOf(label), (each) => shareText(each, label))),
  ];
}

// Those that any of them has, in the order of the legend.
function labels(populations) {
  const all = populations.filter((each) => each !== null && whyNoClasses(each) === null).map(shares);
  const longest = all.sort((a, b) => b.length - a.length)[0] ?? [];
  return longest.map(({ label }) => label);
}

function shareText(population, label) {
  if (whyNoClasses(population) !== null) {
    return null;
  }
  const share = shares(population).find((each) => each.label === label);
  return share ? percentWithInterval(share) : null;
}
