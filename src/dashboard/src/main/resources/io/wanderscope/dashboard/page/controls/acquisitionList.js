// Asks the server which acquisitions the topics hold while their list is open, and for the populations of those that are compared.

import { comparison, MOST_COMPARED } from '../model/compared.js';
import { counted } from '../model/text.js';
import { AcquisitionList } from '../view/acquisitionList.js';

const LISTED = 200;
const REFRESH = 5000; // milliseconds

export class PastAcquisitions {
  // dialog: the element that lists them; onChoose: called with the extent of the one to show
  constructor(dialog, onChoose) {
    this.list = new AcquisitionList(dialog, {
      search: (text) => this.searchFor(text),
      choose: (name) => {
        this.list.close();
        onChoose(this.found.acquisitions.find((each) => each.name === name));
      },
      compare: (name, isWanted) => this.compare(name, isWanted),
    });
    this.text = '';
    this.found = { acquisitions: [], matching: 0, left_out: '' };
    this.chosen = []; // names of those that are compared
    setInterval(() => this.refresh(), REFRESH);
  }

  open() {
    this.list.open();
    this.refresh();
  }

  searchFor(text) {
    this.text = text;
    this.refresh();
  }

  async refresh() {
    const { text } = this;
    if (!this.list.isOpen) {
      return;
    }
    const found = await jsonOf(`/api/history?limit=${LISTED}&search=${encodeURIComponent(text)}`);
    if (found !== null && text === this.text) {
      this.found = found;
      this.show();
    }
    await this.learnPopulations();
  }

  show() {
    const { found, chosen } = this;
    const { acquisitions, matching, left_out: leftOut } = found;
    const more = matching > acquisitions.length ? `; the latest ${acquisitions.length} are listed` : '';
    const missing = leftOut ? `; ${leftOut}` : '';
    const note = `${counted(matching, 'acquisition')}${more}${missing}.`;
    this.list.show(acquisitions, { chosen, full: chosen.length >= MOST_COMPARED, note });
  }

  async compare(name, isWanted) {
    this.chosen = isWanted ? [...this.chosen, name] : this.chosen.filter((each) => each !== name);
    this.show();
    await this.learnPopulations();
  }

  // They change while an acquisition goes on.
  async learnPopulations() {
    const { chosen } = this;
    const populations = await Promise.all(chosen.map(populationOf));
    if (chosen === this.chosen) {
      this.list.showCompared(chosen, comparison(populations));
    }
  }
}

// Of the whole acquisition; null where there is none.
async function populationOf(name) {
  const answer = await jsonOf(`/api/acquisitions/${encodeURIComponent(name)}/population`);
  return answer?.populations.find((each) => each.window_start === null) ?? null;
}

// Null where the server does not answer: the banner says that the connection is lost.
async function jsonOf(path) {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? response.json() : null;
}
