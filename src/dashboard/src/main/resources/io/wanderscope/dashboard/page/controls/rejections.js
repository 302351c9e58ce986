// Says that records were rejected. A person can hide that; it comes back with another acquisition or cause.

import { foremost, pair, rejectedText } from '../model/rejected.js';
import { showRejected } from '../view/banner.js';
import { announce } from '../view/status.js';

export class Rejections {
  constructor() {
    this.rejected = []; // as the server sent it last
    this.current = null; // the name of the acquisition that is shown
    this.told = null; // the pair that the banner is about
    this.hidden = new Set(); // the pairs that a person hid
  }

  // rejected: as the server sends it
  update(rejected) {
    this.rejected = rejected;
    this.tell();
  }

  // acquisition: the name of the one that is shown from now on
  choose(acquisition) {
    this.current = acquisition;
    this.tell();
  }

  tell() {
    const first = this.first;
    const about = first && pair(first.entry.acquisition, first.cause.cause);
    const text = first && rejectedText(this.rejected, first);
    showRejected(text);
    // The number grows all the time; that records are rejected is read aloud once.
    if (text !== null && about !== this.told) {
      announce(text);
    }
    this.told = about;
  }

  // Hides all that is known of the acquisition that the banner is about.
  hide() {
    const { acquisition, causes } = this.first.entry;
    causes.forEach(({ cause }) => this.hidden.add(pair(acquisition, cause)));
    this.tell();
  }

  get first() {
    return foremost(this.rejected, this.current, this.hidden);
  }
}
