// The selection and what it consists of, in words.

import { areaPerTime } from './diffusion.js';
import { nameOf } from './labels.js';
import { isEverything, wordsOf } from './selection.js';
import { countedTracks, grouped, plainNumber } from './text.js';

const NAMED = 3; // kinds of motion that are read aloud

// "7 of 24 tracks selected (301 points)", or "24 tracks (977 points)". selected: figures of the selected tracks; tracks: number of all
export function headline(criterion, selected, tracks) {
  const points = `(${grouped(selected.points)} point${selected.points === 1 ? '' : 's'})`;
  return isEverything(criterion)
    ? `${countedTracks(tracks)} ${points}`
    : `${grouped(selected.tracks)} of ${countedTracks(tracks)} selected ${points}`;
}

// "in the region, D 0.1–0.3 µm²/s"; for files and pictures.
export function criterionText(criterion, unit) {
  return isEverything(criterion)
    ? 'all tracks'
    : wordsOf(criterion, unit)
        .map(([, words]) => words)
        .join('; ');
}

// The median, and the quartiles around it if they differ: "0.12" and "(0.05–0.31)".
export function quartilesText(quartiles) {
  if (quartiles === null) {
    return ['–'];
  }
  if (quartiles[0] === quartiles[2]) {
    return [plainNumber(quartiles[0]).replace('-', '−')];
  }
  const [lower, median, upper] = quartiles.map((each) => plainNumber(each).replace('-', '−'));
  const range = lower.startsWith('−') ? `${lower} to ${upper}` : `${lower}–${upper}`;
  return [median, ` (${range})`];
}

// What is read aloud when the selection has changed.
export function spoken(criterion, { all, byLabel }, tracks) {
  const most = [...byLabel].sort((a, b) => b.tracks - a.tracks).slice(0, NAMED);
  const kinds = most.map(({ label, tracks: own }) => `${grouped(own)} ${nameOf(label)}`).join(', ');
  return `${headline(criterion, all, tracks)}${kinds ? `: ${kinds}` : ''}`;
}

// The head and the lines of the table; unit: of diffusion coefficients, or null
export function summaryHead(unit) {
  return ['', 'tracks', `D${unit ? ` (${areaPerTime(unit)})` : ''}`, 'α'];
}

// Each in parts that are not broken across lines.
export function summaryCells({ tracks, d, alpha }) {
  return [[grouped(tracks)], quartilesText(d), quartilesText(alpha)];
}

// What is not among the dots; empty if everything is.
export function leftOut(table) {
  const unknown = table.diffusion.reduce((count, each) => count + (Number.isNaN(each) ? 1 : 0), 0) - table.otherUnit;
  return [
    ...(unknown > 0 ? [`${countedTracks(unknown)} without D not drawn`] : []),
    ...(table.otherUnit > 0 ? [`${countedTracks(table.otherUnit)} in another unit not drawn`] : []),
  ].join('; ');
}
