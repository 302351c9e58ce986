// Which tracks are selected: those that meet all parts of a criterion. It holds as data come: a track whose values change may
// join or leave.
//
// A criterion has the parts region (a polygon of the field, in which the marker is), plane (ranges d of diffusion coefficients and
// alpha of exponents, each two numbers) and labels (a set); null for a part that asks nothing.

import { areaPerTime } from './diffusion.js';
import { ALL_LABELS, nameOf } from './labels.js';
import { boundsOf, insideOf } from './region.js';
import { listOfAlternatives, plainNumber } from './text.js';

// Where tracks without an exponent lie on the axis of exponents.
export const NO_EXPONENT = -0.2;

export const EVERYTHING = Object.freeze({ region: null, plane: null, labels: null });

export function isEverything({ region, plane, labels }) {
  return region === null && plane === null && labels === null;
}

// Whether each row of a table is selected (1) or not (0), and how many are.
export function chosen(table, criterion) {
  const mask = new Uint8Array(table.length).fill(1);
  if (criterion.labels !== null) {
    keepLabels(table, mask, criterion.labels);
  }
  if (criterion.plane !== null) {
    keepPlane(table, mask, criterion.plane);
  }
  if (criterion.region !== null) {
    keepRegion(table, mask, criterion.region);
  }
  return { mask, count: mask.reduce((sum, each) => sum + each, 0) };
}

function keepLabels({ labels }, mask, wanted) {
  const isWanted = ALL_LABELS.map((label) => wanted.has(label));
  labels.forEach((label, row) => {
    mask[row] &= isWanted[label];
  });
}

// Diffusion coefficients of zero and below are at the slow end, which a range from −∞ holds. A range of all holds also what is unknown.
function keepPlane({ diffusion, alpha }, mask, { d, alpha: exponents }) {
  const [slow, fast] = d;
  const [low, high] = exponents;
  const anyD = slow === -Infinity && fast === Infinity;
  for (let row = 0; row < mask.length; row++) {
    const exponent = Number.isNaN(alpha[row]) ? NO_EXPONENT : alpha[row];
    const isFast = anyD || (diffusion[row] >= slow && diffusion[row] <= fast);
    mask[row] &= isFast && exponent >= low && exponent <= high;
  }
}

function keepRegion({ x, y }, mask, region) {
  const { left, top, right, bottom } = boundsOf(region);
  const isInside = insideOf(region);
  for (let row = 0; row < mask.length; row++) {
    const near = x[row] >= left && x[row] <= right && y[row] >= top && y[row] <= bottom;
    mask[row] &= near && isInside(x[row], y[row]);
  }
}

// Adds a label to those that are selected, or removes it; null when none is left.
export function toggled(labels, label) {
  const next = new Set(labels ?? []);
  if (!next.delete(label)) {
    next.add(label);
  }
  return next.size === 0 ? null : next;
}

// Each part of a criterion in words, by the name of the part. unit: of the table, or null
export function wordsOf({ region, plane, labels }, unit) {
  return [
    ...(region === null ? [] : [['region', 'in the region']]),
    ...(plane === null ? [] : [['plane', planeWords(plane, unit)]]),
    ...(labels === null ? [] : [['labels', listOfAlternatives([...labels].map(nameOf))]]),
  ];
}

function planeWords({ d, alpha }, unit) {
  const parts = [];
  if (d[0] !== -Infinity || d[1] !== Infinity) {
    parts.push(`D ${range(d)}${unit ? ` ${areaPerTime(unit)}` : ''}`);
  }
  if (alpha[0] !== -Infinity || alpha[1] !== Infinity) {
    parts.push(alphaWords(alpha));
  }
  return parts.length === 0 ? 'any D and α' : parts.join(', ');
}

function alphaWords([low, high]) {
  if (high < 0) {
    return 'without α';
  }
  return low <= NO_EXPONENT ? `α below ${plainNumber(high)} or none` : `α ${range([low, high])}`;
}

function range([from, to]) {
  if (from === -Infinity) {
    return `below ${plainNumber(to)}`;
  }
  return to === Infinity ? `above ${plainNumber(from)}` : `${plainNumber(from)}–${plainNumber(to)}`;
}
