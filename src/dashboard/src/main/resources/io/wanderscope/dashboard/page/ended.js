// Trajectories that ended a while ago, which the field shows no more: a list to choose from, asked for while it is open.

import { drawMarker, UNDETERMINED } from './colours.js';
import { element, markerCanvas, percent } from './elements.js';

const REFRESH = 5000;
const ASKED = 500; // many are too short to be classified
const LISTED = 50;

export class Ended {
  constructor(details, current, onSelect) {
    this.details = details;
    this.list = details.querySelector('ul');
    this.current = current;
    this.onSelect = onSelect;
    details.addEventListener('toggle', () => this.refresh());
    setInterval(() => this.refresh(), REFRESH);
  }

  forget() {
    this.list.replaceChildren();
    this.refresh();
  }

  // Not under a keyboard that is in it.
  async refresh() {
    const { acquisition } = this.current;
    if (!this.details.open || acquisition === null || this.list.contains(document.activeElement)) {
      return;
    }
    try {
      const response = await fetch(`/api/acquisitions/${encodeURIComponent(acquisition)}/tracks?status=ended&limit=${ASKED}`);
      if (response.ok && acquisition === this.current.acquisition) {
        this.show((await response.json()).tracks);
      }
    } catch {
      // The banner says that the connection is lost.
    }
  }

  show(tracks) {
    const classified = tracks.filter(({ result }) => result && result.label !== UNDETERMINED).slice(0, LISTED);
    this.list.replaceChildren(...classified.map((track) => element('li', {}, this.button(track))));
    this.list.nextElementSibling.hidden = classified.length > 0;
  }

  button({ id, result: { label, confidence, points } }) {
    const button = element('button', {}, markerCanvas((context, middle, radius) => drawMarker(context, label, middle, middle, radius)),
      element('span', {}, `${id} · ${label}`), element('span', { class: 'unit' }, `${percent(confidence)}, ${points} points`));
    button.addEventListener('click', () => this.onSelect(id));
    return button;
  }
}
