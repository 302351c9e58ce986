// The plane of diffusion coefficients (logarithmic) and anomalous exponents: which part is shown, and how densely it is filled.

import { NO_EXPONENT } from './selection.js';

const MAX_DECADES = 6;
const DEFAULT = { from: -3, to: 1 };
const LOWEST = -0.35; // below those without an exponent
const HIGHEST = 2.05;
const EDGE = 1e-9;

// Exponents of ten between which the diffusion coefficients lie. Slower ones than shown are at the left edge. before: what was
// shown of the same acquisition, which only grows, or null
export function decades({ diffusion }, before) {
  let [slowest, fastest] = [Infinity, -Infinity];
  for (const d of diffusion) {
    if (d > 0) {
      slowest = Math.min(slowest, d);
      fastest = Math.max(fastest, d);
    }
  }
  const found = fastest > 0 ? { from: Math.floor(Math.log10(slowest)), to: Math.ceil(Math.log10(fastest)) } : null;
  const to = Math.max(found?.to ?? -Infinity, before?.to ?? -Infinity);
  const from = Math.min(found?.from ?? Infinity, before?.from ?? Infinity);
  return to === -Infinity ? DEFAULT : { from: Math.max(Math.min(from, to - 1), to - MAX_DECADES), to };
}

// Converts between values and pixels of a box. box: left, top, width and height
export class PlaneScale {
  constructor({ from, to }, box) {
    this.from = from;
    this.to = to;
    this.box = box;
  }

  // Slower than the axis shows, or not above zero, is its left end.
  toX(d) {
    const { from, to, box } = this;
    const exponent = d > 0 ? Math.min(to, Math.max(from, Math.log10(d))) : from;
    return box.left + (box.width * (exponent - from)) / (to - from);
  }

  // NaN, for none, is below the exponents.
  toY(alpha) {
    const { box } = this;
    const shown = Number.isNaN(alpha) ? NO_EXPONENT : Math.min(HIGHEST, Math.max(LOWEST, alpha));
    return box.top + (box.height * (HIGHEST - shown)) / (HIGHEST - LOWEST);
  }

  // The part of a criterion that a rectangle of pixels is. What touches an edge goes on beyond it.
  rangesOf({ left, top, right, bottom }) {
    const exponent = (x) => this.from + ((this.to - this.from) * (x - this.box.left)) / this.box.width;
    const alpha = (y) => HIGHEST - ((HIGHEST - LOWEST) * (y - this.box.top)) / this.box.height;
    const [slow, fast] = [exponent(left), exponent(right)];
    const [low, high] = [alpha(bottom), alpha(top)];
    return {
      d: [slow <= this.from + EDGE ? -Infinity : 10 ** slow, fast >= this.to - EDGE ? Infinity : 10 ** fast],
      alpha: [low <= LOWEST + EDGE ? -Infinity : low, high >= HIGHEST - EDGE ? Infinity : high],
    };
  }

  // The rectangle of pixels that ranges are.
  boxOf({ d, alpha }) {
    const { box } = this;
    return {
      left: d[0] === -Infinity ? box.left : this.toX(d[0]),
      right: d[1] === Infinity ? box.left + box.width : this.toX(d[1]),
      top: alpha[1] === Infinity ? box.top : this.toY(alpha[1]),
      bottom: alpha[0] === -Infinity ? box.top + box.height : this.toY(alpha[0]),
    };
  }
}

// How many tracks lie in each cell of a grid, smoothed over neighbouring cells; by rows. x, y: in cells
export function density(x, y, columns, rows) {
  const counts = new Float32Array(columns * rows);
  for (let each = 0; each < x.length; each++) {
    const [column, row] = [Math.floor(x[each]), Math.floor(y[each])];
    if (column >= 0 && row >= 0 && column < columns && row < rows) {
      counts[row * columns + column]++;
    }
  }
  return blurred(blurred(counts, columns, rows), columns, rows);
}

// By the weights 1, 2, 1 in both directions. What would leave the grid stays at its edge.
function blurred(counts, columns, rows) {
  const across = new Float32Array(counts.length);
  const both = new Float32Array(counts.length);
  const clamp = (value, last) => Math.max(0, Math.min(last, value));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (offset) => counts[row * columns + clamp(column + offset, columns - 1)];
      across[row * columns + column] = (at(-1) + 2 * at(0) + at(1)) / 4;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = (offset) => across[clamp(row + offset, rows - 1) * columns + column];
      both[row * columns + column] = (at(-1) + 2 * at(0) + at(1)) / 4;
    }
  }
  return both;
}
