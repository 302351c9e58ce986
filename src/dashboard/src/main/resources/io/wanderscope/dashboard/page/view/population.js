// The population of the acquisition: a sentence, the occupation over the diffusion coefficient, the shares of classes and of other
// motion, and all of it as a table.

import { areaPerTime, unitNote } from '../model/diffusion.js';
import { nameOf } from '../model/labels.js';
import {
  asTable,
  basisText,
  binText,
  exponentText,
  percentWithInterval,
  shares,
  sharesOf,
  steps,
  ticks,
  whyNoPopulation,
} from '../model/population.js';
import { sentenceOf, whyNoClasses } from '../model/populationWords.js';
import { countedTracks, percent, plainNumber, sentence } from '../model/text.js';
import { element, fillTable, setText, svg, table } from './elements.js';
import { colours } from './theme.js';

const WIDTH = 300;
const HEIGHT = 122;
const LEFT = 6;
const RIGHT = 6;
const TOP = 4;
const AXIS = 98; // where it lies

// An open or scrolled table stays so: only the charts and the rows are replaced.
export class Population {
  // onRange: called with the range of diffusion coefficients that a person drags over, or null
  constructor(root, onRange) {
    this.sentence = element('p', { class: 'told' });
    this.unknownUnit = element('p', { class: 'unknown-unit' });
    this.charts = element('div');
    this.table = table('Population as a table', [], []);
    this.details = element('details', {}, element('summary', {}, 'As a table'), this.table);
    root.append(this.sentence, this.unknownUnit, this.charts, this.details);
    this.selected = null;
    listenToDrag(this.charts, (from, to) => onRange(from === to ? null : this.rangeOf(from, to)));
    this.show(null, 0);
  }

  // The diffusion coefficients between two places of the chart, in its own pixels. What touches an end goes on beyond it.
  rangeOf(from, to) {
    const bins = steps(this.population.occupation);
    const [first, last] = [bins[0].left, bins.at(-1).right];
    const coefficient = (x) => 10 ** (first + ((last - first) * (x - LEFT)) / (WIDTH - LEFT - RIGHT));
    const [slow, fast] = [Math.min(from, to), Math.max(from, to)];
    return [slow <= LEFT ? -Infinity : coefficient(slow), fast >= WIDTH - RIGHT ? Infinity : coefficient(fast)];
  }

  // selected: range (of diffusion coefficients, or null) and values (of the selected tracks); null where nothing is selected
  select(selected) {
    this.selected = selected;
    this.draw();
  }

  draw() {
    const { population, selected } = this;
    this.charts.replaceChildren(...(population === null ? [] : charts(population, selected)));
  }

  // population: of the whole acquisition, or null; ended: number of tracks that have ended
  show(population, ended) {
    this.details.hidden = population === null;
    setText(this.sentence, population === null ? whyNoPopulation(ended) : toldOf(population));
    const note = population && unitNote(population);
    this.unknownUnit.hidden = !note;
    setText(this.unknownUnit, note || '');
    this.population = population;
    this.draw();
    const { head, rows } = population === null ? { head: [], rows: [] } : asTable(population);
    fillTable(this.table, head, rows);
  }
}

// No line begins with a unit.
function toldOf(population) {
  return sentence(sentenceOf(population)).replace(/(?<=\d) (?=%|\S+²)/g, '\u00a0');
}

function charts(population, selected) {
  const exponent = exponentText(population);
  return [
    ...(population.occupation.length > 0 ? occupation(population, selected) : []),
    ...fractions(population),
    ...(exponent ? [element('p', { class: 'unit' }, exponent)] : []),
  ];
}

function occupation(population, selected) {
  const largest = Math.max(...population.occupation.map(({ high }) => high));
  return [
    element('p', { class: 'unit' }, `share of the particles in each bin (axis to ${percent(largest)})`),
    chart(population, largest, selected),
    element('p', { class: 'unit axis-title' }, `diffusion coefficient D (${areaPerTime(population)})`),
    element(
      'p',
      { class: 'unit' },
      `Line: estimate; band: 90 % credible.${selected ? ' Dashed: the selected tracks, each by its own D.' : ''} ${basisText(population)} Drag to select.`,
    ),
  ];
}

// D to the right on a logarithmic axis, shares upwards.
function chart(population, largest, selected) {
  const bins = steps(population.occupation);
  const [from, to] = [bins[0].left, bins.at(-1).right];
  const toX = (exponent) => LEFT + ((WIDTH - LEFT - RIGHT) * (exponent - from)) / (to - from);
  const toY = (share) => AXIS - ((AXIS - TOP) * share) / largest;
  return svg(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      class: 'occupation',
      role: 'img',
      'aria-label': `Occupation over the diffusion coefficient: ${sentenceOf(population)}; the table below has the numbers`,
    },
    ...(selected?.range ? [selectedRange(selected.range, from, to, toX)] : []),
    svg('path', { class: 'band', d: band(bins, toX, toY) }),
    ...boundaries(population, from, to, toX),
    svg('path', { class: 'step', d: `M${outline(bins, 'fraction', toX, toY)}` }),
    ...(selected ? [selectedShares(selected.values, population.occupation, toX, toY)] : []),
    ...axis(ticks(from, to), toX),
    ...bins.map((bin, place) => target(population, bin, place, toX)),
  );
}

function selectedRange([slow, fast], from, to, toX) {
  const place = (d) => toX(Math.max(from, Math.min(to, d > 0 ? Math.log10(d) : from)));
  return svg('rect', { x: place(slow), y: TOP, width: place(fast) - place(slow), height: AXIS - TOP, class: 'range' });
}

// Higher than the chart is cut off: a few tracks lie in a few bins.
function selectedShares(values, occupied, toX, toY) {
  const parts = sharesOf(values, occupied);
  const bins = steps(occupied).map((bin, place) => ({ ...bin, share: parts[place] }));
  return svg('path', { class: 'selected', d: `M${outline(bins, 'share', toX, (share) => Math.max(TOP, toY(share)))}` });
}

// Along the tops of the bins, from the left.
function outline(bins, of, toX, toY) {
  return bins.flatMap((bin) => [bin.left, bin.right].map((edge) => `${toX(edge)} ${toY(bin[of])}`)).join('L');
}

function band(bins, toX, toY) {
  const back = [...bins]
    .reverse()
    .flatMap((bin) => [bin.right, bin.left].map((edge) => `${toX(edge)} ${toY(bin.low)}`));
  return `M${outline(bins, 'high', toX, toY)}L${back.join('L')}Z`;
}

// Where one state ends and the next begins.
function boundaries({ states }, from, to, toX) {
  return states
    .map(({ to: end }) => end && Math.log10(end))
    .filter((end) => end !== null && end > from && end < to)
    .map((end) => svg('line', { x1: toX(end), x2: toX(end), y1: TOP, y2: AXIS, class: 'boundary' }));
}

function axis(exponents, toX) {
  return [
    svg('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: AXIS, y2: AXIS, class: 'axis' }),
    ...exponents.flatMap((exponent) => [
      svg('line', { x1: toX(exponent), x2: toX(exponent), y1: AXIS, y2: AXIS + 4, class: 'axis' }),
      svg('text', { x: toX(exponent), y: AXIS + 7, 'text-anchor': anchor(toX(exponent)) }, plainNumber(10 ** exponent)),
    ]),
  ];
}

// So that no number leaves the chart.
function anchor(x) {
  if (x < 20) {
    return 'start';
  }
  return x > WIDTH - 24 ? 'end' : 'middle';
}

// onDrag: called with the two places between which a person drags, in pixels of the chart; equal after a click
function listenToDrag(root, onDrag) {
  let start = null;
  const placeOf = (event) => {
    const { left, width } = root.querySelector('.occupation').getBoundingClientRect();
    return Math.max(LEFT, Math.min(WIDTH - RIGHT, ((event.clientX - left) * WIDTH) / width));
  };
  root.addEventListener('pointerdown', (event) => {
    if (event.isPrimary && event.button === 0 && event.target.closest('.occupation')) {
      start = placeOf(event);
      root.setPointerCapture(event.pointerId);
    }
  });
  root.addEventListener(
    'pointermove',
    (event) => start !== null && Math.abs(placeOf(event) - start) > 3 && onDrag(start, placeOf(event)),
  );
  root.addEventListener('pointerup', (event) => {
    if (start !== null && Math.abs(placeOf(event) - start) <= 3) {
      onDrag(start, start);
    }
    start = null;
  });
  root.addEventListener('pointercancel', () => (start = null));
}

// Says what the bin under the pointer holds.
function target(population, { left, right }, place, toX) {
  const x = toX(left);
  return svg(
    'rect',
    { x, y: TOP, width: toX(right) - x, height: AXIS - TOP, class: 'target' },
    svg('title', {}, binText(population, place)),
  );
}

function fractions(population) {
  const missing = whyNoClasses(population);
  if (missing) {
    return [element('p', { class: 'unit' }, sentence(missing))];
  }
  const rows = shares(population);
  const tracks = countedTracks(population.classified_tracks);
  const largest = Math.max(...rows.map(({ high }) => high));
  return [
    element('h3', {}, 'Classes and other motion', element('span', { class: 'unit' }, `of ${tracks} classified`)),
    element('div', { class: 'fractions' }, ...rows.flatMap((row) => fraction(row, 100 / largest))),
    element('p', { class: 'unit' }, 'Corrected for what the model confuses; whiskers: 90 % credible.'),
  ];
}

// The three cells of a row: name, bar with its interval, and both as numbers. scale: per cent of the width for all
function fraction(share, scale) {
  const bar = element('i');
  bar.style.width = `${scale * share.fraction}%`;
  bar.style.background = colours().marker(share.label);
  bar.style.borderColor = colours().line(share.label);
  const whisker = element('b');
  whisker.style.left = `${scale * share.low}%`;
  whisker.style.width = `${scale * (share.high - share.low)}%`;
  return [
    element('span', {}, nameOf(share.label)),
    element('span', { class: 'bar', 'aria-hidden': 'true' }, bar, whisker),
    element('span', {}, percentWithInterval(share)),
  ];
}
