// How many trajectories of each class ended in each time window: stacked bars, and the same as a table. Most tracks of
// many recordings are too short to be classified; bars are scaled without them, or nothing else would be seen.

import { labelColour, LABELS, lineColour, UNDETERMINED } from './colours.js';
import { element, fillTable, svg, table, words } from './elements.js';

const WIDTH = 300;
const HEIGHT = 120;
const AXIS = 18;
const TOP = 16;
const FEWEST = 8; // windows that the time axis has room for
const LABEL_WIDTH = 92;
const OUTLINED = 4; // narrower bars would be nothing but outline
const TOO_SHORT = 'TOO_SHORT';
const UNCLASSIFIED = ['LOW_CONFIDENCE', 'IMMOBILE', 'INFERENCE_FAILED', 'OTHER']; // drawn as one
const STACK = [...LABELS, UNDETERMINED];

// What is open or scrolled stays so: only the chart and the rows are replaced.
export class Composition {
  constructor(root) {
    this.note = element('p', { class: 'unit' });
    this.chart = element('div');
    this.table = table('Composition as a table', [], []);
    this.details = element('details', {}, element('summary', {}, 'As a table'), this.table);
    root.append(this.chart, this.note, this.details);
    this.show([], null);
  }

  // time: of the latest position, in a window that still counts
  show(windows, time) {
    this.details.hidden = windows.length === 0;
    this.note.textContent = windows.length === 0 ? 'Nothing has ended yet.' : note(windows, time);
    this.chart.replaceChildren(...(windows.length === 0 ? [] : [chart(windows, time)]));
    fillTable(this.table, ...rows(windows));
  }
}

function note(windows, time) {
  const tooShort = windows.reduce((sum, { counts }) => sum + (counts[TOO_SHORT] || 0), 0);
  return [tooShort > 0 ? `${tooShort} too short, not drawn.` : '', 'Grey: no class.',
    isOpen(windows.at(-1), time) ? 'The pale bar still counts.' : ''].join(' ').trim();
}

function isOpen(window, time) {
  return window.end > time;
}

function stacked({ counts }) {
  const unclassified = UNCLASSIFIED.reduce((sum, reason) => sum + (counts[reason] || 0), 0);
  return [...LABELS.map((label) => counts[label] || 0), unclassified];
}

// Windows in which nothing ended leave a gap.
function chart(windows, time) {
  const first = windows[0].start;
  const { start, end } = windows.at(-1);
  const span = Math.max(end - first, FEWEST * (end - start));
  const toX = (instant) => WIDTH * (instant - first) / span;
  const most = Math.max(...windows.map((window) => stacked(window).reduce((sum, count) => sum + count)), 1);
  const drawn = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT + AXIS}`, role: 'img',
    'aria-label': `Tracks that ended in each of ${windows.length} time windows, by class; the table below has the numbers` });
  drawn.append(...windows.map((window) => bar(window, toX, (HEIGHT - TOP) / most, isOpen(window, time))),
    svg('line', { x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT, class: 'axis' }),
    svg('text', { x: 0, y: 11 }, `${most} tracks`),
    svg('text', { x: 0, y: HEIGHT + 14 }, clock(first)),
    svg('text', { x: Math.max(toX(end), 2 * LABEL_WIDTH), y: HEIGHT + 14, 'text-anchor': 'end' }, clock(end)));
  return drawn;
}

function bar(window, toX, scale, open) {
  const drawn = svg('g', { class: open ? 'open' : 'closed' });
  const width = Math.max(1, toX(window.end) - toX(window.start) - 1);
  let top = HEIGHT;
  stacked(window).forEach((count, place) => {
    if (count > 0) {
      top -= count * scale;
      const part = svg('rect', { x: toX(window.start) + 0.5, y: top, width, height: count * scale,
        fill: labelColour(STACK[place]), stroke: width < OUTLINED ? 'none' : lineColour(STACK[place]) });
      part.append(svg('title', {}, `${clock(window.start)}: ${count} ${words(STACK[place])}`));
      drawn.append(part);
    }
  });
  return drawn;
}

function rows(windows) {
  const used = [...LABELS, ...UNCLASSIFIED, TOO_SHORT].filter((name) => windows.some(({ counts }) => counts[name] > 0));
  return [['from', 'tracks', ...used.map(words)],
    [...windows].reverse().map(({ start, tracks, counts }) => [clock(start), tracks, ...used.map((name) => counts[name] || 0)])];
}

function clock(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
