// Asks the server for the trajectories that ended last, while their list is open.

import { answered } from '../model/track.js';
import { EndedList } from '../view/endedList.js';

const REFRESH = 5000; // milliseconds
const REQUESTED = 500; // many are too short to be classified
const LISTED = 50;

export class EndedTracks {
  // context: acquisition of the page; onSelect: called with the id that a person chose
  constructor(details, context, onSelect) {
    this.details = details;
    this.list = new EndedList(details, onSelect);
    this.context = context;
    details.addEventListener('toggle', () => this.refresh());
    setInterval(() => this.refresh(), REFRESH);
  }

  // Before another acquisition is shown.
  reset() {
    this.list.clear();
    this.refresh();
  }

  // A list that has the keyboard is left alone.
  async refresh() {
    const { acquisition } = this.context;
    if (!this.details.open || acquisition === null || this.list.hasFocus) {
      return;
    }
    try {
      const path = `/api/acquisitions/${encodeURIComponent(acquisition)}/tracks`;
      const response = await fetch(`${path}?status=ended&limit=${REQUESTED}`);
      if (response.ok && acquisition === this.context.acquisition) {
        this.list.show(answered((await response.json()).tracks, LISTED));
      }
    } catch {
      // The banner says that the connection is lost.
    }
  }
}
