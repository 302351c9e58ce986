// Tells what the trajectory below the pointer is, while it rests or moves there.

import { glance } from '../model/glance.js';
import { GlanceBox } from '../view/glanceBox.js';

const REFRESH = 100; // milliseconds; particles move below a pointer that rests
const FEW = 1000; // tracks, of which paths are found too; of more, only markers are, so that the picture does not stop

export class Glance {
  constructor(field, box) {
    this.field = field;
    this.box = new GlanceBox(box);
    this.pointer = null; // in pixels of the field; null while it is elsewhere, or drags
    field.element.addEventListener('pointermove', (event) => this.moved(event));
    field.element.addEventListener('pointerdown', () => this.leave());
    field.element.addEventListener('pointerleave', () => this.leave());
    setInterval(() => this.refresh(), REFRESH);
  }

  // A finger covers what it points at: a tap selects the track, and the panel tells.
  moved({ pointerType, buttons, clientX, clientY }) {
    if (pointerType === 'touch' || buttons !== 0) {
      this.leave();
      return;
    }
    const { left, top } = this.field.element.getBoundingClientRect();
    this.pointer = [clientX - left, clientY - top];
  }

  leave() {
    this.pointer = null;
    this.box.hide();
  }

  refresh() {
    if (this.pointer === null) {
      return;
    }
    const { byId } = this.field.source;
    const found = byId.get(this.field.nearest(...this.pointer, byId.size <= FEW));
    if (found) {
      this.box.show(glance(found), ...this.pointer);
    } else {
      this.box.hide();
    }
  }
}
