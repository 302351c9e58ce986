// The list of trajectories that ended a while ago, which the field no longer shows.

import { confidenceOf, motionOf } from '../model/result.js';
import { confidenceText, counted } from '../model/text.js';
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

  // tracks: as `/api/acquisitions/{acquisition}/tracks` answers them, each with an answer
  show(tracks) {
    this.list.replaceChildren(...tracks.map((track) => element('li', {}, this.button(track))));
    this.list.nextElementSibling.hidden = tracks.length > 0;
  }

  button({ id, result }) {
    const motion = motionOf(result);
    const confidence = confidenceOf(result);
    const sure = confidence === null ? '' : `${confidenceText(confidence)}, `;
    const button = element(
      'button',
      {},
      markerCanvas(motion),
      element('span', {}, `${id} · ${motion}`),
      element('span', { class: 'unit' }, `${sure}${counted(result.points, 'point')}`),
    );
    button.addEventListener('click', () => this.onSelect(id));
    return button;
  }
}
