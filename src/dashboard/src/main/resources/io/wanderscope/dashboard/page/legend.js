// The legend: what each class means, how many trajectories have it, and whether it is shown; what saliency's colours
// mean; and the filter by confidence.

import { drawMarkerOnPath, LABELS, UNDETERMINED, unexplainedColour } from './colours.js';
import { element, markerCanvas, percent, saliencyKey, sentence } from './elements.js';
import { labelOf } from './trajectories.js';

const NO_CLASS = { label: UNDETERMINED, name: 'no class', meaning: 'Not classified yet, too short, immobile, unsure or failed.' };

export class Legend {
  constructor(settings, onChange) {
    this.root = document.getElementById('legend');
    this.slider = document.getElementById('confidence');
    this.settings = settings;
    this.onChange = onChange;
    this.counts = new Map();
    this.classes = LABELS.map((label) => ({ label, name: '', meaning: '' }));
    this.slider.addEventListener('input', () => this.requireConfidence(Number(this.slider.value)));
    this.render();
  }

  explain(classes) {
    this.classes = classes;
    this.render();
  }

  // A keyboard stays where it was.
  render() {
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.label : null;
    this.root.replaceChildren(...[...this.classes, NO_CLASS].map((each) => this.button(each)));
    if (focused) {
      this.buttonOf(focused).focus({ preventScroll: true });
    }
  }

  button({ label, name, meaning }) {
    const count = element('span', { class: 'count' }, '0');
    this.counts.set(label, count);
    const button = element('button', { 'data-label': label, 'aria-pressed': String(!this.settings.hidden.has(label)) },
      markerCanvas((context, middle, radius) => drawMarkerOnPath(context, label, middle, middle, radius)),
      element('span', { class: 'name' }, label), count,
      element('span', { class: 'meaning' }, element('i', {}, name && sentence(name)), ` ${meaning}`));
    button.addEventListener('click', () => this.toggle(label));
    return button;
  }

  buttonOf(label) {
    return this.root.querySelector(`[data-label="${label}"]`);
  }

  toggle(label) {
    const { hidden } = this.settings;
    if (!hidden.delete(label)) {
      hidden.add(label);
    }
    this.buttonOf(label).setAttribute('aria-pressed', String(!hidden.has(label)));
    this.onChange();
  }

  requireConfidence(confidence) {
    this.settings.confidence = confidence;
    document.getElementById('confidence-value').value = percent(confidence);
    this.onChange();
  }

  showAll() {
    this.slider.value = 0;
    this.requireConfidence(0);
    [...this.settings.hidden].forEach((label) => this.toggle(label));
  }

  count(live, visible) {
    const counts = new Map();
    for (const trajectory of live) {
      counts.set(labelOf(trajectory), (counts.get(labelOf(trajectory)) || 0) + 1);
    }
    for (const [label, shown] of this.counts) {
      shown.textContent = counts.get(label) || 0;
    }
    this.sayFiltered(live.length, visible.length);
  }

  sayFiltered(live, visible) {
    const { confidence, hidden } = this.settings;
    const filtered = document.getElementById('filtered');
    filtered.hidden = confidence === 0 && hidden.size === 0;
    filtered.textContent = `${visible} of ${live} shown${confidence > 0 ? '; those not classified yet are hidden' : ''}.`;
  }

  // What the colours of saliency mean, while paths have them.
  showSaliency(stage) {
    const scale = document.getElementById('saliency-scale');
    scale.hidden = !stage;
    if (stage) {
      const unexplained = element('span', { class: 'unexplained' });
      unexplained.style.background = unexplainedColour();
      scale.replaceChildren(element('h2', {}, `Saliency at ${stage.name}, which sees ${stage.receptive_field} points`),
        saliencyKey('the class'),
        element('p', { class: 'unit' }, 'Scaled to the largest weight of each path. ', unexplained, ' not explained yet.'));
    }
  }
}
