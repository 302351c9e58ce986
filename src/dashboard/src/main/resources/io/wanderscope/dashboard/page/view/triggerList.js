// The list of the latest triggers: when, by which rule, and what led to it.

import { element } from './elements.js';

export class TriggerList {
  // section: the last one as long as there is no trigger; onSelect: called with the id of the track that a person chose
  constructor(section, onSelect) {
    this.section = section;
    this.list = section.querySelector('ul');
    this.onSelect = onSelect;
  }

  // A list that has the keyboard is left alone.
  get hasFocus() {
    return this.list.contains(document.activeElement);
  }

  // triggers: the latest first
  show(triggers) {
    this.section.dataset.empty = String(triggers.length === 0);
    this.list.nextElementSibling.hidden = triggers.length > 0;
    this.list.replaceChildren(...triggers.map((trigger) => element('li', {}, this.entry(trigger))));
  }

  entry({ rule, time, evidence, track }) {
    const parts = [
      element('span', {}, rule),
      element('span', { class: 'unit' }, new Date(time).toLocaleTimeString()),
      element('span', { class: 'evidence' }, evidence),
    ];
    if (track === null) {
      return element('div', {}, ...parts);
    }
    const button = element('button', { title: `Select track ${track}` }, ...parts);
    button.addEventListener('click', () => this.onSelect(track));
    return button;
  }
}
