// The list of acquisitions that the topics hold, and some of them side by side.

import { keptOrMade } from '../model/acquisitions.js';
import { grouped } from '../model/text.js';
import { element, setText, table } from './elements.js';

const LISTED = { dateStyle: 'short', timeStyle: 'medium' };

export class AcquisitionList {
  // dialog: the element; listener: search(text), choose(name), compare(name, whether it shall be)
  constructor(dialog, listener) {
    this.dialog = dialog;
    this.listener = listener;
    this.search = dialog.querySelector('input');
    this.body = dialog.querySelector('tbody');
    this.rows = new Map(); // of those that are listed, by name
    this.note = dialog.querySelector('[data-part="note"]');
    this.compared = dialog.querySelector('[data-part="compared"]');
    this.search.addEventListener('input', () => listener.search(this.search.value));
  }

  get isOpen() {
    return this.dialog.open;
  }

  open() {
    this.dialog.showModal();
    this.search.focus();
  }

  close() {
    this.dialog.close();
  }

  // extents: as the server sends them; chosen: names of those that are compared; full: whether no more can be; note: what is missing
  // A row stays what it is as long as it is listed: a person may be about to click it.
  show(extents, { chosen, full, note }) {
    this.rows = keptOrMade(
      this.rows,
      extents.map(({ name }) => name),
      (name) => this.row(name),
    );
    const rows = [...this.rows.values()];
    if (rows.length !== this.body.children.length || rows.some((row, place) => row !== this.body.children[place])) {
      this.body.replaceChildren(...rows);
    }
    extents.forEach((extent, place) => fill(rows[place], extent, { chosen, full }));
    setText(this.note, note);
  }

  row(name) {
    const open = element('button', { 'data-open': name, title: `Show ${name}` }, name);
    open.addEventListener('click', () => this.listener.choose(name));
    const box = element('input', { type: 'checkbox', 'data-compare': name, 'aria-label': `Compare ${name}` });
    box.addEventListener('change', () => this.listener.compare(name, box.checked));
    const cells = [open, '', '', '', '', box].map((content) => element('td', {}, content));
    return element('tr', {}, ...cells);
  }

  // names: in the order of the columns; rows: a name and a text for each; none below two
  showCompared(names, rows) {
    this.compared.replaceChildren(
      ...(names.length < 2 ? [] : [table('Acquisitions side by side', ['', ...names], rows)]),
    );
  }
}

function fill(row, { name, first_time: first, last_time: last, positions, ended_tracks: tracks }, { chosen, full }) {
  const texts = [dateAndTime(first), dateAndTime(last), grouped(tracks), grouped(positions)];
  texts.forEach((text, place) => setText(row.children[place + 1], text));
  const box = row.querySelector('input');
  box.checked = chosen.includes(name);
  box.disabled = full && !box.checked;
}

function dateAndTime(milliseconds) {
  return new Date(milliseconds).toLocaleString([], LISTED);
}
