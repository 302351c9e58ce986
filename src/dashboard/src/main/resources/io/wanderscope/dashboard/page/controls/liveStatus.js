// Keeps the words and numbers of the page current. They need not change with every animation frame.

import { isOpen } from '../model/composition.js';
import { Composition } from '../view/composition.js';
import { showClock, showEmpty, showRates, showScale, whyNothingIsLive } from '../view/status.js';

export class LiveStatus {
  // page: with field, legend, trajectories, pace and acquisitions
  constructor(page, composition) {
    this.page = page;
    this.composition = new Composition(composition);
    this.shownComposition = null;
  }

  refresh() {
    const { field, legend, trajectories, pace } = this.page;
    const live = [...field.source.byId.values()].filter((each) => each.endedAt === null);
    legend.count(live, live.filter((each) => field.isVisible(each)).length);
    field.element.dataset.liveTracks = String(field.drawnLive);
    this.showComposition();
    this.showEmpty(live.length);
    showRates(trajectories, pace, live.length, performance.now());
    this.showScale();
    showClock(field, trajectories.lastFrame);
  }

  showScale() {
    const { field, acquisitions } = this.page;
    showScale(field.viewport, acquisitions.lengthUnit, acquisitions.known.length > 0);
  }

  showComposition() {
    const { composition: windows, time } = this.page.trajectories;
    const open = windows.length > 0 && isOpen(windows.at(-1), time);
    const ended = this.page.acquisitions.summary?.ended_tracks ?? 0;
    const shown = this.shownComposition;
    if (shown?.windows !== windows || shown.open !== open || (windows.length === 0 && shown.ended !== ended)) {
      this.shownComposition = { windows, open, ended };
      this.composition.show(windows, time, ended);
    }
  }

  // Draws the composition again with the next refresh, changed or not.
  themeChanged() {
    this.shownComposition = null;
  }

  showEmpty(live) {
    const { field, acquisitions, trajectories } = this.page;
    const blank = field.shown.length === 0;
    if (acquisitions.known.length > 0 && (!blank || trajectories.time === null)) {
      showEmpty(null, false);
    } else if (blank && live > 0) {
      showEmpty(`The filters hide ${live === 1 ? 'the only track' : `all ${live} tracks`}.`, true);
    } else {
      showEmpty(whyNothingIsLive(acquisitions.summary), false);
    }
  }
}
