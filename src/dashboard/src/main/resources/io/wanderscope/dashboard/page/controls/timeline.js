// Shows any moment of the acquisition: a person moves the handle, plays what has happened, or returns to what is live. The
// server reads moments from the topics; the page holds one at a time.

import { advanced, covers, frameAt, request, runsOut, trail } from '../model/moment.js';
import { Trajectories } from '../model/trajectories.js';
import { announce } from '../view/status.js';
import { TimelineView } from '../view/timeline.js';
import { answerTo } from './answer.js';

const TICK = 50; // milliseconds
const REFRESH = 5000;
const PATIENCE = 700; // after which a request gives way to another time
const READING = 'All tracks are being read from the topics…';
const VIEWER = `page-${Math.random().toString(36).slice(2)}`;

export class Timeline {
  // root: its element; page: with acquisition, acquisitions, field and trajectories; onList: opens the list of acquisitions
  constructor(root, page, onList) {
    this.page = page;
    this.speed = 1;
    this.view = new TimelineView(root, {
      seek: (time) => this.seek(time),
      play: () => this.togglePlay(),
      speed: (factor) => (this.speed = factor),
      live: () => this.returnToLive(),
      list: onList,
    });
    this.reset();
    setInterval(() => this.tick(), TICK);
    setInterval(() => this.refreshExtent(), REFRESH);
  }

  // Before another acquisition is shown.
  reset() {
    this.state = 'live'; // or 'past', or 'ended': all tracks of an acquisition that is over
    this.extent = null;
    this.time = null; // that is shown
    this.moment = null; // as the server sent it
    this.past = null; // its trajectories
    this.isPlaying = false;
    this.note = null; // what the moment lacks, or why there is none
    this.wanted = null; // the time to ask for next
    this.asking?.abort();
    this.asking = null;
    this.overviewOf = null; // the last time of the acquisition of which all tracks are shown
    this.refreshExtent();
  }

  get isLive() {
    return this.state === 'live';
  }

  get interval() {
    return this.moment?.frame_interval_ms ?? this.page.acquisitions.summary?.frame_interval_ms ?? null;
  }

  async refreshExtent() {
    const { acquisition } = this.page;
    if (acquisition === null) {
      return;
    }
    const extent = await answerTo(`${pathOf(acquisition)}/extent`).catch(() => null);
    if (extent && acquisition === this.page.acquisition) {
      const { first_time: first, last_time: last, positions } = extent;
      this.extent = { first, last: Math.max(last, first + 1), positions };
      this.show();
    }
  }

  show() {
    const { state, extent, isPlaying, note } = this;
    const time = this.time ?? extent?.last ?? 0;
    this.view.show({ state, extent, isPlaying, note, time });
  }

  // A person moved the handle.
  seek(time) {
    this.state = 'past';
    this.time = time;
    this.isPlaying = false;
    this.wanted = time;
    this.show();
    this.giveWay();
    this.askNext();
  }

  // A request that takes long is not waited for when a person wants something else.
  giveWay() {
    if (performance.now() - (this.askedAt ?? 0) > PATIENCE) {
      this.asking?.abort();
      this.asking = null;
    }
  }

  // By some milliseconds; from the latest position where the view is live.
  seekBy(milliseconds) {
    if (this.extent !== null) {
      const { first, last } = this.extent;
      this.seek(Math.max(first, Math.min(last, (this.time ?? last) + milliseconds)));
    }
  }

  // From the beginning where nothing is left to play.
  togglePlay() {
    if (this.extent === null) {
      return;
    }
    this.isPlaying = !this.isPlaying;
    if (this.isPlaying && (this.state !== 'past' || this.time >= this.extent.last)) {
      this.time = this.extent.first;
      this.moment = null;
    }
    this.state = 'past';
    this.wanted = this.isPlaying ? this.time : this.wanted;
    announce(this.isPlaying ? 'Playing' : 'Stopped');
    this.show();
    this.giveWay();
    this.askNext();
  }

  returnToLive() {
    const { extent } = this;
    this.reset();
    this.extent = extent;
    this.page.field.pause(false);
    this.page.pauseChanged();
    announce('Live');
    this.show();
  }

  // One request at a time, for the time that is wanted by then.
  async askNext() {
    if (this.asking !== null || this.wanted === null) {
      return;
    }
    const { acquisition } = this.page;
    const asking = new AbortController();
    const { extent, interval } = this;
    const { time, window } = request(this.wanted, { extent, interval, speed: this.isPlaying ? this.speed : 0 });
    this.wanted = null;
    this.asking = asking;
    this.askedAt = performance.now();
    const path = `${pathOf(acquisition)}/moment?time=${time}&window=${window}&viewer=${VIEWER}`;
    await this.ask(path, asking, (moment) => this.take(moment));
    this.askNext();
  }

  // goesOn: whether there is more to ask after an answer
  async ask(path, asking, onAnswer, goesOn = () => false) {
    let more = false;
    try {
      const answer = await answerTo(path, asking.signal);
      if (this.asking === asking) {
        this.note = answer.left_out ?? null;
        onAnswer(answer);
        more = goesOn(answer);
      }
    } catch (problem) {
      if (this.asking === asking) {
        this.note = problem.message;
        this.isPlaying = false;
        this.show();
      }
    } finally {
      this.asking = this.asking === asking && !more ? null : this.asking;
    }
  }

  take(moment) {
    const now = performance.now();
    const past = new Trajectories();
    past.tailPoints = Infinity;
    past.apply(moment, now);
    this.moment = moment;
    this.past = past;
    this.takenAt = this.time;
    this.page.choice.learnUnit(moment.length_unit);
    this.page.field.showPast(past, frameAt(moment, this.time, this.interval), now);
    this.page.pauseChanged();
    this.show();
  }

  tick() {
    if (this.isPlaying && this.moment !== null) {
      this.play();
    }
    this.ticked = performance.now();
  }

  play() {
    const elapsed = performance.now() - (this.ticked ?? performance.now());
    this.time = advanced(this.time, elapsed, this);
    if (runsOut(this.moment, this.time, this) && this.asking === null) {
      this.wanted = this.time;
      this.askNext();
    }
    if (covers(this.moment, this.time, this.takenAt)) {
      this.page.field.showPast(this.past, frameAt(this.moment, this.time, this.interval), performance.now());
    }
    this.isPlaying = this.time < this.extent.last;
    this.show();
  }

  // An acquisition that is over is not blank: all its tracks are shown until another position arrives.
  showEnded() {
    const { summary, old } = this.page.acquisitions;
    const last = summary?.last_time ?? old?.last_time;
    if (this.state === 'ended' && last > this.overviewOf) {
      this.returnToLive();
    } else if (this.isLive && this.asking === null && this.overviewOf === null && this.page.isOver) {
      this.overviewOf = last;
      this.askForAll(last);
    }
  }

  // What is quick comes first: what the server's memory has, or else the latest moment. Where that is not all, all follows from the topics.
  async askForAll(last) {
    const { acquisition, acquisitions } = this.page;
    const asking = new AbortController();
    this.asking = asking;
    this.askedAt = -Infinity; // it always gives way
    const show = (all) => {
      this.state = 'ended';
      this.time = last;
      this.take({ ...all, to: last });
    };
    const path = pathOf(acquisition);
    const isKept = Boolean(acquisitions.summary);
    const { first_time: first, positions } = acquisitions.old ?? {};
    const quick = isKept
      ? `${path}/overview`
      : `${path}/moment?window=${trail(null, { first, last, positions })}&viewer=${VIEWER}`;
    await this.ask(quick, asking, show, (all) => !isKept || Boolean(all.left_out));
    if (this.isLive && acquisition === this.page.acquisition) {
      setTimeout(() => (this.overviewOf = null), REFRESH); // it was not answered: again, a little later
    }
    if (this.asking === asking) {
      this.note = READING;
      this.show();
      await this.ask(`${path}/overview?from=topics&viewer=${VIEWER}`, asking, show);
    }
    if (!isKept) {
      this.learnPopulation(acquisition);
    }
    this.askNext();
  }

  // Of an acquisition that is not sent, because the server's memory does not know it.
  async learnPopulation(acquisition) {
    const answer = await answerTo(`${pathOf(acquisition)}/population`).catch(() => null);
    if (acquisition === this.page.acquisition) {
      this.page.trajectories.population = answer?.populations.find((each) => each.window_start === null) ?? null;
    }
  }
}

function pathOf(acquisition) {
  return `/api/acquisitions/${encodeURIComponent(acquisition)}`;
}
