// The list of trajectories that ended a while ago, which the field no longer shows.

import { percent } from '../model/text.js';
import { element } from './elements.js';
import { markerCanvas } from './marker.js';

export class EndedList {
  // details: the element that opens to show the list; onSelect: called with the id that a person chose
  constructor(details, onSelect) {
    this.list = details.querySelector('ul');
    this.onSelect = onSelect;
  }

  get hasFocus() {
    return this.list.contains(document.activeElement);
  }

  clear() {
    this.list.replaceChildren();
  }

  // tracks: as `/api/acquisitions/{acquisition}/tracks` answers them, each with a class
  show(tracks) {
    this.list.replaceChildren(...tracks.map((track) => element('li', {}, this.button(track))));
    this.list.nextElementSibling.hidden = tracks.length > 0;
  }

  button({ id, result: { label, confidence, points } }) {
    const button = element(
      'button',
      {},
      markerCanvas(label),
      element('span', {}, `${id} · ${label}`),
      element('span', { class: 'unit' }, `${percent(confidence)}, ${points} points`),
    );
    button.addEventListener('click', () => this.onSelect(id));
    return button;
  }
}
