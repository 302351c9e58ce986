// Draws the plane of diffusion coefficient and exponent: the density of all tracks as shades, and a dot for each.

import { areaPerTime } from '../model/diffusion.js';
import { channels } from '../model/colours.js';
import { ALL_LABELS } from '../model/labels.js';
import { density, PlaneScale } from '../model/plane.js';
import { NO_EXPONENT } from '../model/selection.js';
import { plainNumber } from '../model/text.js';
import { ACROSS, logarithmicTicks } from '../model/ticks.js';
import { drawAxes, line, write } from './chart.js';
import { drawMarker } from './marker.js';
import { colours, styleColour } from './theme.js';

const MARGIN = { left: 42, top: 22, right: 10, bottom: 38 };
const EXPONENTS = [0, 0.5, 1, 1.5, 2];
const FEW = 250; // tracks, each of which has a marker; more have a dot each
const MANY = 5000; // with smaller dots
const DENSE = 200; // tracks from which on the density says something
const CELL = 5; // pixels, of the density
const DARKEST = 90; // of 255, of the density
const RADIUS = 4; // of markers, in pixels
const NOT_SELECTED = 70; // of 255, opacity of dots

export function scaleOf(decades, width, height) {
  return new PlaneScale(decades, {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  });
}

// table: TrackTable; mask: which of its rows are selected
export function drawPlane(context, scale, table, mask) {
  const places = placesOf(table, scale);
  if (places.rows.length >= DENSE) {
    drawDensity(context, scale.box, places);
  }
  drawPlaneAxes(context, scale, table.unit);
  if (places.rows.length <= FEW) {
    drawMarkers(context, table, mask, places);
  } else {
    drawDots(context, scale.box, table, mask, places);
  }
}

// Where the tracks are whose diffusion coefficient is known.
function placesOf(table, scale) {
  const rows = [];
  for (let row = 0; row < table.length; row++) {
    if (!Number.isNaN(table.diffusion[row])) {
      rows.push(row);
    }
  }
  const x = Float32Array.from(rows, (row) => scale.toX(table.diffusion[row]));
  const y = Float32Array.from(rows, (row) => scale.toY(table.alpha[row]));
  return { rows, x, y };
}

function drawPlaneAxes(context, scale, unit) {
  const { box } = scale;
  const bottom = box.top + box.height;
  context.strokeStyle = styleColour('--line');
  context.lineWidth = 1;
  [1, NO_EXPONENT + 0.1].forEach((alpha) => {
    context.setLineDash([2, 3]);
    line(context, [
      [box.left, scale.toY(alpha)],
      [box.left + box.width, scale.toY(alpha)],
    ]);
    context.setLineDash([]);
  });
  drawAxes(
    context,
    box,
    logarithmicTicks(
      scale,
      ACROSS,
      (d) => scale.toX(d),
      (d) => atMost(d, scale),
    ),
    [...EXPONENTS.map((alpha) => [scale.toY(alpha), String(alpha)]), [scale.toY(NO_EXPONENT), 'none']],
  );
  write(context, 'anomalous exponent α', 2, 12, {});
  const title = `diffusion coefficient D${unit ? ` (${areaPerTime(unit)})` : ''}`;
  write(context, title, box.left + box.width / 2, bottom + 22, { align: 'center', base: 'top' });
}

// What is slower than the axis shows is at its left end.
function atMost(d, scale) {
  return scale.toX(d) === scale.box.left ? `≤ ${plainNumber(d)}` : plainNumber(d);
}

// The more tracks, the darker; by the square root, so that few are seen beside many.
function drawDensity(context, { left, top, width, height }, { x, y }) {
  const [columns, rows] = [Math.ceil(width / CELL), Math.ceil(height / CELL)];
  const cells = density(
    x.map((each) => Math.min(columns - 1, (each - left) / CELL)),
    y.map((each) => Math.min(rows - 1, (each - top) / CELL)),
    columns,
    rows,
  );
  const largest = cells.reduce((most, each) => Math.max(most, each), 0);
  const image = new ImageData(columns, rows);
  const [red, green, blue] = channels(styleColour('--accent').trim());
  cells.forEach((each, cell) => image.data.set([red, green, blue, DARKEST * Math.sqrt(each / largest)], 4 * cell));
  context.drawImage(canvasOf(image), left, top, columns * CELL, rows * CELL);
}

// Those that are not selected are small grey discs below the others.
function drawMarkers(context, table, mask, { rows, x, y }) {
  context.fillStyle = styleColour('--faint');
  context.globalAlpha = NOT_SELECTED / 255;
  rows.forEach((row, place) => {
    if (!mask[row]) {
      context.beginPath();
      context.arc(x[place], y[place], 2, 0, 2 * Math.PI);
      context.fill();
    }
  });
  context.globalAlpha = 1;
  rows.forEach((row, place) => mask[row] && drawMarker(context, table.label(row), x[place], y[place], RADIUS));
}

function drawDots(context, box, table, mask, { rows, x, y }) {
  const ratio = window.devicePixelRatio || 1;
  const image = new ImageData(
    Math.ceil((box.left + box.width + 4) * ratio),
    Math.ceil((box.top + box.height + 4) * ratio),
  );
  const pixels = new Uint32Array(image.data.buffer);
  const side = Math.max(1, Math.round((rows.length > MANY ? 1.5 : 3) * ratio));
  const lines = ALL_LABELS.map((label) => pixel(colours().line(label), 255));
  const faint = pixel(styleColour('--faint').trim(), NOT_SELECTED);
  for (const drawn of [0, 1]) {
    rows.forEach((row, place) => {
      if (mask[row] === drawn) {
        const colour = drawn ? lines[table.labels[row]] : faint;
        fillSquare(
          pixels,
          image,
          Math.round(x[place] * ratio - side / 2),
          Math.round(y[place] * ratio - side / 2),
          side,
          colour,
        );
      }
    });
  }
  context.drawImage(canvasOf(image), 0, 0, image.width / ratio, image.height / ratio);
}

function fillSquare(pixels, { width, height }, left, top, side, colour) {
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
    pixels.fill(colour, y * width + Math.max(0, left), y * width + Math.min(width, left + side));
  }
}

function pixel(colour, alpha) {
  const [red, green, blue] = channels(colour);
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function canvasOf(image) {
  const canvas = document.createElement('canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}
