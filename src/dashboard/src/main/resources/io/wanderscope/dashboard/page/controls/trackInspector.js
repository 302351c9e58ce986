// Asks the server about the selected trajectory for as long as something about it may change, and shows what is new.

import { trajectoryAsCsv } from '../model/csv.js';
import { fileName } from '../model/text.js';
import { mayHaveChanged, version } from '../model/track.js';
import { save } from '../view/download.js';
import { TrackDetail } from '../view/trackDetail.js';

const REFRESH = 1000; // milliseconds

export class TrackInspector {
  // context: acquisition, classes and stage of the page; live: finds the trajectory of an id in the field, if it is there
  constructor(root, context, live, onClose) {
    this.detail = new TrackDetail(root, onClose, () => this.exportCsv());
    this.context = context;
    this.live = live;
    this.id = null;
    setInterval(() => this.refresh(), REFRESH);
  }

  get hasFocus() {
    return this.detail.hasFocus;
  }

  // id: null closes the panel
  inspect(id) {
    this.id = id;
    this.shown = null; // the latest answer
    this.gone = false; // the server no longer keeps the trajectory
    if (id === null) {
      this.detail.close();
    } else {
      this.detail.open(id);
      this.refresh();
    }
  }

  async refresh() {
    const { id } = this;
    if (id === null || !this.needsRefresh()) {
      return;
    }
    try {
      const { response, answer } = await this.ask(id);
      const outdated = this.id !== id || (response.ok && answer.acquisition !== this.context.acquisition);
      if (!outdated) {
        this.take(response, answer);
      }
    } catch {
      // The banner says that the connection is lost; what is shown stays.
    }
  }

  needsRefresh() {
    const live = this.live(this.id);
    if (!this.shown || this.gone) {
      return !this.gone || live !== undefined;
    }
    return mayHaveChanged(this.shown, live);
  }

  async ask(id) {
    const { acquisition } = this.context;
    const response = await fetch(`/api/tracks/${encodeURIComponent(acquisition)}/${encodeURIComponent(id)}`);
    const answer = await response.json().catch(() => ({ title: `The server answered ${response.status}.` }));
    return { response, answer };
  }

  take(response, answer) {
    if (response.status === 404 && !this.gone) {
      this.gone = true;
      this.detail.addNote('The server no longer keeps this track.');
    } else if (!response.ok && !this.shown && !this.gone) {
      this.detail.showProblem(this.id, answer.detail || answer.title);
    } else if (response.ok && (!this.shown || version(answer) !== version(this.shown))) {
      this.gone = false;
      this.shown = answer;
      this.redraw();
    }
  }

  // After a new answer, or for another theme or stage.
  redraw() {
    if (this.id !== null && this.shown) {
      this.detail.show(this.shown, this.context.classes, this.context.stage);
    }
  }

  // Includes the points that came since the panel was drawn; what is drawn, when the server does not answer.
  async exportCsv() {
    const drawn = this.shown;
    const { response, answer } = await this.ask(drawn.id).catch(() => ({}));
    const track = response?.ok ? answer : drawn;
    save(new Blob([trajectoryAsCsv(track)], { type: 'text/csv' }), fileName(`${track.acquisition}-${track.id}.csv`));
  }
}
