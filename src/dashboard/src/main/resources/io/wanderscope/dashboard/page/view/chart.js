// What charts on a canvas share: a sharp canvas, axes and their numbers. They draw into a context of two dimensions, which may also
// be an SvgContext.

import { plainNumber } from '../model/text.js';
import { styleColour } from './theme.js';

const FONT = '12px system-ui, sans-serif';
const TICK = 4; // pixels
export const ACROSS = 52; // pixels between two numbers side by side
export const UPWARDS = 20; // and one above the other

// The context of a canvas of some pixels of the page, cleared, as sharp as the screen.
export function contextOf(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

// align: of the text; base: see textBaseline
export function write(context, text, x, y, { align = 'left', base = 'alphabetic', colour = '--faint' } = {}) {
  context.font = FONT;
  context.fillStyle = styleColour(colour);
  context.textAlign = align;
  context.textBaseline = base;
  context.fillText(text, x, y);
}

export function line(context, points) {
  context.beginPath();
  points.forEach(([x, y], place) => (place ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.stroke();
}

// The frame of a chart with its numbers. box: left, top, width and height; x, y: pairs of a place in pixels and a text
export function drawAxes(context, box, x, y) {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  context.strokeStyle = styleColour('--line');
  context.lineWidth = 1;
  line(context, [
    [box.left, box.top],
    [box.left, bottom],
    [right, bottom],
  ]);
  for (const [place, text] of x) {
    line(context, [
      [place, bottom],
      [place, bottom + TICK],
    ]);
    write(context, text, place, bottom + TICK + 2, { align: 'center', base: 'top' });
  }
  for (const [place, text] of y) {
    line(context, [
      [box.left - TICK, place],
      [box.left, place],
    ]);
    write(context, text, box.left - TICK - 3, place, { align: 'right', base: 'middle' });
  }
}

// Numbers for a logarithmic axis between two exponents of ten, pixels apart: powers of ten, and 2 and 5 where there is room.
// gap: between two numbers, at least; toPlace: from a number to its place in pixels
export function logarithmicTicks({ from, to }, pixels, gap, toPlace) {
  const decade = pixels / (to - from);
  const digits = decade > 1.7 * gap ? [1, 2, 5] : [1];
  const stride = Math.max(1, Math.ceil(gap / decade));
  const exponents = Array.from(
    { length: Math.floor(to) - Math.ceil(from) + 2 },
    (_, index) => Math.ceil(from) - 1 + index,
  );
  return exponents
    .filter((exponent) => (exponent - Math.ceil(from)) % stride === 0)
    .flatMap((exponent) => digits.map((digit) => digit * 10 ** exponent))
    .filter((value) => Math.log10(value) >= from - 1e-9 && Math.log10(value) <= to + 1e-9)
    .map((value) => [toPlace(value), plainNumber(value)]);
}
