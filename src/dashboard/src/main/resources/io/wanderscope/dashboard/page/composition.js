// How many trajectories of each class ended in each time window: stacked bars, and the same as a table.

import { countColour, LABELS, REASONS } from './colours.js';
import { element, svg, table, words } from './elements.js';

const WIDTH = 300;
const HEIGHT = 120;
const AXIS = 16;
const BARS = 30;
const ALL = [...LABELS, ...REASONS];

export function showComposition(root, windows) {
  const shown = windows.slice(-BARS);
  if (shown.length === 0) {
    root.replaceChildren(element('p', { class: 'unit' }, 'Nothing has ended yet.'));
    return;
  }
  const open = root.querySelector('details')?.open;
  const details = element('details', {}, element('summary', {}, 'As a table'), asTable(shown));
  details.open = Boolean(open);
  root.replaceChildren(bars(shown), details);
}

function bars(windows) {
  const most = Math.max(...windows.map((window) => window.tracks), 1);
  const step = WIDTH / Math.max(windows.length, 8);
  const chart = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT + AXIS}`, role: 'img',
    'aria-label': `Tracks that ended in each of ${windows.length} time windows, by class; the table below has the numbers` });
  windows.forEach((window, index) => {
    let top = HEIGHT;
    for (const name of ALL) {
      const height = (HEIGHT - 12) * (window.counts[name] || 0) / most;
      if (height > 0) {
        top -= height;
        const bar = svg('rect', { x: index * step + 0.5, y: top, width: Math.max(1, step - 1.5), height, fill: countColour(name) });
        bar.append(svg('title', {}, `${clock(window.start)}: ${window.counts[name]} ${words(name)}`));
        chart.append(bar);
      }
    }
  });
  chart.append(
    svg('line', { x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT, class: 'axis' }),
    svg('text', { x: 0, y: 9 }, `${most} tracks`),
    svg('text', { x: 0, y: HEIGHT + 12 }, clock(windows[0].start)),
    svg('text', { x: WIDTH, y: HEIGHT + 12, 'text-anchor': 'end' }, clock(windows.at(-1).end)));
  return chart;
}

function asTable(windows) {
  const used = ALL.filter((name) => windows.some((window) => window.counts[name] > 0));
  return table(['from', 'tracks', ...used.map(words)],
    [...windows].reverse().map((window) => [clock(window.start), window.tracks, ...used.map((name) => window.counts[name] || 0)]));
}

function clock(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
