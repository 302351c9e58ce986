// The selected tracks, and what they are in numbers, as CSV (RFC 4180). Names of columns have the units.

import { asCsv } from './csv.js';

const DIGITS = 6;
const QUARTILES = ['lower_quartile', 'median', 'upper_quartile'];

// One row a track. lengthUnit: of positions
export function tracksAsCsv(table, mask, { acquisition, lengthUnit }) {
  const head = [
    ...['acquisition', 'track', 'motion', 'motion_confidence', 'alpha', 'alpha_sd'],
    ...[`diffusion_coefficient_${unitName(table.unit)}`, 'points', 'first_frame', 'last_frame', 'ended'],
    ...[`x_${plain(lengthUnit)}`, `y_${plain(lengthUnit)}`],
  ];
  const rows = [];
  mask.forEach((isSelected, row) => {
    if (isSelected) {
      rows.push([acquisition, ...trackCells(table, row)]);
    }
  });
  return asCsv([head, ...rows]);
}

function trackCells(table, row) {
  const { id, label, confidence, result, frames, endedAt } = table.tracks[row];
  const [alpha, sd] = Number.isNaN(table.alpha[row]) ? ['', ''] : [cell(result.alpha), cell(result.alpha_sd)];
  return [
    ...[id, label, cell(confidence), alpha, sd, cell(table.diffusion[row]), table.points[row]],
    ...[frames[0] ?? '', frames.at(-1) ?? '', endedAt !== null, cell(table.x[row]), cell(table.y[row])],
  ];
}

// A row for all selected tracks, and one for each kind of motion among them.
export function summaryAsCsv({ all, byLabel }, unit, { acquisition, selection }) {
  const coefficient = QUARTILES.map((name) => `diffusion_coefficient_${name}_${unitName(unit)}`);
  const head = ['acquisition', 'selection', 'motion', 'tracks', 'points', ...coefficient];
  const rows = [{ label: 'all', ...all }, ...byLabel].map(({ label, tracks, points, d, alpha }) => [
    ...[acquisition, selection, label, tracks, points],
    ...cells(d),
    ...cells(alpha),
  ]);
  return asCsv([[...head, ...QUARTILES.map((name) => `alpha_${name}`)], ...rows]);
}

function cells(quartiles) {
  return QUARTILES.map((_, place) => cell(quartiles?.[place] ?? null));
}

function cell(value) {
  return value === null || value === undefined || Number.isNaN(value) ? '' : Number(value.toPrecision(DIGITS));
}

// Such as "um2_per_s". A spreadsheet may assume another encoding, so there is no "µ".
function unitName(unit) {
  return unit === null ? 'unknown_unit' : `${plain(unit.length_unit)}2_per_${unit.time_unit === 'S' ? 's' : 'frame'}`;
}

function plain(unit) {
  return unit.replace(/[µμ]/g, 'u') || 'unknown_unit';
}
