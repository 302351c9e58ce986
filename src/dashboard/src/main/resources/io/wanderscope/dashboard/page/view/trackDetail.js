// The panel of the selected trajectory: what it is with all probabilities, the points that led to it, and how results
// changed as the path grew.

import { faithfulnessByMap } from '../model/faithfulness.js';
import { LABELS, nameOf, OTHER_MOTION, PENDING } from '../model/labels.js';
import { confidenceOf, exponentText, labelOf } from '../model/result.js';
import { confidenceText, counted, percent } from '../model/text.js';
import { answer, facts, meaning, UNEXPLAINED } from '../model/track.js';
import { element, replaceKeepingFocus, table } from './elements.js';
import { markerCanvas } from './marker.js';
import { diffusion } from './diffusion.js';
import { explanation } from './explanation.js';
import { occlusion } from './occlusion.js';
import { confidenceChart, exponentChart } from './revisionCharts.js';
import { colours, styleColour } from './theme.js';

export class TrackDetail {
  // onClose, onExport, onOcclusion: called when a person presses the button
  constructor(root, { onClose, onExport, onOcclusion }) {
    this.root = root;
    this.onClose = onClose;
    this.onExport = onExport;
    this.onOcclusion = onOcclusion;
  }

  get hasFocus() {
    return this.root.contains(document.activeElement);
  }

  close() {
    this.root.hidden = true;
    delete this.root.dataset.track;
  }

  // Opens the panel before anything about the trajectory is known.
  open(id) {
    this.root.hidden = false;
    this.root.dataset.track = id;
    this.root.replaceChildren(this.heading(id));
  }

  showProblem(id, problem) {
    this.root.replaceChildren(this.heading(id), element('p', {}, problem));
  }

  // Below what is shown.
  addNote(text) {
    this.root.append(element('p', { role: 'status', class: 'unit' }, text));
  }

  // track: as `/api/tracks` answers it; classes: of the server's greeting; stage: the index of the one whose saliency
  // colours the path; occluded: what is known about the track's occlusion, see TrackInspector; model: as `/api/model` answers
  // it, or null
  show(track, classes, stage, occluded, model) {
    const parts = [
      this.heading(track.id, this.csvButton()),
      ...verdict(track, classes),
      ...diffusion(track.result?.diffusion ?? null, this.isOpen('msd')),
    ];
    if (track.result?.families) {
      parts.push(element('h2', {}, 'Probability of each kind of motion'), familyBars(track.result));
    }
    if (track.result?.probabilities) {
      const condition = track.result.families ? element('span', { class: 'unit' }, 'if it is one of the eight') : '';
      parts.push(element('h2', {}, 'Probability of each class', condition), classBars(track.result));
    }
    const onDemand = track.result?.probabilities ? this.occlusion(track, occluded, model) : [];
    if (track.saliency) {
      const explained = track.revisions.find(({ revision }) => revision === track.saliency.revision);
      parts.push(...explanation(track, stage, faithfulnessByMap(model, explained), onDemand));
    } else if (track.result?.probabilities) {
      parts.push(element('p', { class: 'unit' }, UNEXPLAINED), element('div', { class: 'strips' }, ...onDemand));
    }
    if (track.revisions.length > 0) {
      parts.push(...revisions(track.revisions, this.isOpen('revisions')));
    }
    replaceKeepingFocus(this.root, parts, (focused) => this.root.querySelector(selectorOf(focused)));
  }

  // name: the class of a table that a person can open
  isOpen(name) {
    return Boolean(this.root.querySelector(`details.${name}`)?.open);
  }

  occlusion(track, occluded, model) {
    return occlusion(track, occluded, faithfulnessByMap(model, track.result).get('occlusion'), this.onOcclusion);
  }

  heading(id, ...buttons) {
    const close = element('button', { id: 'close-detail', title: 'Close (Escape)' }, 'Close');
    close.addEventListener('click', () => this.onClose());
    return element('header', {}, element('h2', {}, `Track ${id}`), ...buttons, close);
  }

  csvButton() {
    const csv = element('button', { id: 'export-csv', title: 'Save this track as CSV' }, 'CSV');
    csv.addEventListener('click', () => this.onExport());
    return csv;
  }
}

// A summary has neither id nor class, but the table that it opens has one.
function selectorOf({ id, localName, className, parentElement }) {
  if (localName === 'summary') {
    return `details.${parentElement.className} summary`;
  }
  return id ? `#${id}` : localName + (className && `.${className}`);
}

function verdict(track, classes) {
  const { result } = track;
  if (!result) {
    return [
      element('p', { id: 'detail-label' }, markerCanvas(PENDING), nameOf(PENDING)),
      element('p', { class: 'unit' }, `${counted(track.points ?? track.path.frames.length, 'point')} so far.`),
    ];
  }
  const list = element('dl', { class: 'facts' });
  facts(track).forEach(([name, value]) => list.append(element('dt', {}, name), element('dd', {}, value)));
  return [
    element('p', { id: 'detail-label' }, markerCanvas(labelOf(result)), answer(result)),
    element('p', { class: 'unit' }, meaning(result, classes)),
    list,
  ];
}

function familyBars({ families }) {
  const others = OTHER_MOTION.filter((label) => label in families);
  return element(
    'div',
    { class: 'bars families' },
    ...bar('one of the eight', families.DIFFUSION_MODEL, styleColour('--faint'), styleColour('--faint')),
    ...others.flatMap((label) => barOf(label, families[label])),
  );
}

function classBars({ probabilities }) {
  const bars = LABELS.flatMap((label) => barOf(label, probabilities[label]));
  return element('div', { class: 'bars probabilities' }, ...bars);
}

function barOf(label, probability) {
  return bar(label, probability, colours().marker(label), colours().line(label));
}

// The three cells of a row.
function bar(name, probability, fill, outline) {
  const drawn = element('i');
  drawn.style.width = `${100 * probability}%`;
  drawn.style.background = fill;
  drawn.style.borderColor = outline;
  return [element('span', {}, name), element('span', {}, drawn), element('span', {}, percent(probability))];
}

function revisions(results, open) {
  const rows = [...results]
    .reverse()
    .map((each) => [
      ...[each.revision, each.points, answer(each)],
      ...[confidenceText(confidenceOf(each)), exponentText(each)],
    ]);
  const head = ['revision', 'points', 'motion', 'confidence', 'exponent'];
  const details = element(
    'details',
    { class: 'revisions' },
    element('summary', {}, 'As a table'),
    table('Revisions as a table', head, rows),
  );
  details.open = open;
  return [
    element('h2', {}, 'Revisions over time', element('span', { class: 'unit' }, 'by last frame')),
    element('p', { class: 'unit' }, 'confidence (axis 0–1)'),
    confidenceChart(results),
    element('p', { class: 'unit' }, 'anomalous exponent α ± s.d. (axis 0–2; line: α = 1)'),
    exponentChart(results),
    details,
  ];
}
