// The diffusion coefficient of a trajectory and what else its displacements say, as people read it. estimate: the `diffusion` of a
// result.

import { counted, plainNumber, unitText } from './text.js';

const SUPERSCRIPT = { 1: '', 2: '²' };

const lengthUnit = ({ length_unit: unit }, power = 1) => `${unitText(unit)}${SUPERSCRIPT[power]}`;
const timeUnit = ({ time_unit: unit }) => (unit === 'S' ? 's' : 'frame');

// The unit of diffusion coefficients, such as "µm²/s". measured: an estimate or a population
export const areaPerTime = (measured) => `${lengthUnit(measured, 2)}/${timeUnit(measured)}`;

export const isMetric = (measured) => areaPerTime(measured) === 'µm²/s';

export const lengthText = (length, measured) => `${plainNumber(length)} ${lengthUnit(measured)}`;

// Why the units are not µm and s; null where they are.
export function unitNote(measured) {
  const unknown = [
    ...(lengthUnit(measured) === 'µm' ? [] : ['pixel size']),
    ...(timeUnit(measured) === 's' ? [] : ['frame interval']),
  ];
  if (unknown.length === 0) {
    return null;
  }
  return `in ${areaPerTime(measured)}: ${unknown.join(' and ')} ${unknown.length === 1 ? 'is' : 'are'} not known`;
}

// Pairs of a name and a value; those that are not known are left out.
export function diffusionFacts(estimate) {
  const { diffusion_coefficient: d, diffusion_coefficient_sd: sd, radius_of_gyration: radius, duration } = estimate;
  return [
    ['D', d === null ? 'needs three successive frames' : withSd(d, sd, areaPerTime(estimate))],
    ['localisation error', localisationError(estimate)],
    ['radius of gyration', `${plainNumber(radius, 3)} ${lengthUnit(estimate)}`],
    ['duration', durationText(duration, timeUnit(estimate))],
  ];
}

// The value to as many digits as its standard deviation in two tells: "0.234 ± 0.051 µm²/s".
export function withSd(value, sd, unit) {
  const decimals = sd > 0 ? Math.max(0, 1 - Math.floor(Math.log10(sd))) : 3;
  const digits = Math.min(decimals, 12);
  return `${signed(value.toFixed(digits))} ± ${sd.toFixed(digits)} ${unit}`;
}

// Without "-0.00", and with a minus sign.
function signed(text) {
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text.replace('-', '−');
}

// The square may be negative: then the track shows less noise than none. It has no error if the noise was told.
function localisationError(estimate) {
  const { localisation_variance: variance, localisation_variance_sd: sd } = estimate;
  if (variance === null) {
    return '–';
  }
  if (variance < 0) {
    return `not measurable (${withSd(variance, sd, lengthUnit(estimate, 2))} squared)`;
  }
  const error = Math.sqrt(variance);
  return sd === 0
    ? `${plainNumber(error, 3)} ${lengthUnit(estimate)}, as configured`
    : withSd(error, sd / (2 * Math.max(error, Math.sqrt(sd))), lengthUnit(estimate));
}

function durationText(duration, unit) {
  return unit === 's' ? `${plainNumber(duration, 3)} s` : counted(Math.round(duration), 'frame');
}

// The mean squared displacements as a table: lag, value and its standard deviation.
export function msdTable(estimate) {
  const head = ['lag', `MSD (${lengthUnit(estimate, 2)})`, '± s.d.'];
  const rows = estimate.msd.map(({ lag, value, sd }) => [
    lagText(lag, estimate),
    plainNumber(value, 3),
    plainNumber(sd, 2),
  ]);
  return { head, rows };
}

// A lag as time where the frame interval is known.
export function lagText(lag, { frame_interval: interval }) {
  return interval === null ? counted(lag, 'frame') : `${plainNumber(lag * interval, 3)} s`;
}

export const msdUnit = (estimate) => lengthUnit(estimate, 2);
