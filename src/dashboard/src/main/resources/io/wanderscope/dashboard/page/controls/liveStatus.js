// Keeps the words and numbers of the page current. They need not change with every animation frame.

import { isOpen } from '../model/counts.js';
import { behindText } from '../model/delay.js';
import { counted } from '../model/text.js';
import { showBehind } from '../view/banner.js';
import { Counts } from '../view/counts.js';
import { Linking } from '../view/linking.js';
import { Population } from '../view/population.js';
import { announce, showClock, showEmpty, showRates, showScale, whyNothingIsLive } from '../view/status.js';
import { TriggerList } from '../view/triggerList.js';
import { Rejections } from './rejections.js';

export class LiveStatus {
  // page: with field, legend, trajectories, pace, acquisitions and views
  // linking, population, counts, triggers: the elements that show them
  constructor(page, { linking, population, counts, triggers }) {
    this.page = page;
    this.linking = new Linking(linking);
    this.population = new Population(population, (range) => page.views.selectRange(range));
    this.counts = new Counts(counts, (label) => page.views.toggleLabel(label));
    this.rejections = new Rejections();
    this.triggers = new TriggerList(triggers, (id) => page.select(id));
    this.themeChanged();
  }

  refresh() {
    const { field, legend, trajectories, pace } = this.page;
    const { timeline } = this.page;
    const live = [...field.source.byId.values()].filter((each) => each.endedAt === null || !timeline.isLive);
    legend.title(timeline.isLive ? 'live tracks' : 'tracks shown');
    legend.count(live, live.filter((each) => field.isVisible(each)).length);
    field.element.dataset.liveTracks = String(field.drawnLive);
    this.linking.show(this.page.acquisitions.summary?.linking ?? null);
    this.showPopulation();
    this.showCounts();
    this.showTriggers();
    this.showEmpty(live.length);
    showRates(trajectories, pace, live.length, performance.now());
    this.showBehind();
    this.showScale();
    showClock(field, trajectories.lastFrame, timeline);
    timeline.showEnded();
  }

  showScale() {
    const { field, acquisitions } = this.page;
    showScale(field.viewport, acquisitions.lengthUnit, acquisitions.known.length > 0 || acquisitions.old !== null);
  }

  // Nothing is known while the connection is lost. The banner changes all the time; that it has come is read aloud once.
  showBehind() {
    const { trajectories, timeline, isConnected } = this.page;
    const behind = timeline.isLive && isConnected ? (trajectories.rates?.behind ?? null) : null;
    const text = behind && behindText(behind);
    showBehind(text);
    if (text !== null && !this.wasBehind) {
      announce(text);
    }
    this.wasBehind = text !== null;
  }

  get ended() {
    const { summary, old } = this.page.acquisitions;
    return summary?.ended_tracks ?? old?.ended_tracks ?? 0;
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

  showTriggers() {
    const { triggers } = this.page.trajectories;
    if (this.shownTriggers !== triggers && !(this.triggers.hasFocus && triggers.length > 0)) {
      this.shownTriggers = triggers;
      this.triggers.show(triggers);
    }
  }

  // Draws population and counts again with the next refresh, changed or not.
  themeChanged() {
    this.shownPopulation = null;
    this.shownCounts = null;
  }

  showEmpty(live) {
    const { field, acquisitions, trajectories, timeline } = this.page;
    const blank = field.isBlank;
    const waits = timeline.isLive && acquisitions.known.length > 0 && trajectories.time === null;
    if (!blank || waits) {
      showEmpty(null, false);
    } else if (live > 0) {
      showEmpty(`The filters hide ${live === 1 ? 'the only track' : `all ${counted(live, 'track')}`}.`, true);
    } else {
      showEmpty(timeline.isLive ? whyNothingIsLive(acquisitions.summary) : 'No track was there at this time.', false);
    }
  }
}
