// Says that records were rejected. A person can hide that; it comes back with another acquisition or cause.

import { foremost, rejectedText } from '../model/rejected.js';
import { showRejected } from '../view/banner.js';
import { announce } from '../view/status.js';

export class Rejections {
  constructor() {
    this.told = null; // what the banner is about, in a text of its own
    this.hidden = new Set(); // those that a person hid
  }

  // rejected: as the server sends it; current: the name of the acquisition that is shown, or null
  update(rejected, current) {
    const first = foremost(rejected, current);
    const about = first && JSON.stringify([first.acquisition, first.causes[0].cause]);
    const text = about === null || this.hidden.has(about) ? null : rejectedText(rejected, current);
    showRejected(text);
    // The number grows all the time; that records are rejected is read aloud once.
    if (text !== null && about !== this.told) {
      announce(text);
    }
    this.told = about;
  }

  hide() {
    this.hidden.add(this.told);
    showRejected(null);
  }
}
