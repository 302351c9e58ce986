// Everything on the page and how it changes together: which acquisition, which colouring, which trajectory.

import { BY_CLASS, colouringOfStage, DisplayOptions } from '../model/displayOptions.js';
import { Pace } from '../model/pace.js';
import { glanceText } from '../model/glance.js';
import { WITHOUT_ANSWER } from '../model/labels.js';
import { scaleText } from '../model/saliency.js';
import { Trajectories } from '../model/trajectories.js';
import { showConnected, showLost } from '../view/banner.js';
import { fillSelect } from '../view/elements.js';
import { Field } from '../view/field.js';
import { Legend } from '../view/legend.js';
import { savePicture } from '../view/picture.js';
import { hidePrinted, showPrinted } from '../view/printed.js';
import { announce } from '../view/status.js';
import { AcquisitionChoice } from './acquisitionChoice.js';
import { TriggerAlerts } from './alerts.js';
import { Connection } from './connection.js';
import { EndedTracks } from './endedTracks.js';
import { FieldImage } from './fieldImage.js';
import { Glance } from './glance.js';
import { LinkedViews } from './linkedViews.js';
import { LiveStatus } from './liveStatus.js';
import { PastAcquisitions } from './acquisitionList.js';
import { Timeline } from './timeline.js';
import { applyThemeOfPaper, toggleTheme } from './themeChoice.js';
import { TrackInspector } from './trackInspector.js';

const byId = (id) => document.getElementById(id);

export class Page {
  constructor() {
    this.isConnected = false;
    this.options = new DisplayOptions();
    this.pace = new Pace();
    this.trajectories = new Trajectories();
    this.classes = []; // and other kinds of motion, of the server's greeting
    this.field = new Field(byId('field'), this.trajectories, this.options, () => this.status.showScale());
    this.legend = new Legend(this.options, (label) => this.toggle(label));
    this.inspector = new TrackInspector(
      byId('detail'),
      this,
      (id) => this.trajectories.byId.get(id),
      () => this.select(null),
    );
    this.choice = new AcquisitionChoice(
      byId('acquisition'),
      () => (this.field.isPaused && this.timeline.state !== 'ended') || this.field.selected !== null,
      (acquisition) => this.show(acquisition),
    );
    this.status = new LiveStatus(this, {
      linking: byId('linking'),
      population: byId('population'),
      counts: byId('counts'),
      triggers: byId('triggers'),
    });
    this.past = new PastAcquisitions(byId('acquisitions'), (extent) => this.choice.chooseOld(extent));
    this.timeline = new Timeline(byId('timeline'), this, () => this.past.open());
    this.image = new FieldImage(byId('image'), this);
    this.glance = new Glance(this.field, byId('glance'));
    this.alerts = new TriggerAlerts(byId('alerts'), (id) => this.select(id));
    this.views = new LinkedViews(byId('views'), byId('open-views'), this);
    this.ended = new EndedTracks(byId('ended'), this, (id) => this.select(id));
    this.connection = new Connection({
      opened: () => this.connected(),
      lost: (refusal, problem) => this.disconnected(refusal, problem),
      hello: (message) => this.greeted(message),
      acquisitions: (list, rejected) => this.takeAcquisitions(list, rejected),
      update: (message) => this.takeUpdate(message),
    });
  }

  get acquisitions() {
    return this.choice.acquisitions;
  }

  // The name of the one that is shown, or null.
  get acquisition() {
    return this.acquisitions.current;
  }

  // The index of the residual stage whose saliency is shown, or null.
  get stage() {
    return this.options.stage;
  }

  connected() {
    this.isConnected = true;
    showConnected();
  }

  disconnected(refusal, problem) {
    this.isConnected = false;
    showLost(refusal, problem);
  }

  greeted(message) {
    const otherMotion = message.other_motion.map(({ reason, name, meaning }) => ({ label: reason, name, meaning }));
    this.classes = [...message.classes, ...otherMotion];
    this.pace.updateInterval = message.update_interval_ms;
    this.trajectories.tailPoints = message.tail_points;
    this.legend.explain(this.classes);
  }

  takeAcquisitions(list, rejected) {
    this.choice.update(list);
    this.status.rejections.update(rejected);
    const { summary } = this.acquisitions;
    if (summary) {
      this.field.frameInterval = summary.frame_interval_ms;
      this.pace.frameInterval = summary.frame_interval_ms;
      const stages = summary.stages.map((stage, index) => [colouringOfStage(index), `saliency, ${scaleText(stage)}`]);
      fillSelect(byId('colouring'), [[BY_CLASS, 'class'], ...stages], this.options.colouring);
    }
  }

  // Begins anew with another acquisition.
  show(acquisition) {
    this.select(null);
    this.trajectories.clear();
    this.field.pause(false);
    this.timeline.reset();
    this.pauseChanged();
    this.field.reset();
    this.pace.reset();
    this.ended.reset();
    this.image.reset();
    this.views.reset();
    this.status.rejections.choose(acquisition);
    this.connection.watch(acquisition, this.stage);
  }

  takeUpdate(message) {
    if (message.acquisition !== this.acquisition || (message.stage ?? null) !== this.stage) {
      return; // of what was watched before
    }
    const now = performance.now();
    if (message.tracks.length > 0 || message.removed.length > 0 || message.composition || message.population) {
      this.pace.updateArrived(now); // an idle microscope is no slow connection
    }
    this.trajectories.apply(message, now);
    this.alerts.take(message.acquisition, message.triggers);
    if (message.reset) {
      this.field.takeSaliency();
    }
  }

  // id: of a trajectory, or null
  select(id) {
    if (id === null && this.inspector.hasFocus) {
      this.field.element.focus();
    }
    this.field.selected = id;
    this.inspector.inspect(id);
    if (id !== null) {
      const selected = this.field.source.byId.get(id);
      announce(`Track ${id} selected${selected ? `: ${glanceText(selected)}` : ''}`);
    }
  }

  // step: 1 for the next trajectory, -1 for the previous one
  selectNext(step) {
    const ids = this.field.shown.map(({ id }) => id);
    if (ids.length > 0) {
      const place = ids.indexOf(this.field.selected);
      const fromNone = place < 0 && step < 0 ? 1 : 0;
      this.select(ids[(place + step + ids.length + fromNone) % ids.length]);
    }
  }

  colourBy(colouring) {
    this.options.colouring = colouring;
    byId('colouring').value = colouring;
    this.showSaliencyKey();
    if (this.acquisition !== null) {
      this.connection.watch(this.acquisition, this.stage);
    }
    this.field.dropSaliency();
    this.inspector.redraw();
  }

  nextColouring() {
    const values = [...byId('colouring').options].map(({ value }) => value);
    this.colourBy(values[(values.indexOf(this.options.colouring) + 1) % values.length]);
  }

  showSaliencyKey() {
    this.legend.showSaliency(this.acquisitions.stage(this.stage));
  }

  toggle(label) {
    this.options.toggle(label);
    this.filtersChanged();
  }

  toggleWithoutAnswer() {
    this.options.toggleAll(WITHOUT_ANSWER);
    this.filtersChanged();
  }

  requireConfidence(confidence) {
    this.options.confidence = confidence;
    this.filtersChanged();
  }

  showAll() {
    this.options.showAll();
    this.filtersChanged();
    this.field.element.focus();
  }

  filtersChanged() {
    this.legend.showFilters();
    this.field.changed();
  }

  // What is live is paused; what has happened is played or stopped.
  togglePause() {
    if (!this.timeline.isLive) {
      this.timeline.togglePlay();
      return;
    }
    this.field.pause(!this.field.isPaused);
    this.pauseChanged();
    announce(this.field.isPaused ? 'Paused' : 'Resumed');
  }

  pauseChanged() {
    byId('pause').setAttribute('aria-pressed', String(this.field.isPaused && this.timeline.isLive));
  }

  // Whether nothing of the acquisition is left in view, and nothing of it is live.
  get isOver() {
    const { summary, old } = this.acquisitions;
    if (!summary) {
      return old !== null;
    }
    return summary.live_tracks === 0 && this.trajectories.time !== null && this.trajectories.byId.size === 0;
  }

  toggleTheme() {
    toggleTheme();
    this.themeChanged();
  }

  // The field has another size on paper, and what a graphics card has shown is gone: it is printed as a picture.
  showOnPaper(isOnPaper) {
    if (isOnPaper) {
      this.leavePaper = applyThemeOfPaper();
      this.themeChanged();
      showPrinted(this.field, this.acquisitions.lengthUnit);
    } else {
      hidePrinted(this.field);
      this.leavePaper();
      this.themeChanged();
    }
  }

  themeChanged() {
    this.status.themeChanged();
    this.field.themeChanged();
    this.image.themeChanged();
    this.legend.render();
    this.showSaliencyKey();
    this.inspector.redraw();
    this.views.outdate();
  }

  help() {
    byId('help').showModal();
  }

  savePicture() {
    savePicture(this.field, {
      acquisition: this.acquisition || 'wanderscope',
      unit: this.acquisitions.lengthUnit,
      time: this.field.source.time,
      stage: this.acquisitions.stage(this.stage),
    });
  }
}
