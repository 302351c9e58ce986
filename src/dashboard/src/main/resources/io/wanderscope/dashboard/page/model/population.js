// The population of an acquisition made ready for its charts and its table: how its particles divide among diffusion
// coefficients, classes and other kinds of motion.

import { areaPerTime, lengthText } from './diffusion.js';
import { nameOf, OTHER_MOTION } from './labels.js';
import { counted, countedTracks, grouped, percent, plainNumber, words } from './text.js';

const MAX_TICKS = 5;
const NORMAL_90 = 1.645; // standard deviations to either side that hold 90 %
const LARGEST_EXPONENT = 2;

// The steps of the occupation on a logarithmic axis: exponents of ten of the edges of each bin, and its share.
export function steps(occupation) {
  const centres = occupation.map(({ diffusion_coefficient: d }) => Math.log10(d));
  const width = centres.length > 1 ? (centres.at(-1) - centres[0]) / (centres.length - 1) : 1;
  return occupation.map(({ fraction, low, high }, bin) => ({
    ...{ left: centres[bin] - width / 2, right: centres[bin] + width / 2 },
    ...{ fraction, low, high },
  }));
}

// The shares of diffusion coefficients in the bins: the first bin and the last hold all beyond. Unknown ones (NaN) do not count.
export function sharesOf(values, occupation) {
  const bins = steps(occupation);
  const counts = bins.map(() => 0);
  const known = [...values].filter((value) => !Number.isNaN(value));
  for (const value of known) {
    const exponent = value > 0 ? Math.log10(value) : -Infinity;
    const bin = bins.findIndex(({ right }) => exponent < right);
    counts[bin < 0 ? bins.length - 1 : bin]++;
  }
  return counts.map((count) => count / Math.max(1, known.length));
}

// The powers of ten to label between two exponents, as exponents.
export function ticks(from, to) {
  const first = Math.ceil(from - 1e-9);
  const count = Math.max(0, Math.floor(to + 1e-9) - first + 1);
  const stride = Math.ceil(count / MAX_TICKS);
  return Array.from({ length: stride > 0 ? Math.ceil(count / stride) : 0 }, (_, index) => first + index * stride);
}

// Which diffusion coefficients a bin holds: the first and the last also all beyond. bin: its place
export function binText(population, bin) {
  const { occupation } = population;
  const { left, right } = steps(occupation)[bin];
  const [from, to] = [plainNumber(10 ** left), `${plainNumber(10 ** right)} ${areaPerTime(population)}`];
  const { fraction, low, high } = occupation[bin];
  const range = bin === 0 ? `below ${to}` : `from ${from} to ${to}`;
  const beyond = `above ${from} ${areaPerTime(population)}`;
  return `D ${bin > 0 && bin === occupation.length - 1 ? beyond : range}: ${percentWithInterval({ fraction, low, high })}`;
}

// "55 % (45–66)"
export function percentWithInterval({ fraction, low, high }) {
  return `${percent(fraction)} (${Math.round(100 * low)}–${Math.round(100 * high)})`;
}

// The shares of the classes and of the kinds of motion outside them, in the order of the legend; empty if they are not known.
export function shares({ classes, families }) {
  const eight = classes.map(({ model, fraction, low, high }) => ({ label: model, fraction, low, high }));
  const others = families.filter(({ family }) => OTHER_MOTION.includes(family));
  return [...eight, ...others.map(({ family, fraction, low, high }) => ({ label: family, fraction, low, high }))];
}

// What the occupation rests on and assumes.
export function basisText(population) {
  const {
    displacements,
    localisation_error: error,
    exposure,
    focal_depth: depth,
    other_unit_tracks: others,
  } = population;
  const parts = [`${grouped(displacements)} displacements`];
  if (error !== null) {
    parts.push(`localisation error ${lengthText(error, population)}`);
  }
  if (exposure === null) {
    parts.push('exposure not told, taken to be the whole frame interval');
  }
  if (depth !== null) {
    parts.push(`corrected for particles that leave a focus ${lengthText(depth, population)} deep`);
  }
  if (others > 0) {
    parts.push(`without ${countedTracks(others)} in other units`);
  }
  return `${parts.join('; ')}.`;
}

// The exponent of all tracks together; null where there is none.
export function exponentText({ alpha, alpha_sd: sd, alpha_tracks: tracks }) {
  return alpha === null
    ? null
    : `Anomalous exponent of all together: ${alpha.toFixed(2)} ± ${sd.toFixed(2)} (s.d.), from ${countedTracks(tracks)}.`;
}

// Why there is no population. ended: number of tracks that have ended
export function whyNoPopulation(ended) {
  return ended === 0
    ? 'No track has ended yet.'
    : `${counted(ended, 'track')} ended; the first estimate comes soon if one of them was detected in 3 frames or more.`;
}

// All of it as a table, as in population.csv.
export function asTable(population) {
  const { tracks, classified_tracks: classified, alpha, alpha_sd: sd, alpha_tracks: alphaTracks } = population;
  const unit = areaPerTime(population);
  const row = (quantity, name, { fraction, low, high }, on) => [
    ...[quantity, name, plainNumber(fraction, 3), plainNumber(low, 3), plainNumber(high, 3)],
    grouped(on),
  ];
  const ofD = (quantity) => (each) =>
    row(quantity, `${plainNumber(each.diffusion_coefficient, 3)} ${unit}`, each, tracks);
  const exponent = {
    fraction: alpha,
    low: Math.max(0, alpha - NORMAL_90 * sd),
    high: Math.min(LARGEST_EXPONENT, alpha + NORMAL_90 * sd),
  };
  return {
    head: ['quantity', 'of', 'value', 'low', 'high', 'tracks'],
    rows: [
      ...population.states.map(ofD('state')),
      ...shares(population).map((each) => row('share', words(nameOf(each.label)), each, classified)),
      ...(alpha === null ? [] : [row('exponent', 'all', exponent, alphaTracks)]),
      ...population.occupation.map(ofD('occupation')),
    ],
  };
}
