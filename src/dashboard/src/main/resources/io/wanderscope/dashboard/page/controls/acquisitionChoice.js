// Which acquisition is shown: the one that a person chose, or else the one with the latest position and then each new one
// that begins.

import { Acquisitions } from '../model/acquisitions.js';
import { showNotice } from '../view/banner.js';
import { fillSelect } from '../view/elements.js';

export class AcquisitionChoice {
  // isBusy: whether a person is looking at something that would disappear with another acquisition; onChoose: called with
  // the name of the acquisition to show
  constructor(list, isBusy, onChoose) {
    this.list = list;
    this.isBusy = isBusy;
    this.onChoose = onChoose;
    this.acquisitions = new Acquisitions();
    this.noticed = null; // the name of a new acquisition that waits to be shown
  }

  // summaries: as the server sends them
  update(summaries) {
    const { acquisitions } = this;
    acquisitions.update(summaries);
    this.fillList();
    if (acquisitions.latest !== null && !acquisitions.summary && !acquisitions.old) {
      this.choose(acquisitions.latest, false);
    }
    this.followNewest();
  }

  fillList() {
    const { known, current, summary, old } = this.acquisitions;
    const options = known.map(({ name, live_tracks: live }) => [name, `${name} (${live > 0 ? 'live' : 'ended'})`]);
    const forgotten = old && !summary ? [[current, `${current} (past)`]] : [];
    fillSelect(this.list, [...options, ...forgotten], current);
  }

  // Shows a new acquisition at once, or only says that it has begun.
  followNewest() {
    const { begun, chosenByHand } = this.acquisitions;
    const busy = chosenByHand || this.isBusy();
    if (begun && !busy) {
      this.choose(begun, false);
    }
    this.notice(busy ? begun : null);
  }

  notice(name) {
    this.noticed = name;
    showNotice(name);
  }

  showNoticed() {
    this.choose(this.noticed, false);
  }

  // extent: of an acquisition that the topics hold
  chooseOld(extent) {
    this.choose(extent.name, true, extent);
  }

  // The unit of an acquisition that the server's memory does not know, from a moment of it.
  learnUnit(unit) {
    const { old } = this.acquisitions;
    if (old && unit) {
      this.acquisitions.old = { ...old, length_unit: unit };
    }
  }

  choose(name, byHand, old = null) {
    this.acquisitions.choose(name, byHand, old);
    this.notice(null);
    this.fillList();
    this.onChoose(name);
  }
}
