// The legend: what each class and each other kind of motion means, how many trajectories have it, and whether it is shown; the key to the colours of
// saliency; and how much the filters leave.

import {
  ALL_LABELS,
  LABELS,
  nameOf,
  OTHER_MOTION,
  PENDING,
  UNDETERMINED,
  UNSURE,
  WITHOUT_ANSWER,
} from '../model/labels.js';
import { isOfAllStages, scaleMeaning, scaleText } from '../model/saliency.js';
import { percent, sentence } from '../model/text.js';
import { element, replaceKeepingFocus, setText } from './elements.js';
import { drawMarkerOnPath, markerCanvas } from './marker.js';
import { absoluteSaliencyKey, saliencyKey } from './saliencyKey.js';
import { colours } from './theme.js';

const NO_ANSWER = {
  [UNSURE]: 'No class is probable enough to be named.',
  [PENDING]: 'It has too few points so far, or its result has not come.',
  [UNDETERMINED]: 'Too short to be classified, or the network failed.',
};

export class Legend {
  // options: DisplayOptions; onToggle: called with a label when a person clicks it
  constructor(options, onToggle) {
    this.root = document.getElementById('legend');
    this.options = options;
    this.onToggle = onToggle;
    this.counts = new Map();
    this.meanings = new Map();
    this.render();
  }

  // classes: those of the server's greeting, and the other kinds of motion
  explain(classes) {
    this.meanings = new Map(classes.map((each) => [each.label, each]));
    this.render();
  }

  render() {
    const parts = [
      ...LABELS.map((label) => this.button(label, this.fullName(label), this.meaning(label))),
      element('h3', {}, 'Other motion'),
      ...OTHER_MOTION.map((label) => this.button(label, '', this.meaning(label))),
      element('h3', {}, 'No answer'),
      ...WITHOUT_ANSWER.map((label) => this.button(label, '', NO_ANSWER[label])),
    ];
    replaceKeepingFocus(this.root, parts, (focused) => this.buttonOf(focused.dataset.label));
  }

  fullName(label) {
    const name = this.meanings.get(label)?.name;
    return name ? sentence(name) : '';
  }

  meaning(label) {
    return this.meanings.get(label)?.meaning ?? '';
  }

  button(label, fullName, meaning) {
    const count = element('span', { class: 'count' }, '0');
    this.counts.set(label, count);
    const button = element(
      'button',
      {
        'data-label': label,
        'aria-pressed': String(!this.options.hidden.has(label)),
        title: `${fullName} ${meaning}`.trim(), // all of it where the window is too low for the full name
      },
      markerCanvas(label, drawMarkerOnPath),
      element('span', { class: 'name' }, nameOf(label)),
      count,
      element('span', { class: 'meaning' }, element('i', {}, fullName), element('span', {}, ` ${meaning}`)),
    );
    button.addEventListener('click', () => this.onToggle(label));
    return button;
  }

  buttonOf(label) {
    return this.root.querySelector(`[data-label="${label}"]`);
  }

  // Shows which filters are set.
  showFilters() {
    const { confidence, hidden } = this.options;
    document.getElementById('confidence').value = confidence;
    document.getElementById('confidence-value').value = percent(confidence);
    for (const label of ALL_LABELS) {
      this.buttonOf(label).setAttribute('aria-pressed', String(!hidden.has(label)));
    }
  }

  // What is counted.
  title(text) {
    setText(document.querySelector('#legend-title .unit'), text);
  }

  // live: trajectories that have not ended; visible: how many of them pass the filters
  count(live, visible) {
    const counts = new Map();
    for (const { label } of live) {
      counts.set(label, (counts.get(label) || 0) + 1);
    }
    for (const [label, shown] of this.counts) {
      shown.textContent = counts.get(label) || 0;
    }
    this.showFiltered(live.length, visible);
  }

  showFiltered(live, visible) {
    const { confidence, filters } = this.options;
    const filtered = document.getElementById('filtered');
    filtered.hidden = !filters;
    filtered.textContent = `${visible} of ${live} shown${confidence > 0 ? '; those not classified yet are hidden, and the unfamiliar' : ''}.`;
  }

  // The key to the colours of saliency. stage: the one that colours the paths, or null
  showSaliency(stage) {
    const scale = document.getElementById('saliency-scale');
    scale.hidden = !stage;
    if (stage) {
      const withoutSaliency = element('span', { class: 'without-saliency' });
      withoutSaliency.style.background = colours().withoutSaliency;
      scale.replaceChildren(
        element('h2', { title: scaleMeaning(stage) }, heading(stage)),
        isOfAllStages(stage.receptive_field) ? absoluteSaliencyKey() : saliencyKey('the class'),
        element(
          'p',
          { class: 'unit' },
          `Scaled to the largest weight of each path. ${advice(stage)} `,
          withoutSaliency,
          ' no saliency yet. Other motion keeps its own colour. With priors, a path shows the evidence for the class that is most probable without them.',
        ),
      );
    }
  }
}

function heading(stage) {
  return isOfAllStages(stage.receptive_field)
    ? 'Absolute saliency, all scales'
    : `Saliency, ${scaleText(stage)} (${stage.name})`;
}

function advice({ receptive_field: receptiveField }) {
  return isOfAllStages(receptiveField)
    ? 'The redder, the further a point departs from the rest of its path, as the network sees it. It hardly depends on the class.'
    : 'Compare the points of one path: that all are red or all blue says little.';
}
