// The time line below the field: a handle, the buttons beside it, and what the clock says.

import { position, SPEEDS, step } from '../model/moment.js';
import { fillSelect, setText } from './elements.js';

export class TimelineView {
  // root: the element of the time line
  // listener: seek(time), play(), speed(factor), live(), list()
  constructor(root, listener) {
    const find = (name) => root.querySelector(`[data-part="${name}"]`);
    this.root = root;
    this.handle = find('handle');
    this.playing = find('play');
    this.now = find('now');
    this.state = find('state');
    this.place = find('place');
    this.note = find('note');
    this.extent = null;
    fillSelect(
      find('speed'),
      SPEEDS.map((speed) => [String(speed), `${speed}×`]),
      '1',
    );
    this.handle.addEventListener('input', () => listener.seek(this.time));
    this.playing.addEventListener('click', () => listener.play());
    find('speed').addEventListener('change', (event) => listener.speed(Number(event.target.value)));
    this.now.addEventListener('click', () => listener.live());
    find('list').addEventListener('click', () => listener.list());
  }

  // Of the handle.
  get time() {
    return this.extent.first + Number(this.handle.value);
  }

  // state: 'live', 'past' or 'ended'; extent: first and last time, or null; time: that is shown; note: what is missing
  show({ state, extent, time, isPlaying, note }) {
    this.extent = extent;
    this.root.dataset.state = state;
    this.handle.disabled = this.playing.disabled = extent === null;
    this.playing.setAttribute('aria-pressed', String(isPlaying));
    setText(this.playing, isPlaying ? 'Stop' : 'Play');
    this.now.disabled = state === 'live';
    setText(this.state, state);
    setText(this.note, note ?? '');
    this.note.hidden = !note;
    if (extent !== null) {
      this.moveHandle(extent, time);
    }
  }

  moveHandle(extent, time) {
    this.handle.max = String(extent.last - extent.first);
    this.handle.step = String(step(extent));
    this.handle.value = String(time - extent.first);
    const text = position(time, extent);
    setText(this.place, text);
    this.handle.setAttribute('aria-valuetext', `${text}, ${new Date(time).toLocaleTimeString()}`);
  }
}
