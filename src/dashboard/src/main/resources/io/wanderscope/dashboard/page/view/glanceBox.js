// The box beside the pointer that tells what the trajectory there is.

import { element } from './elements.js';
import { markerCanvas } from './marker.js';

const DISTANCE = 14; // pixels from the pointer

export class GlanceBox {
  constructor(box) {
    this.box = box;
    this.shown = null; // what it says
  }

  hide() {
    this.box.hidden = true;
    this.shown = null;
  }

  // told: see glance; x, y: of the pointer in pixels of the field, of which it stays within
  show(told, x, y) {
    const { box } = this;
    const text = JSON.stringify(told);
    box.hidden = false;
    if (text !== this.shown) {
      this.shown = text;
      const lines = told.lines.map((line) => element('span', {}, line));
      box.replaceChildren(element('b', {}, markerCanvas(told.label), told.heading), ...lines);
    }
    const { clientWidth: width, clientHeight: height } = box.parentElement;
    const isRight = x + DISTANCE + box.offsetWidth > width;
    const isLow = y + DISTANCE + box.offsetHeight > height;
    box.style.left = `${Math.max(0, isRight ? x - DISTANCE - box.offsetWidth : x + DISTANCE)}px`;
    box.style.top = `${Math.max(0, isLow ? y - DISTANCE - box.offsetHeight : y + DISTANCE)}px`;
  }
}
