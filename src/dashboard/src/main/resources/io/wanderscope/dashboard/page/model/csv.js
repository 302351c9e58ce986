// A trajectory as CSV (RFC 4180): one row a point, each naming where it comes from. Weights are those of the latest
// saliency, and what the track is, is what that result says; points that it does not explain have none. The diffusion
// coefficient is that of the latest result, in every row.

import { DIFFUSION_COLUMNS, diffusionCells } from './diffusionCells.js';
import { confidenceOf, motionOf } from './result.js';

export function trajectoryAsCsv(track) {
  const stages = track.saliency?.stages || [];
  const unit = track.length_unit.replace(/[µμ]/g, 'u'); // a spreadsheet may assume another encoding
  const timed = track.frame_interval_ms !== null;
  const head = [
    ...['acquisition', 'track', 'frame', ...(timed ? ['time_s'] : [])],
    ...[`x_${unit}`, `y_${unit}`, 'interpolated', 'explained', 'motion', 'motion_confidence', 'class_set'],
    ...DIFFUSION_COLUMNS,
    ...stages.map(({ name }) => name),
  ];
  const diffusion = diffusionCells(track.result?.diffusion ?? null);
  const rows = points(track).map(({ frame, x, y, interpolated, verdict, weights }) => [
    ...[track.acquisition, track.id, frame, ...(timed ? [seconds(frame, track.frame_interval_ms)] : [])],
    ...[x, y, interpolated, ...verdict, ...diffusion, ...weights],
  ]);
  return asCsv([head, ...rows]);
}

// Rows of cells as RFC 4180 has them. Numbers have a decimal point, whatever the language of the browser.
export function asCsv(rows) {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

// The points that saliency explains and the others that the server keeps, by frame.
function points(track) {
  const explained = explainedPoints(track);
  const frames = new Set(explained.map(({ frame }) => frame));
  const unexplained = { verdict: ['', '', '', ''], weights: (track.saliency?.stages || []).map(() => '') };
  const { path } = track;
  const others = path.frames
    .map((frame, point) => ({ frame, x: path.x[point], y: path.y[point], interpolated: false, ...unexplained }))
    .filter(({ frame }) => !frames.has(frame));
  return [...explained, ...others].sort((a, b) => a.frame - b.frame);
}

function explainedPoints({ saliency, revisions }) {
  if (!saliency) {
    return [];
  }
  const interpolated = new Set(saliency.interpolated_frames);
  const result = revisions.find(({ revision }) => revision === saliency.revision);
  const verdict = result
    ? [motionOf(result), confidenceOf(result) ?? '', (result.class_set ?? []).join(' ')]
    : ['', '', ''];
  return saliency.frames.map((frame, point) => ({
    frame,
    x: saliency.x[point],
    y: saliency.y[point],
    interpolated: interpolated.has(frame),
    verdict: [saliency.explained, ...verdict],
    weights: saliency.stages.map(({ weights }) => weights[point]),
  }));
}

function seconds(frame, interval) {
  return Number(((frame * interval) / 1000).toFixed(6));
}

function quoted(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
