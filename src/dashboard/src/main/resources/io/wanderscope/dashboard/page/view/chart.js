// What charts on a canvas share: a sharp canvas, axes and their numbers. They draw into a context of two dimensions, which may also
// be an SvgContext.

import { styleColour } from './theme.js';

const FONT = '12px system-ui, sans-serif';
const TICK = 4; // pixels

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
