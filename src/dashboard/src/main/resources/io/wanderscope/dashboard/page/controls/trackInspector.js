// Asks the server about the selected trajectory for as long as something about it may change, and shows what is new.

import { trajectoryAsCsv } from '../model/csv.js';
import { occlusionNote } from '../model/occlusion.js';
import { fileName } from '../model/text.js';
import { mayHaveChanged, version } from '../model/track.js';
import { save } from '../view/download.js';
import { announce } from '../view/status.js';
import { TrackDetail } from '../view/trackDetail.js';

const REFRESH = 1000; // milliseconds
// answer: of the server, or null; problem: why the latest question has none, or null; asking: whether one is on its way
const NO_OCCLUSION = Object.freeze({ answer: null, problem: null, asking: false });
const UNREACHABLE = { title: 'The server does not answer.' };

export class TrackInspector {
  // context: acquisition, classes and stage of the page; live: finds the trajectory of an id in the field, if it is there
  constructor(root, context, live, onClose) {
    this.detail = new TrackDetail(root, {
      onClose,
      onExport: () => this.exportCsv(),
      onOcclusion: () => this.askForOcclusion(),
    });
    this.context = context;
    this.live = live;
    this.id = null;
    this.model = null; // the server's, with what it says of its maps; null until it is known
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
    this.occlusion = NO_OCCLUSION;
    if (id === null) {
      this.detail.close();
    } else {
      this.detail.open(id);
      this.refresh();
      this.askForModel();
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

  // Until the server has answered; where it has no model, nothing is said of it, and the next selection asks again.
  async askForModel() {
    if (this.model === null) {
      const response = await fetch('/api/model').catch(() => null);
      this.model = response?.ok ? await response.json() : null;
      this.redraw();
    }
  }

  // An answer stays until the next one comes, or another trajectory is selected.
  async askForOcclusion() {
    const asked = { ...this.occlusion, problem: null, asking: true };
    if (this.occlusion.asking) {
      return;
    }
    this.showOcclusion(asked);
    const { response, answer } = await this.ask(this.id, '/occlusion').catch(() => ({ answer: UNREACHABLE }));
    if (this.occlusion !== asked) {
      return; // another trajectory was selected meanwhile
    }
    const news = response?.ok ? { answer } : { problem: answer.detail || answer.title };
    this.showOcclusion({ ...asked, ...news, asking: false });
    announce(`Occlusion: ${news.problem ?? occlusionNote(answer, this.shown.result.revision)}`);
  }

  showOcclusion(occlusion) {
    this.occlusion = occlusion;
    this.redraw();
  }

  // part: of the trajectory, after its path; empty for all that the server keeps
  async ask(id, part = '') {
    const { acquisition } = this.context;
    const response = await fetch(`/api/tracks/${encodeURIComponent(acquisition)}/${encodeURIComponent(id)}${part}`);
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
      this.detail.show(this.shown, this.context.classes, this.context.stage, this.occlusion, this.model);
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
