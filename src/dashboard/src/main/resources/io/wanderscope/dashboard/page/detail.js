// The selected trajectory: its class with all probabilities, exponent, revisions, and which points told it so: saliency at
// every residual stage beside the displacements, on one axis of frames.

import { drawMarker, labelColour, LABELS, saliencyColour } from './colours.js';
import { trajectoryAsCsv } from './csv.js';
import { element, markerCanvas, percent, save, svg, table, words } from './elements.js';

const REFRESH = 1000;
const MARGIN = 12;

export class Detail {
  // current: what is watched, with acquisition, stage index and classes
  constructor(root, current, onClose) {
    this.root = root;
    this.current = current;
    this.onClose = onClose;
    this.id = null;
    setInterval(() => this.refresh(), REFRESH);
  }

  show(id) {
    this.id = id;
    this.shown = null;
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
    if (id === null || (this.shown && this.shown.status === 'ended' && this.shown.saliency)) {
      return;
    }
    try {
      const response = await fetch(`/api/tracks/${encodeURIComponent(this.current.acquisition)}/${encodeURIComponent(id)}`);
      const answer = await response.json();
      if (this.id !== id) {
        return;
      }
      if (!response.ok) {
        this.root.replaceChildren(this.heading(`Trajectory ${id}`), element('p', {}, answer.detail || answer.title));
      } else if (JSON.stringify(answer.result) !== JSON.stringify(this.shown?.result) || !this.shown?.saliency) {
        this.render(answer);
      }
    } catch {
      // The banner says that the connection is lost; what is shown stays.
    }
  }

  // After another theme or another stage.
  redraw() {
    if (this.id !== null && this.shown) {
      this.render(this.shown);
    }
  }

  heading(text) {
    const close = element('button', { title: 'Close (Escape)' }, 'Close');
    close.addEventListener('click', () => this.onClose());
    return element('header', {}, element('h2', {}, text), close);
  }

  render(track) {
    this.shown = track;
    const open = this.root.querySelector('details')?.open;
    const parts = [this.heading(`Trajectory ${track.id}`), ...this.verdict(track)];
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
    const meaning = known ? `${known.name}: ${known.meaning}` : `no class: ${words(result.reason || 'other')}`;
    const facts = [['confidence', result.confidence === null ? '–' : percent(result.confidence)],
      ['anomalous exponent', result.alpha === null ? '–' : `${result.alpha.toFixed(2)} ± ${result.alpha_sd.toFixed(2)}`],
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
    const csv = element('button', { id: 'export-csv' }, 'CSV');
    csv.addEventListener('click', () => save(new Blob([trajectoryAsCsv(track)], { type: 'text/csv' }),
      `${track.acquisition}-${track.id}.csv`.replace(/[^\w.-]+/g, '_')));
    const strips = element('div', { class: 'strips' }, displacements(track),
      ...saliency.stages.map((each) => strip(each)));
    const path = element('canvas', { id: 'detail-path', width: 640, height: 400, role: 'img',
      'aria-label': `Path coloured by saliency at ${saliency.stages[stage].name}` });
    drawSalientPath(path, saliency, saliency.stages[stage]);
    return [element('h2', {}, `Which points spoke for ${saliency.explained}`, csv), strips,
      element('p', { class: 'unit' }, `The path at ${saliency.stages[stage].name}; each strip is scaled to its largest weight.`), path];
  }
}

function probabilities(result) {
  const bars = element('div', { class: 'probabilities' });
  for (const label of LABELS) {
    const bar = element('i');
    bar.style.width = `${100 * result.probabilities[label]}%`;
    bar.style.background = labelColour(label);
    bars.append(element('span', {}, label), element('span', {}, bar), element('span', {}, percent(result.probabilities[label])));
  }
  return bars;
}

function displacements(track) {
  const { saliency: { x, y, frames, interpolated_frames: filled } } = track;
  const lengths = x.slice(1).map((each, point) => Math.hypot(each - x[point], y[point + 1] - y[point]));
  const longest = Math.max(...lengths, Number.MIN_VALUE);
  const points = lengths.map((length, point) => `${point + 1},${(100 - 96 * length / longest).toFixed(2)}`).join(' ');
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
  const canvas = element('canvas', { width: weights.length, height: 1, role: 'img', 'aria-label': `Saliency at ${stage.name}` });
  const context = canvas.getContext('2d');
  const largest = Math.max(...weights.map(Math.abs), Number.MIN_VALUE);
  weights.forEach((weight, point) => {
    context.fillStyle = saliencyColour(weight / largest);
    context.fillRect(point, 0, 1, 1);
  });
  return element('div', { 'data-stage': stage.name },
    element('p', {}, element('span', {}, stage.name), element('span', {}, `sees ${stage.receptive_field} points`)), canvas);
}

function drawSalientPath(canvas, { x, y }, stage) {
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
}

function revisions(results) {
  const rows = [...results].reverse().map((each) => [each.revision, each.points, each.label,
    each.confidence === null ? '–' : percent(each.confidence), each.alpha === null ? '–' : each.alpha.toFixed(2)]);
  const heading = element('h2', {}, 'Revisions over time', element('span', { class: 'unit' }, 'confidence by points'));
  return [heading, confidenceChart(results), element('details', {}, element('summary', {}, 'As a table'),
    table(['revision', 'points', 'class', 'confidence', 'exponent'], rows))];
}

function confidenceChart(results) {
  const [width, height] = [300, 70];
  const last = results.at(-1).last_frame;
  const first = results[0].last_frame;
  const toX = (result) => 8 + (width - 16) * (result.last_frame - first) / (last - first || 1);
  const toY = (result) => height - 8 - (height - 16) * result.confidence;
  const sure = results.filter((each) => each.confidence !== null);
  const chart = svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Confidence of each revision' },
    svg('line', { x1: 0, x2: width, y1: height - 8, y2: height - 8, class: 'axis' }),
    svg('polyline', { class: 'curve', points: sure.map((each) => `${toX(each)},${toY(each)}`).join(' ') }));
  for (const each of sure) {
    const dot = svg('circle', { cx: toX(each), cy: toY(each), r: 4, fill: labelColour(each.label), class: 'axis' });
    dot.append(svg('title', {}, `revision ${each.revision}: ${each.label} ${percent(each.confidence)}, ${each.points} points`));
    chart.append(dot);
  }
  return chart;
}
