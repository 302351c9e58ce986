// Which points led to the class, or to the likeliest of the eight where the track is none of them: saliency at every residual stage beside the displacements, on one axis of frames, and
// the path coloured by one of them.

import { isOtherMotion } from '../model/labels.js';
import { motionOf } from '../model/result.js';
import { indexOfLargest, isOfAllStages, scaledToLargest, scaleMeaning, scaleText } from '../model/saliency.js';
import { counted, plainNumber, unitText } from '../model/text.js';
import { displacements } from '../model/track.js';
import { element, svg } from './elements.js';
import { saliencyKey } from './saliencyKey.js';
import { strip } from './strip.js';
import { colours, styleColour } from './theme.js';

const MARGIN = 12;
const DEFAULT_STAGE = 1; // when paths are coloured by class
const OF_ALL_STAGES = 'without a sign: how far a point departs from the rest of the track, whatever the class';

// stage: the index of the residual stage that colours the paths of the field, or null; trust: what the model says of each map, by its
// name; more: elements below the strips
export function explanation(track, stage, trust, more) {
  const { saliency } = track;
  const shown = saliency.stages[Math.min(stage ?? DEFAULT_STAGE, saliency.stages.length - 1)];
  const strips = element(
    'div',
    { class: 'strips' },
    displacementChart(track),
    saliencyKey(saliency.explained),
    element(
      'p',
      {},
      'each strip scaled to its largest weight; compare the points of one strip: that all are red or all blue says little',
    ),
    ...saliency.stages.map((each) => stageStrip(each, trust.get(each.name))),
    ...more,
  );
  const rings = saliency.interpolated_frames.length > 0 ? '; rings: interpolated' : '';
  return [
    element('h2', {}, heading(motionOf(track.result), saliency.explained)),
    strips,
    element('p', { class: 'unit' }, `The path, ${scaleText(shown)}${rings}`),
    salientPath(saliency, shown),
  ];
}

// The class that saliency explains is not always what the track is called.
function heading(motion, explained) {
  if (motion === explained) {
    return `Which points led to ${explained}`;
  }
  return `Which points speak for ${explained}${isOtherMotion(motion) ? ', the likeliest of the eight' : ''}`;
}

function displacementChart({ saliency: { x, y, frames, interpolated_frames: interpolated }, length_unit: unit }) {
  const lengths = displacements(x, y);
  const longest = Math.max(...lengths, Number.MIN_VALUE);
  const length = `${plainNumber(longest, 3)} ${unitText(unit)}`;
  const points = lengths.map((each, point) => `${point + 1.5},${(100 - (96 * each) / longest).toFixed(2)}`).join(' ');
  const chart = svg('svg', {
    class: 'displacements',
    viewBox: `0 0 ${x.length} 100`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': `Displacements from frame to frame, the longest ${length}`,
  });
  const marked = new Set(interpolated);
  frames.forEach((frame, point) => {
    if (marked.has(frame)) {
      chart.append(svg('rect', { x: point, y: 0, width: 1, height: 100, class: 'filled' }));
    }
  });
  chart.append(svg('polyline', { points, class: 'curve' }));
  const note = interpolated.length > 0 ? `${counted(interpolated.length, 'point')} interpolated (grey)` : '';
  const caption = element('p', {}, element('span', {}, `displacements, up to ${length}`), element('span', {}, note));
  return element('div', {}, caption, chart);
}

function stageStrip(stage, trust) {
  const { name, weights, receptive_field: receptiveField } = stage;
  const largest = 1 + indexOfLargest(weights);
  return strip(
    scaleText(stage),
    isOfAllStages(receptiveField) ? OF_ALL_STAGES : name,
    `Saliency, ${scaleText(stage)}, the largest weight at point ${largest} of ${weights.length}`,
    weights,
    trust,
    { 'data-stage': name, title: scaleMeaning(stage) },
  );
}

function salientPath(saliency, stage) {
  const canvas = element('canvas', {
    id: 'detail-path',
    width: 640,
    height: 400,
    role: 'img',
    'aria-label': `Path coloured by saliency, ${scaleText(stage)}`,
  });
  const context = canvas.getContext('2d');
  const points = fitted(saliency, canvas);
  drawSegments(context, points, scaledToLargest(stage.weights));
  const interpolated = new Set(saliency.interpolated_frames);
  drawRings(
    context,
    points.filter((_, point) => interpolated.has(saliency.frames[point])),
  );
  return canvas;
}

// The points in pixels of the canvas, as large as it can show them all.
function fitted({ x, y }, { width, height }) {
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [top, bottom] = [Math.min(...y), Math.max(...y)];
  const scale = Math.min((width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN) / (bottom - top || 1));
  return x.map((each, point) => [
    width / 2 + (each - (left + right) / 2) * scale,
    height / 2 + (y[point] - (top + bottom) / 2) * scale,
  ]);
}

function drawSegments(context, points, weights) {
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  for (let point = 1; point < points.length; point++) {
    context.strokeStyle = colours().saliency(weights[point]);
    context.beginPath();
    context.moveTo(...points[point - 1]);
    context.lineTo(...points[point]);
    context.stroke();
  }
}

// Rings mark what was not observed.
function drawRings(context, points) {
  context.lineWidth = 1;
  context.strokeStyle = styleColour('--ink');
  for (const [x, y] of points) {
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.stroke();
  }
}
