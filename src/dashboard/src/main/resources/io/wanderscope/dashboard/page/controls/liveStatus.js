// Keeps the words and numbers of the page current. They need not change with every animation frame.

import { isOpen } from '../model/counts.js';
import { Counts } from '../view/counts.js';
import { Population } from '../view/population.js';
import { showClock, showEmpty, showRates, showScale, whyNothingIsLive } from '../view/status.js';

export class LiveStatus {
  // page: with field, legend, trajectories, pace and acquisitions
  // population, counts: the elements that show them
  constructor(page, population, counts) {
    this.page = page;
    this.population = new Population(population);
    this.counts = new Counts(counts);
    this.themeChanged();
  }

  refresh() {
    const { field, legend, trajectories, pace } = this.page;
    const live = [...field.source.byId.values()].filter((each) => each.endedAt === null);
    legend.count(live, live.filter((each) => field.isVisible(each)).length);
    field.element.dataset.liveTracks = String(field.drawnLive);
    this.showPopulation();
    this.showCounts();
    this.showEmpty(live.length);
    showRates(trajectories, pace, live.length, performance.now());
    this.showScale();
    showClock(field, trajectories.lastFrame);
  }

  showScale() {
    const { field, acquisitions } = this.page;
    showScale(field.viewport, acquisitions.lengthUnit, acquisitions.known.length > 0);
  }

  get ended() {
    return this.page.acquisitions.summary?.ended_tracks ?? 0;
  }

  showPopulation() {
    const { population } = this.page.trajectories;
    const { ended } = this;
    const shown = this.shownPopulation;
    if (shown?.population !== population || (population === null && shown.ended !== ended)) {
      this.shownPopulation = { population, ended };
      this.population.show(population, ended);
    }
  }

  showCounts() {
    const { counts: windows, time } = this.page.trajectories;
    const open = windows.length > 0 && isOpen(windows.at(-1), time);
    const { ended } = this;
    const shown = this.shownCounts;
    if (shown?.windows !== windows || shown.open !== open || (windows.length === 0 && shown.ended !== ended)) {
      this.shownCounts = { windows, open, ended };
      this.counts.show(windows, time, ended);
    }
  }

  // Draws population and counts again with the next refresh, changed or not.
  themeChanged() {
    this.shownPopulation = null;
    this.shownCounts = null;
  }

  showEmpty(live) {
    const { field, acquisitions, trajectories } = this.page;
    const blank = field.isBlank;
    if (acquisitions.known.length > 0 && (!blank || trajectories.time === null)) {
      showEmpty(null, false);
    } else if (blank && live > 0) {
      showEmpty(`The filters hide ${live === 1 ? 'the only track' : `all ${live} tracks`}.`, true);
    } else {
      showEmpty(whyNothingIsLive(acquisitions.summary), false);
    }
  }
}
