// What the selected tracks are, in numbers.

import { ALL_LABELS } from './labels.js';

const QUARTILES = [0.25, 0.5, 0.75];

// Of all selected tracks (all) and of those of each label that has any (byLabel): the number of tracks, of their points, and
// lower quartile, median and upper quartile of the diffusion coefficients (d) and exponents (alpha) that are known; null where none is.
export function summaryOf(table, mask) {
  const rows = [];
  const byPlace = ALL_LABELS.map(() => []);
  for (let row = 0; row < mask.length; row++) {
    if (mask[row]) {
      rows.push(row);
      byPlace[table.labels[row]].push(row);
    }
  }
  const byLabel = byPlace
    .map((own, place) => ({ label: ALL_LABELS[place], ...figures(table, own) }))
    .filter(({ tracks }) => tracks > 0);
  return { all: figures(table, rows), byLabel };
}

function figures(table, rows) {
  let points = 0;
  for (const row of rows) {
    points += table.points[row];
  }
  return { tracks: rows.length, points, d: quartiles(rows, table.diffusion), alpha: quartiles(rows, table.alpha) };
}

function quartiles(rows, column) {
  const known = new Float64Array(rows.length);
  let count = 0;
  for (const row of rows) {
    if (!Number.isNaN(column[row])) {
      known[count++] = column[row];
    }
  }
  return count === 0 ? null : QUARTILES.map((share) => quantile(known.subarray(0, count), share));
}

// Between the two nearest values in proportion. The values, one or more, lose their order: they are not sorted, which would take
// several times as long.
export function quantile(values, share) {
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  bringTo(values, below);
  let above = below + 1 < values.length ? Infinity : values[below];
  for (let each = below + 1; each < values.length; each++) {
    above = Math.min(above, values[each]);
  }
  return values[below] + (place - below) * (above - values[below]);
}

// Brings the value to a place that would be there if all were sorted, with smaller ones before and larger ones after it.
function bringTo(values, place) {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const [low, high] = split(values, from, to);
    from = place >= low ? low : from;
    to = place <= high ? high : to;
    if (place > high && place < low) {
      return;
    }
  }
}

// Moves what is smaller than a value in the middle before what is larger. Returns where the larger begin and the smaller end.
function split(values, from, to) {
  const pivot = values[(from + to) >> 1];
  let [low, high] = [from, to];
  while (low <= high) {
    while (values[low] < pivot) {
      low++;
    }
    while (values[high] > pivot) {
      high--;
    }
    if (low <= high) {
      const larger = values[low];
      values[low++] = values[high];
      values[high--] = larger;
    }
  }
  return [low, high];
}
