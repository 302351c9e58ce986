// Rasters on canvases.

import { Raster } from '../model/raster.js';

// A raster of some size without anything in it: the one given, if it fits.
export function cleared(raster, { width, height, ratio }) {
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (raster.width !== columns || raster.height !== rows) {
    return new Raster(columns, rows);
  }
  raster.clear();
  return raster;
}

// Shows a raster on a canvas, which takes its size.
export function show(raster, context) {
  const { canvas } = context;
  if (canvas.width !== raster.width || canvas.height !== raster.height) {
    canvas.width = raster.width;
    canvas.height = raster.height;
  }
  const bytes = new Uint8ClampedArray(raster.pixels.buffer);
  context.putImageData(new ImageData(bytes, raster.width, raster.height), 0, 0);
}
