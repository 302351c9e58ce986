// How many trajectories of each class ended in each time window: stacked bars, and the same as a table.

import { asTable, isOpen, largestStack, STACK, stacked, tooShort, whyNothingIsCounted } from '../model/counts.js';
import { nameOf } from '../model/labels.js';
import { counted, words } from '../model/text.js';
import { element, fillTable, svg, table } from './elements.js';
import { colours } from './theme.js';

const WIDTH = 300;
const HEIGHT = 120;
const AXIS = 18;
const TOP = 16;
const MIN_WINDOWS = 8; // for which the time axis has room
const LABEL_WIDTH = 92;
const OUTLINED = 4; // pixels; narrower bars would be nothing but outline

// An open or scrolled table stays so: only the chart and the rows are replaced.
export class Counts {
  // onLabel: called with the label whose part of a bar a person clicks
  constructor(root, onLabel) {
    this.note = element('p', { class: 'unit' });
    this.chart = element('div');
    this.table = table('Tracks by label as a table', [], []);
    this.details = element('details', {}, element('summary', {}, 'As a table'), this.table);
    root.append(this.chart, this.note, this.details);
    this.labels = null;
    this.chart.addEventListener('click', ({ target }) => {
      const { label } = target.closest('rect')?.dataset ?? {};
      if (label) {
        onLabel(label);
      }
    });
    this.show([], null, 0);
  }

  // labels: those that are selected, or null for all
  select(labels) {
    this.labels = labels;
    this.fade();
  }

  fade() {
    for (const each of this.chart.querySelectorAll('rect')) {
      each.classList.toggle('faint', this.labels !== null && !this.labels.has(each.dataset.label));
    }
  }

  // time: of the latest position; ended: number of tracks that have ended
  show(windows, time, ended) {
    const empty = windows.length === 0;
    this.details.hidden = empty;
    this.note.textContent = empty ? whyNothingIsCounted(ended) : note(windows, time);
    this.chart.replaceChildren(...(empty ? [] : [chart(windows, time)]));
    this.fade();
    const { head, rows } = asTable(windows, clock);
    fillTable(this.table, head, rows);
  }
}

function note(windows, time) {
  const short = tooShort(windows);
  const parts = [
    short > 0 ? `${short} too short, not drawn.` : '',
    'Grey: no answer.',
    isOpen(windows.at(-1), time) ? 'The pale bar is still counting.' : '',
  ];
  return parts.join(' ').trim();
}

// Windows in which nothing ended leave a gap.
function chart(windows, time) {
  const first = windows[0].start;
  const { start, end } = windows.at(-1);
  const span = Math.max(end - first, MIN_WINDOWS * (end - start));
  const toX = (instant) => (WIDTH * (instant - first)) / span;
  const largest = largestStack(windows);
  const description =
    `Tracks that ended in each of ${windows.length} time windows, by class and other motion; ` +
    'the table below has the numbers';
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT + AXIS}`, role: 'img', 'aria-label': description },
    ...windows.map((window) => bar(window, toX, (HEIGHT - TOP) / largest, isOpen(window, time))),
    svg('line', { x1: 0, x2: WIDTH, y1: HEIGHT, y2: HEIGHT, class: 'axis' }),
    svg('text', { x: 0, y: 11 }, counted(largest, 'track')),
    svg('text', { x: 0, y: HEIGHT + 14 }, clock(first)),
    svg('text', { x: Math.max(toX(end), 2 * LABEL_WIDTH), y: HEIGHT + 14, 'text-anchor': 'end' }, clock(end)),
  );
}

function bar(window, toX, scale, open) {
  const drawn = svg('g', { class: open ? 'open' : 'closed' });
  const x = toX(window.start) + 0.5;
  const width = Math.max(1, toX(window.end) - toX(window.start) - 1);
  let top = HEIGHT;
  stacked(window).forEach((count, place) => {
    if (count > 0) {
      top -= count * scale;
      const label = STACK[place];
      const fill = colours().marker(label);
      const stroke = width < OUTLINED ? 'none' : colours().line(label);
      const title = svg('title', {}, `${clock(window.start)}: ${count} ${words(nameOf(label))}`);
      drawn.append(svg('rect', { x, y: top, width, height: count * scale, fill, stroke, 'data-label': label }, title));
    }
  });
  return drawn;
}

function clock(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
