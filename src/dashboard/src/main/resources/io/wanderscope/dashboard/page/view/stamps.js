// The markers of one size and theme as stamps, drawn once and put where particles are. There are some of each label,
// shifted by parts of a pixel, so that slow markers do not jump from pixel to pixel.

import { ALL_LABELS } from '../model/labels.js';
import { Raster, Stamp } from '../model/raster.js';
import { drawMarker } from './marker.js';

const SHIFTS = 4; // per pixel, in each direction

export class Stamps {
  // radius: in pixels of the page; ratio: pixels of the screen per pixel of the page
  constructor(radius, ratio) {
    this.radius = radius;
    this.ratio = ratio;
    this.half = Math.ceil(radius * ratio * 1.6);
    this.stamps = ALL_LABELS.map((label) => this.shifted(label));
  }

  // The shift across runs faster than that down.
  shifted(label) {
    const size = 2 * this.half + 1;
    const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
    context.scale(this.ratio, this.ratio);
    return Array.from({ length: SHIFTS * SHIFTS }, (_, index) => {
      const [dx, dy] = [(index % SHIFTS) / SHIFTS, Math.floor(index / SHIFTS) / SHIFTS];
      context.clearRect(0, 0, size, size);
      drawMarker(context, label, (this.half + dx) / this.ratio, (this.half + dy) / this.ratio, this.radius);
      const raster = new Raster(size, size);
      raster.pixels.set(new Int32Array(context.getImageData(0, 0, size, size).data.buffer));
      return new Stamp(raster);
    });
  }

  // label: its place in ALL_LABELS; x, y: of the marker's centre, in pixels of the screen
  draw(raster, label, x, y, opacity) {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const shift = Math.floor((x - left) * SHIFTS) + SHIFTS * Math.floor((y - top) * SHIFTS);
    raster.stamp(this.stamps[label][shift], left - this.half, top - this.half, opacity);
  }
}
