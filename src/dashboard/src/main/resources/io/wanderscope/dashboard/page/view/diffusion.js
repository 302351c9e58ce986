// The diffusion coefficient of a trajectory, its mean squared displacements with their errors, and what else its displacements
// say.

import { diffusionFacts, lagText, msdTable, msdUnit, unitNote } from '../model/diffusion.js';
import { plainNumber } from '../model/text.js';
import { element, svg, table } from './elements.js';

const WIDTH = 300;
const HEIGHT = 92;
const LEFT = 44;
const RIGHT = 12;
const TOP = 8;
const BOTTOM = 22;
const CAP = 4;
const MAX_LAG = 4;

// estimate: the `diffusion` of a result, or null; open: whether the table is shown
export function diffusion(estimate, open) {
  if (!estimate) {
    return [];
  }
  const list = element('dl', { class: 'facts' });
  diffusionFacts(estimate).forEach(([name, value]) => list.append(element('dt', {}, name), element('dd', {}, value)));
  const note = unitNote(estimate);
  return [
    element(
      'h2',
      {},
      'Diffusion coefficient',
      element('span', { class: 'unit' }, 'of any motion, without the network'),
    ),
    ...(note ? [element('p', { class: 'unit unknown-unit' }, note)] : []),
    list,
    ...(estimate.msd.length > 0 ? meanSquaredDisplacements(estimate, open) : []),
  ];
}

function meanSquaredDisplacements(estimate, open) {
  const { head, rows } = msdTable(estimate);
  const details = element(
    'details',
    { class: 'msd' },
    element('summary', {}, 'MSD as a table'),
    table('Mean squared displacements as a table', head, rows),
  );
  details.open = open;
  const caption = `mean squared displacement in the plane (${msdUnit(estimate)}) ± s.d., by lag`;
  return [element('p', { class: 'unit' }, caption), chart(estimate), details];
}

// Lags to the right, values from 0 upwards, with one standard deviation to either side.
function chart(estimate) {
  const highest = Math.max(...estimate.msd.map(({ value, sd }) => value + sd), Number.MIN_VALUE);
  const toX = (lag) => LEFT + ((WIDTH - LEFT - RIGHT) * lag) / (MAX_LAG + 0.4);
  const toY = (value) => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * Math.max(0, value)) / highest;
  const points = estimate.msd.map(({ lag, value }) => `${toX(lag)},${toY(value)}`).join(' ');
  return svg(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': 'Mean squared displacement by lag, with standard deviations; the table below has the numbers',
    },
    ...axes(estimate, toX, toY, highest),
    svg('polyline', { class: 'curve', points }),
    ...estimate.msd.flatMap((each) => point(each, toX(each.lag), toY, estimate)),
  );
}

function axes(estimate, toX, toY, highest) {
  const lags = Array.from({ length: MAX_LAG }, (_, index) => index + 1);
  return [
    svg('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: toY(0), y2: toY(0), class: 'axis' }),
    svg('line', { x1: LEFT, x2: LEFT, y1: toY(0), y2: toY(highest), class: 'axis' }),
    svg('text', { x: LEFT - 5, y: toY(highest) + 6, 'text-anchor': 'end' }, plainNumber(highest)),
    svg('text', { x: LEFT - 5, y: toY(0) + 2, 'text-anchor': 'end' }, '0'),
    ...lags.map((lag) => svg('text', { x: toX(lag), y: HEIGHT - 6, 'text-anchor': 'middle' }, lagText(lag, estimate))),
  ];
}

function point({ lag, value, sd }, x, toY, estimate) {
  const [low, high] = [toY(value - sd), toY(value + sd)];
  const dot = svg('circle', { cx: x, cy: toY(value), r: 2.6, class: 'datum' });
  const text = `${plainNumber(value, 3)} ± ${plainNumber(sd)} ${msdUnit(estimate)} after ${lagText(lag, estimate)}`;
  dot.append(svg('title', {}, text));
  return [
    svg('line', { x1: x, x2: x, y1: low, y2: high, class: 'curve' }),
    ...[low, high].map((y) => svg('line', { x1: x - CAP, x2: x + CAP, y1: y, y2: y, class: 'curve' })),
    dot,
  ];
}
