// Selects a region of the field: a rectangle or a lasso with the pointer, or a rectangle with the keyboard.

import { changed, isArea, rectangle, simplified } from '../model/region.js';
import { RegionOverlay } from '../view/regionOverlay.js';
import { announce } from '../view/status.js';

const SMALLEST = 4; // pixels between two corners of a lasso
const STEP = 0.1; // share of the size, with the keyboard
const MOVES = {
  ArrowLeft: [{ dx: -STEP }, { dWidth: -STEP }],
  ArrowRight: [{ dx: STEP }, { dWidth: STEP }],
  ArrowUp: [{ dy: -STEP }, { dHeight: -STEP }],
  ArrowDown: [{ dy: STEP }, { dHeight: STEP }],
};

export class RegionDrawing {
  // listener: shape(name or null) when another one is to be drawn; region(polygon or null, whether the person goes on)
  constructor(field, listener) {
    this.field = field;
    this.listener = listener;
    this.overlay = new RegionOverlay(field);
    this.shape = null; // 'rectangle' or 'lasso': what the next drag draws
    this.corners = null; // of what is being drawn, in pixels of the field
    this.adjusted = null; // the region that the keyboard moves, in units of length
    const { element } = field;
    // Before those who listen for moving the view.
    element.addEventListener('pointerdown', (event) => this.begin(event), { capture: true });
    element.addEventListener('pointermove', (event) => this.extend(event), { capture: true });
    element.addEventListener('pointerup', (event) => this.finish(event), { capture: true });
    element.addEventListener('pointercancel', () => this.arm(null));
    document.addEventListener('keydown', (event) => this.press(event), { capture: true });
  }

  // The region that is selected, or null.
  show(region) {
    if (this.corners === null) {
      this.overlay.show(region);
    }
  }

  // shape: what the next drag draws; null for none
  arm(shape) {
    this.shape = shape;
    this.corners = null;
    this.adjusted = null;
    this.field.element.classList.toggle('drawing', shape !== null);
    this.listener.shape(shape);
  }

  begin(event) {
    if (this.shape !== null && event.isPrimary && event.button === 0) {
      event.stopPropagation();
      this.corners = [this.placeOf(event)];
      this.field.element.setPointerCapture(event.pointerId);
    }
  }

  extend(event) {
    if (this.corners !== null && event.isPrimary) {
      event.stopPropagation();
      this.corners.push(this.placeOf(event));
      this.overlay.show(this.drawn, true);
    }
  }

  finish(event) {
    if (this.corners !== null && event.isPrimary) {
      event.stopPropagation();
      this.corners.push(this.placeOf(event));
      const { drawn } = this;
      this.arm(null);
      this.listener.region(isArea(drawn) ? drawn : null);
    }
  }

  // What has been drawn so far, in units of length.
  get drawn() {
    const { corners, shape } = this;
    const outline = shape === 'lasso' ? simplified(corners, SMALLEST) : rectangle(corners[0], corners.at(-1));
    return outline.map((each) => this.toLength(each));
  }

  toLength([pageX, pageY]) {
    const { x, y, scale } = this.field.viewport;
    return [x + pageX / scale, y + pageY / scale];
  }

  placeOf(event) {
    const box = this.field.element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  // A rectangle in the middle of the field, which the arrows move.
  adjust() {
    const { width, height } = this.field.viewport;
    const corners = rectangle([width / 4, height / 4], [(3 * width) / 4, (3 * height) / 4]);
    this.arm(null);
    this.field.element.focus();
    this.adjusted = corners.map((each) => this.toLength(each));
    this.listener.shape('rectangle');
    announce(
      'A rectangle is in the middle. Arrows move it, with Shift they change its size. Enter keeps it, Escape lets go of it.',
    );
    this.listener.region(this.adjusted);
  }

  press(event) {
    if (this.adjusted === null) {
      this.cancel(event);
    } else if (event.target === this.field.element) {
      this.move(event);
    }
  }

  move(event) {
    const moves = MOVES[event.key];
    if (moves) {
      event.preventDefault();
      event.stopPropagation();
      this.adjusted = changed(this.adjusted, moves[Number(event.shiftKey)]);
      this.listener.region(this.adjusted);
    } else if (event.key === 'Enter' || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.arm(null);
      if (event.key === 'Escape') {
        this.listener.region(null);
      }
    }
  }

  // Escape lets go of a shape that is to be drawn.
  cancel(event) {
    if (this.shape !== null && event.key === 'Escape') {
      event.stopPropagation();
      this.arm(null);
    }
  }
}
