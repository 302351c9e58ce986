// Draws the marker of a class or other kind of motion: its shape and its colour each identify it.

import { discRadius, markerCorners } from '../model/shapes.js';
import { element, svg } from './elements.js';
import { colours } from './theme.js';

export function drawMarker(context, label, x, y, radius) {
  const { rim, outline } = colours();
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  context.beginPath();
  traceShape(context, label);
  context.restore();
  context.lineJoin = 'round';
  context.lineWidth = 1 + 0.2 * radius;
  context.strokeStyle = rim;
  context.stroke();
  context.fillStyle = colours().marker(label);
  context.fill();
  context.lineWidth = 0.4 + 0.05 * radius;
  context.strokeStyle = outline;
  context.stroke();
}

function traceShape(context, label) {
  const corners = markerCorners(label);
  if (corners) {
    corners.forEach(([x, y], corner) => (corner ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
  } else {
    context.arc(0, 0, discRadius(label), 0, 2 * Math.PI);
  }
}

// A marker on a piece of its path, for a legend.
export function drawMarkerOnPath(context, label, x, y, radius) {
  context.lineWidth = 2.5;
  context.strokeStyle = colours().line(label);
  context.beginPath();
  context.moveTo(x - 1.5 * radius, y);
  context.lineTo(x + 1.5 * radius, y);
  context.stroke();
  drawMarker(context, label, x, y, radius);
}

// A canvas with a marker, sharp on screens of every density. draw: drawMarker or drawMarkerOnPath
export function markerCanvas(label, draw = drawMarker, size = 26) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = element('canvas', { width: size * ratio, height: size * ratio, 'aria-hidden': 'true' });
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  draw(context, label, size / 2, size / 2, size / 3);
  return canvas;
}

// A marker in a chart.
export function svgMarker(label, x, y) {
  const corners = markerCorners(label);
  const look = { fill: colours().marker(label), class: 'dot' };
  return corners
    ? svg('polygon', { ...look, points: corners.map(([px, py]) => `${x + 4.5 * px},${y + 4.5 * py}`).join(' ') })
    : svg('circle', { ...look, cx: x, cy: y, r: 4 });
}
