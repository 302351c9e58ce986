// The legend: what each class means, how many live trajectories have it, and whether it is shown.

import { drawMarker, LABELS, saliencyTable, UNDETERMINED } from './colours.js';
import { element, markerCanvas } from './elements.js';
import { labelOf } from './trajectories.js';

export class Legend {
  constructor(settings, onChange) {
    this.root = document.getElementById('legend');
    this.settings = settings;
    this.onChange = onChange;
    this.counts = new Map();
    this.classes = LABELS.map((label) => ({ label, name: '', meaning: '' }));
    this.listenToConfidence();
    this.render();
  }

  explain(classes) {
    this.classes = classes;
    this.render();
  }

  render() {
    const undetermined = { label: UNDETERMINED, name: 'no class', meaning: 'too short, immobile, unsure or failed' };
    this.root.replaceChildren(...[...this.classes, undetermined].map((each) => this.button(each)));
  }

  button({ label, name, meaning }) {
    const count = element('span', { class: 'count' }, '0');
    this.counts.set(label, count);
    const button = element('button', { 'data-label': label, 'aria-pressed': String(!this.settings.hidden.has(label)), title: name },
      markerCanvas((context, middle, radius) => drawMarker(context, label, middle, middle, radius)),
      element('span', { class: 'name' }, label), count, element('span', { class: 'meaning' }, meaning));
    button.addEventListener('click', () => this.toggle(label));
    return button;
  }

  toggle(label) {
    const { hidden } = this.settings;
    if (!hidden.delete(label)) {
      hidden.add(label);
    }
    this.root.querySelector(`[data-label="${label}"]`).setAttribute('aria-pressed', String(!hidden.has(label)));
    this.onChange();
  }

  listenToConfidence() {
    const slider = document.getElementById('confidence');
    slider.addEventListener('input', () => {
      this.settings.confidence = Number(slider.value);
      document.getElementById('confidence-value').value = this.settings.confidence.toFixed(2);
      this.onChange();
    });
  }

  count(trajectories) {
    const counts = new Map();
    for (const trajectory of trajectories) {
      if (trajectory.endedAt === null) {
        counts.set(labelOf(trajectory), (counts.get(labelOf(trajectory)) || 0) + 1);
      }
    }
    for (const [label, shown] of this.counts) {
      shown.textContent = counts.get(label) || 0;
    }
  }

  // What the colours of saliency mean, while paths have them.
  showSaliency(stage) {
    document.getElementById('saliency-scale').hidden = !stage;
    if (stage) {
      document.getElementById('saliency-title').textContent =
        `Saliency at ${stage.name}, which sees ${stage.receptive_field} points`;
      const table = saliencyTable();
      const context = document.getElementById('saliency-bar').getContext('2d');
      for (let pixel = 0; pixel <= 100; pixel++) {
        context.fillStyle = table[Math.round(pixel / 100 * (table.length - 1))];
        context.fillRect(pixel, 0, 1, 1);
      }
    }
  }
}
