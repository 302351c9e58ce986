// How a trajectory's results changed as its path grew: confidence and anomalous exponent over the last frame of each.

import { confidenceOf, hasExponent, motionOf } from '../model/result.js';
import { counted, percent } from '../model/text.js';
import { answer } from '../model/track.js';
import { svg } from './elements.js';
import { svgMarker } from './marker.js';
import { colours } from './theme.js';

const WIDTH = 300;
const HEIGHT = 70;
const MARGIN = 8;

export function confidenceChart(results) {
  const answered = results.filter((each) => confidenceOf(each) !== null);
  const { toX, toY } = axes(results, 1);
  const drawn = chart('Confidence of each revision; the table below has the numbers', toY(0));
  const points = answered.map((each) => `${toX(each)},${toY(confidenceOf(each))}`).join(' ');
  drawn.append(svg('polyline', { class: 'curve', points }));
  for (const each of answered) {
    const dot = svgMarker(motionOf(each), toX(each), toY(confidenceOf(each)));
    const text = `revision ${each.revision}: ${answer(each)}, ${percent(confidenceOf(each))}, ${counted(each.points, 'point')}`;
    dot.append(svg('title', {}, text));
    drawn.append(dot);
  }
  return drawn;
}

export function exponentChart(results) {
  const { toX, toY } = axes(results, 2);
  const drawn = chart('Anomalous exponent of each revision; the table below has the numbers', toY(1));
  for (const each of results.filter(hasExponent)) {
    const x = toX(each);
    const [y1, y2] = [toY(each.alpha - each.alpha_sd), toY(each.alpha + each.alpha_sd)];
    drawn.append(
      svg('line', { x1: x, x2: x, y1, y2, class: 'curve' }),
      svg('circle', { cx: x, cy: toY(each.alpha), r: 2.5, fill: colours().marker(motionOf(each)), class: 'dot' }),
    );
  }
  return drawn;
}

// Frames to the right, values from 0 to the largest upwards.
function axes(results, largest) {
  const first = results[0].last_frame;
  const last = results.at(-1).last_frame;
  return {
    toX: (result) => MARGIN + ((WIDTH - 2 * MARGIN) * (result.last_frame - first)) / (last - first || 1),
    toY: (value) => HEIGHT - MARGIN - ((HEIGHT - 2 * MARGIN) * Math.max(0, Math.min(largest, value))) / largest,
  };
}

function chart(description, base) {
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': description },
    svg('line', { x1: 0, x2: WIDTH, y1: base, y2: base, class: 'axis' }),
  );
}
