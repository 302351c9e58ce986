// The selected trajectory: its class with all probabilities, exponent, revisions, and which points told it so: saliency at
// every residual stage beside the displacements, on one axis of frames.

import { drawMarker, labelColour, LABELS, lineColour, markerCorners, saliencyColour } from './colours.js';
import { trajectoryAsCsv } from './csv.js';
import { element, markerCanvas, percent, saliencyKey, save, sentence, svg, table, words } from './elements.js';

const REFRESH = 1000;
const MARGIN = 12;
const CHART = { width: 300, height: 70 };
const REASONS = {
  TOO_SHORT: 'The trajectory has too few points to be classified.',
  IMMOBILE: 'The points do not move at all.',
  LOW_CONFIDENCE: 'The most probable class is not probable enough to be named.',
  INFERENCE_FAILED: 'The network gave no finite result for this trajectory.',
};

export class Detail {
  // current: what is watched, with acquisition, stage index and classes; live: the trajectory of an id, if it is shown
  constructor(root, current, live, onClose) {
    this.root = root;
    this.current = current;
    this.live = live;
    this.onClose = onClose;
    this.id = null;
    setInterval(() => this.refresh(), REFRESH);
  }

  show(id) {
    this.id = id;
    this.shown = null;
    this.gone = false;
    this.root.hidden = id === null;
    if (id === null) {
      delete this.root.dataset.track;
      return;
    }
    this.root.dataset.track = id;
    this.root.replaceChildren(this.heading(`Trajectory ${id}`));
    this.refresh();
  }

  // Asks again while something may change, and draws only what is new.
  async refresh() {
    const id = this.id;
    if (id === null || !this.mayHaveChanged()) {
      return;
    }
    try {
      const { response, answer } = await this.ask(id);
      const { acquisition } = this.current;
      if (this.id !== id || (response.ok && answer.acquisition !== acquisition)) {
        return;
      }
      if (response.status === 404 && !this.gone) {
        this.gone = true;
        this.root.append(element('p', { role: 'status', class: 'unit' }, 'This trajectory is no longer kept by the server.'));
      } else if (!response.ok && !this.shown && !this.gone) {
        this.root.replaceChildren(this.heading(`Trajectory ${id}`), element('p', {}, answer.detail || answer.title));
      } else if (response.ok && version(answer) !== version(this.shown)) {
        this.gone = false;
        this.render(answer);
      }
    } catch {
      // The banner says that the connection is lost; what is shown stays.
    }
  }

  async ask(id) {
    const response = await fetch(`/api/tracks/${encodeURIComponent(this.current.acquisition)}/${encodeURIComponent(id)}`);
    const answer = await response.json().catch(() => ({ title: `The server answered ${response.status}.` }));
    return { response, answer };
  }

  mayHaveChanged() {
    if (!this.shown || this.gone) {
      return !this.gone || this.live(this.id) !== undefined;
    }
    const { status, result, saliency } = this.shown;
    const latest = this.live(this.id)?.result;
    const explained = !result || result.confidence === null || saliency?.revision === result.revision;
    const newer = latest && latest.revision !== result?.revision;
    return newer || !explained || (status === 'live' && (!latest || latest.status === 'FINAL'));
  }

  // After another theme or another stage.
  redraw() {
    if (this.id !== null && this.shown) {
      this.render(this.shown);
    }
  }

  heading(text, ...buttons) {
    const close = element('button', { id: 'close-detail', title: 'Close (Escape)' }, 'Close');
    close.addEventListener('click', () => this.onClose());
    return element('header', {}, element('h2', {}, text), ...buttons, close);
  }

  render(track) {
    this.shown = track;
    const open = this.root.querySelector('details')?.open;
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    const parts = [this.heading(`Trajectory ${track.id}`, this.csvButton()), ...this.verdict(track)];
    if (track.result?.probabilities) {
      parts.push(element('h2', {}, 'Probability of each class'), probabilities(track.result));
    }
    if (track.saliency) {
      parts.push(...this.explanation(track));
    }
    if (track.revisions.length > 0) {
      parts.push(...revisions(track.revisions));
    }
    this.root.replaceChildren(...parts);
    for (const details of this.root.querySelectorAll('details')) {
      details.open = Boolean(open);
    }
    if (focused) {
      // A keyboard stays where it was, though all here is new.
      const place = focused.id ? `#${focused.id}` : focused.localName + (focused.className && `.${focused.className}`);
      this.root.querySelector(place)?.focus({ preventScroll: true });
    }
  }

  verdict(track) {
    const { result } = track;
    if (!result) {
      return [element('p', { id: 'detail-label' }, 'no result yet'),
        element('p', { class: 'unit' }, `${track.points ?? track.path.frames.length} points so far.`)];
    }
    const known = this.current.classes.find((each) => each.label === result.label);
    const label = element('p', { id: 'detail-label' },
      markerCanvas((context, middle, radius) => drawMarker(context, result.label, middle, middle, radius)), result.label);
    const meaning = known ? `${sentence(known.name)} ${known.meaning}`
      : REASONS[result.reason] || `no class: ${words(result.reason || 'other')}`;
    const facts = [['confidence', result.confidence === null ? '–' : percent(result.confidence)],
      ['anomalous exponent', exponent(result)],
      ['points', `${result.points}, frames ${result.first_frame}–${result.last_frame}`],
      ['state', track.status === 'ended' ? 'ended; this result is final' : `live, revision ${result.revision}`],
      ['delay', `${result.delay_ms} ms from last position to result`]];
    const list = element('dl', { class: 'facts' });
    facts.forEach(([name, value]) => list.append(element('dt', {}, name), element('dd', {}, value)));
    return [label, element('p', { class: 'unit' }, meaning), list];
  }

  explanation(track) {
    const { saliency } = track;
    const stage = Math.min(this.current.stage ?? 1, saliency.stages.length - 1);
    const strips = element('div', { class: 'strips' }, displacements(track),
      saliencyKey(saliency.explained), element('p', {}, 'each strip scaled to its largest weight'),
      ...saliency.stages.map((each) => strip(each)));
    const path = element('canvas', { id: 'detail-path', width: 640, height: 400, role: 'img',
      'aria-label': `Path coloured by saliency at ${saliency.stages[stage].name}` });
    drawSalientPath(path, saliency, saliency.stages[stage]);
    const rings = saliency.interpolated_frames.length > 0 ? '; rings: interpolated' : '';
    return [element('h2', {}, `Which points spoke for ${saliency.explained}`), strips,
      element('p', { class: 'unit' }, `The path at ${saliency.stages[stage].name}${rings}`), path];
  }

  csvButton() {
    const csv = element('button', { id: 'export-csv', title: 'Save this trajectory as CSV' }, 'CSV');
    csv.addEventListener('click', () => this.exportCsv());
    return csv;
  }

  // With the points that came since it was drawn; what is drawn, when the server does not answer.
  async exportCsv() {
    const drawn = this.shown;
    const { response, answer } = await this.ask(drawn.id).catch(() => ({}));
    const track = response?.ok ? answer : drawn;
    save(new Blob([trajectoryAsCsv(track)], { type: 'text/csv' }),
      `${track.acquisition}-${track.id}.csv`.replace(/[^\w.-]+/g, '_'));
  }
}

function probabilities(result) {
  const bars = element('div', { class: 'probabilities' });
  for (const label of LABELS) {
    const bar = element('i');
    bar.style.width = `${100 * result.probabilities[label]}%`;
    bar.style.background = labelColour(label);
    bar.style.borderColor = lineColour(label);
    bars.append(element('span', {}, label), element('span', {}, bar), element('span', {}, percent(result.probabilities[label])));
  }
  return bars;
}

function displacements(track) {
  const { saliency: { x, y, frames, interpolated_frames: filled } } = track;
  const lengths = x.slice(1).map((each, point) => Math.hypot(each - x[point], y[point + 1] - y[point]));
  const longest = Math.max(...lengths, Number.MIN_VALUE);
  const points = lengths.map((length, point) => `${point + 1.5},${(100 - 96 * length / longest).toFixed(2)}`).join(' ');
  const chart = svg('svg', { class: 'displacements', viewBox: `0 0 ${x.length} 100`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': `Displacements from frame to frame, the longest ${longest.toPrecision(3)} ${track.length_unit}` });
  const marked = new Set(filled);
  frames.forEach((frame, point) => marked.has(frame)
    && chart.append(svg('rect', { x: point, y: 0, width: 1, height: 100, class: 'filled' })));
  chart.append(svg('polyline', { points, class: 'curve' }));
  return element('div', {},
    element('p', {}, element('span', {}, `displacements, up to ${longest.toPrecision(3)} ${track.length_unit}`),
      element('span', {}, filled.length > 0 ? `${filled.length} points interpolated (grey)` : '')), chart);
}

function strip(stage) {
  const { weights } = stage;
  const canvas = element('canvas', { width: weights.length, height: 1, role: 'img',
    'aria-label': `Saliency at ${stage.name}, the largest weight at point ${1 + furthest(weights)} of ${weights.length}` });
  const context = canvas.getContext('2d');
  const largest = Math.max(...weights.map(Math.abs), Number.MIN_VALUE);
  weights.forEach((weight, point) => {
    context.fillStyle = saliencyColour(weight / largest);
    context.fillRect(point, 0, 1, 1);
  });
  return element('div', { 'data-stage': stage.name },
    element('p', {}, element('span', {}, stage.name), element('span', {}, `sees ${stage.receptive_field} points`)), canvas);
}

function furthest(weights) {
  return weights.reduce((best, weight, point) => (Math.abs(weight) > Math.abs(weights[best]) ? point : best), 0);
}

function drawSalientPath(canvas, { x, y, frames, interpolated_frames: filled }, stage) {
  const context = canvas.getContext('2d');
  const [left, right] = [Math.min(...x), Math.max(...x)];
  const [top, bottom] = [Math.min(...y), Math.max(...y)];
  const scale = Math.min((canvas.width - 2 * MARGIN) / (right - left || 1), (canvas.height - 2 * MARGIN) / (bottom - top || 1));
  const toX = (value) => canvas.width / 2 + (value - (left + right) / 2) * scale;
  const toY = (value) => canvas.height / 2 + (value - (top + bottom) / 2) * scale;
  const largest = Math.max(...stage.weights.map(Math.abs), Number.MIN_VALUE);
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  for (let point = 1; point < x.length; point++) {
    context.strokeStyle = saliencyColour(stage.weights[point] / largest);
    context.beginPath();
    context.moveTo(toX(x[point - 1]), toY(y[point - 1]));
    context.lineTo(toX(x[point]), toY(y[point]));
    context.stroke();
  }
  // Rings mark what was not observed.
  const marked = new Set(filled);
  context.lineWidth = 1;
  // The canvas itself is not in the page yet, and so has no style.
  context.strokeStyle = getComputedStyle(document.documentElement).getPropertyValue('--ink');
  frames.forEach((frame, point) => {
    if (marked.has(frame)) {
      context.beginPath();
      context.arc(toX(x[point]), toY(y[point]), 4, 0, 2 * Math.PI);
      context.stroke();
    }
  });
}

// What tells one answer from another.
function version(track) {
  return track && JSON.stringify([track.status, track.result ?? track.path.frames.at(-1), track.saliency?.revision]);
}

function revisions(results) {
  const rows = [...results].reverse().map((each) => [each.revision, each.points, each.label,
    each.confidence === null ? '–' : percent(each.confidence), exponent(each)]);
  const heading = element('h2', {}, 'Revisions over time', element('span', { class: 'unit' }, 'by last frame'));
  return [heading, element('p', { class: 'unit' }, 'confidence, 0 to 1'), confidenceChart(results),
    element('p', { class: 'unit' }, 'anomalous exponent with its s.d., 0 to 2; the line is 1'), exponentChart(results),
    element('details', {}, element('summary', {}, 'As a table'),
      table('Revisions as a table', ['revision', 'points', 'class', 'confidence', 'exponent'], rows))];
}

function exponent({ alpha, alpha_sd: deviation }) {
  return alpha === null ? '–' : `${alpha.toFixed(2)} ± ${deviation.toFixed(2)}`;
}

// Frames to the right, values from 0 to most upwards.
function axes(results, most) {
  const last = results.at(-1).last_frame;
  const first = results[0].last_frame;
  return {
    toX: (result) => 8 + (CHART.width - 16) * (result.last_frame - first) / (last - first || 1),
    toY: (value) => CHART.height - 8 - (CHART.height - 16) * Math.max(0, Math.min(most, value)) / most,
  };
}

function chart(description, base) {
  return svg('svg', { viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: 'img', 'aria-label': description },
    svg('line', { x1: 0, x2: CHART.width, y1: base, y2: base, class: 'axis' }));
}

function confidenceChart(results) {
  const sure = results.filter((each) => each.confidence !== null);
  const { toX, toY } = axes(results, 1);
  const drawn = chart('Confidence of each revision; the table below has the numbers', toY(0));
  drawn.append(svg('polyline', { class: 'curve', points: sure.map((each) => `${toX(each)},${toY(each.confidence)}`).join(' ') }));
  for (const each of sure) {
    const dot = svgMarker(each.label, toX(each), toY(each.confidence));
    dot.append(svg('title', {}, `revision ${each.revision}: ${each.label} ${percent(each.confidence)}, ${each.points} points`));
    drawn.append(dot);
  }
  return drawn;
}

function exponentChart(results) {
  const { toX, toY } = axes(results, 2);
  const drawn = chart('Anomalous exponent of each revision; the table below has the numbers', toY(1));
  for (const each of results.filter(({ alpha }) => alpha !== null)) {
    const x = toX(each);
    drawn.append(
      svg('line', { x1: x, x2: x, y1: toY(each.alpha - each.alpha_sd), y2: toY(each.alpha + each.alpha_sd), class: 'curve' }),
      svg('circle', { cx: x, cy: toY(each.alpha), r: 2.5, fill: labelColour(each.label), class: 'dot' }));
  }
  return drawn;
}

function svgMarker(label, x, y) {
  const corners = markerCorners(label);
  const look = { fill: labelColour(label), class: 'dot' };
  return corners
    ? svg('polygon', { ...look, points: corners.map(([px, py]) => `${x + 4.5 * px},${y + 4.5 * py}`).join(' ') })
    : svg('circle', { ...look, cx: x, cy: y, r: 4 });
}
