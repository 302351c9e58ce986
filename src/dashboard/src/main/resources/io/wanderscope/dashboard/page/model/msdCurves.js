// The mean squared displacements of the selected tracks made ready for a chart: a curve for each kind of motion with the law of its
// class, and the curves of single tracks.

import { nameOf } from './labels.js';
import { curveOf, lawOf, sample, sumsOf } from './msd.js';
import { countedTracks, grouped, plainNumber, unitText } from './text.js';

const MOST_TRACKS = 1000; // that means are taken over
const MOST_SINGLE = 60; // that are drawn
const FEW_OF_THEM = 2; // a track with fewer than one of so many of its points is known in outline
const MICROMETRES = { nm: 1e-3, µm: 1, mm: 1e3 };

const known = new WeakMap(); // the sums of trajectories, which are asked for again and again

function sums(trajectory) {
  const { frames, dropped, rewritten } = trajectory;
  const version = `${frames.length} ${dropped} ${rewritten}`;
  const before = known.get(trajectory);
  if (before?.version === version) {
    return before;
  }
  const now = { version, ...sumsOf(trajectory) };
  known.set(trajectory, now);
  return now;
}

// summary: of the selected tracks; camera: lengthUnit of positions, and interval in milliseconds or null
export function msdCurves(table, mask, summary, camera) {
  const rows = [];
  mask.forEach((isSelected, row) => isSelected && rows.push(row));
  const used = sample(rows, MOST_TRACKS);
  const units = unitsOf(camera);
  const convert = (curve) =>
    curve.map((each) => ({ ...each, time: each.lag * units.time, value: each.value * units.area }));
  const means = summary.byLabel.map(({ label, alpha }) => {
    const own = used.filter((row) => table.label(row) === label).map((row) => sums(table.tracks[row]));
    const curve = convert(curveOf(own));
    return { label, tracks: own.length, curve, law: lawOf(label, alpha?.[1] ?? null, curve) };
  });
  const single = sample(used, MOST_SINGLE).map((row) => ({
    label: table.label(row),
    curve: convert(curveOf([sums(table.tracks[row])])),
  }));
  return {
    ...{ means: means.filter(({ curve }) => curve.length > 0), single: single.filter(({ curve }) => curve.length > 1) },
    ...{ units, tracks: rows.length, used: used.length },
    outlines: used.filter((row) => isOutline(table.tracks[row], table.points[row])).length,
  };
}

// Of the many tracks of a large acquisition, the server keeps a few points each.
function isOutline({ frames, dropped }, points) {
  return points > FEW_OF_THEM * (frames.length + dropped);
}

function unitsOf({ lengthUnit, interval }) {
  const micrometres = MICROMETRES[unitText(lengthUnit)] ?? null;
  return {
    length: micrometres === null ? lengthUnit || 'unit' : 'µm',
    area: (micrometres ?? 1) ** 2,
    timeName: interval ? 's' : 'frames',
    time: interval ? interval / 1000 : 1,
  };
}

// What the means rest on, in sentences.
export function msdNotes({ tracks, used, single, outlines }) {
  const part =
    used < tracks
      ? `of ${grouped(used)} of the ${countedTracks(tracks)}, evenly chosen`
      : `of ${countedTracks(tracks)}`;
  const thin = single.length > 0 ? `; thin: ${grouped(single.length)} single ones` : '';
  const basis = `Thick: time average ${part}${thin}. Dashed: the law of the class, laid through it; localisation noise lifts short lags.`;
  const thinned = `Of ${countedTracks(outlines)}, only a few points are here, which give few lags; a moment of the time line has them all.`;
  return outlines > 0 ? [basis, thinned] : [basis];
}

// The laws in words, those that are alike together: "SUB_FBM ∝ t^0.45 (median α)".
export function lawTexts(means) {
  const names = new Map();
  for (const { label, law } of means.filter((each) => each.law !== null)) {
    const text = `${powerText(law.power)} (${law.why})`;
    names.set(text, [...(names.get(text) ?? []), nameOf(label)]);
  }
  return [...names].map(([text, labels]) => `${labels.join(', ')} ${text}`);
}

function powerText(power) {
  if (power === 0) {
    return 'constant';
  }
  return power === 1 ? '∝ t' : `∝ t^${plainNumber(power)}`;
}

// All means as a table: a row for each lag.
export function msdTable({ means, units }) {
  const lags = [...new Set(means.flatMap(({ curve }) => curve.map(({ lag }) => lag)))].sort((a, b) => a - b);
  const at = (curve, lag) => curve.find((each) => each.lag === lag);
  return {
    head: [`lag (${units.timeName})`, ...means.map(({ label }) => `${nameOf(label)} (${units.length}²)`)],
    rows: lags.map((lag) => [
      plainNumber(lag * units.time, 3),
      ...means.map(({ curve }) => (at(curve, lag) ? plainNumber(at(curve, lag).value, 3) : '–')),
    ]),
  };
}
