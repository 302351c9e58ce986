// Draws paths into a raster.

import { channels } from '../model/colours.js';
import { piecesOf } from './pieces.js';

const MIN_STEP = 0.75; // pixels of the screen; what is closer together cannot be told apart
const OPACITIES = 255;

// Draws the path of a trajectory from one of its points to another, if it is visible. view: x, y, scale and ratio, as of a
// viewport with its pixels of the screen per pixel of the page; lineWidth: in pixels of the page
export function trace(raster, view, trajectory, from, to, lineWidth, appearance) {
  if (to <= from || !appearance.isVisible(trajectory)) {
    return;
  }
  const alpha = Math.round(appearance.opacity(trajectory) * OPACITIES);
  if (alpha > 0) {
    const halfWidth = (lineWidth * view.ratio) / 2;
    for (const piece of piecesOf(trajectory, from, to, appearance)) {
      tracePiece(raster, view, trajectory, piece, { halfWidth, colour: pixelOf(piece.colour), alpha });
    }
  }
}

function tracePiece(raster, view, { x, y }, { from, to }, pen) {
  const scale = view.scale * view.ratio;
  let lastX = (x[from] - view.x) * scale;
  let lastY = (y[from] - view.y) * scale;
  for (let point = from + 1; point <= to; point++) {
    const nextX = (x[point] - view.x) * scale;
    const nextY = (y[point] - view.y) * scale;
    if (point === to || Math.abs(nextX - lastX) + Math.abs(nextY - lastY) >= MIN_STEP) {
      raster.line(lastX, lastY, nextX, nextY, pen);
      lastX = nextX;
      lastY = nextY;
    }
  }
}

const pixels = new Map(); // by colour

// A colour of a style sheet as a pixel without opacity.
export function pixelOf(colour) {
  if (!pixels.has(colour)) {
    const [red, green, blue] = channels(colour);
    pixels.set(colour, (blue << 16) | (green << 8) | red);
  }
  return pixels.get(colour);
}
