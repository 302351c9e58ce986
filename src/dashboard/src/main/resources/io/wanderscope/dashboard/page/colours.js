// Colours and marker shapes of the diffusion classes, and the colours of saliency: those of the pictures that
// `classify` writes. The palette is that of Okabe and Ito, made for every kind of colour vision; shape tells the class
// without it.

export const UNDETERMINED = 'UNDETERMINED';
export const LABELS = ['ATTM', 'CTRW', 'SUB_FBM', 'SUB_SBM', 'SUPER_FBM', 'LEVY_WALK', 'SUPER_SBM', 'BROWNIAN'];

const COLOURS = {
  ATTM: '#e69f00', CTRW: '#56b4e9', SUB_FBM: '#009e73', SUB_SBM: '#f0e442', SUPER_FBM: '#0072b2', LEVY_WALK: '#d55e00',
  SUPER_SBM: '#cc79a7', BROWNIAN: '#000000', UNDETERMINED: '#9aa0a6',
};
const DARK = { BROWNIAN: '#f4f4f0', UNDETERMINED: '#757c84' };

// A line is thin and has no outline: on white each has a contrast of 3 or more, and those that look alike to the
// colour-blind differ in lightness.
const LINES = {
  ATTM: '#bd8b00', CTRW: '#1f90f5', SUB_FBM: '#00a463', SUB_SBM: '#45470a', SUPER_FBM: '#0850a0', LEVY_WALK: '#c94400',
  SUPER_SBM: '#bd2d8d', BROWNIAN: '#000000', UNDETERMINED: '#8b9094',
};

const SALIENCY = [[0x08, 0x30, 0x6b], [0x2b, 0x7b, 0xba], [0xc9, 0xc6, 0xc0], [0xe8, 0x60, 0x3c], [0x8e, 0x0b, 0x1e]];
const SALIENCY_DARK = [[0x9e, 0xd0, 0xff], [0x3f, 0x8f, 0xd6], [0x58, 0x5c, 0x62], [0xf0, 0x7a, 0x50], [0xff, 0xc4, 0x8a]];
const SALIENCY_LEVELS = 21;
const UNEXPLAINED = '#d8c676';
const UNEXPLAINED_DARK = '#736f2c';

export function isDark() {
  return document.documentElement.dataset.theme === 'dark';
}

export function labelColour(label) {
  return (isDark() && DARK[label]) || COLOURS[label] || COLOURS.UNDETERMINED;
}

// Of a path, and of the outline of what is filled with the colour of the label.
export function lineColour(label) {
  return isDark() ? labelColour(label) : LINES[label] || LINES.UNDETERMINED;
}

// Of points that no saliency explains yet; no mixture of those that weights have.
export function unexplainedColour() {
  return isDark() ? UNEXPLAINED_DARK : UNEXPLAINED;
}

// The colour of a weight from -1 to 1.
export function saliencyColour(weight) {
  return saliencyTable()[saliencyLevel(weight)];
}

export function saliencyLevel(weight) {
  return Math.round((Math.max(-1, Math.min(1, weight)) + 1) / 2 * (SALIENCY_LEVELS - 1));
}

const tables = new Map();

// A table for each theme: so few colours that the segments of a path fall into runs of one.
export function saliencyTable() {
  const dark = isDark();
  if (!tables.has(dark)) {
    const stops = dark ? SALIENCY_DARK : SALIENCY;
    tables.set(dark, Array.from({ length: SALIENCY_LEVELS }, (_, level) => mixed(stops, level / (SALIENCY_LEVELS - 1))));
  }
  return tables.get(dark);
}

// All colours of saliency, from the most against the class to the most for it.
export function drawSaliencyBar(context, x, y, width, height) {
  saliencyTable().forEach((colour, level) => {
    context.fillStyle = colour;
    context.fillRect(x + width * level / SALIENCY_LEVELS, y, width / SALIENCY_LEVELS + 0.5, height);
  });
}

function mixed(stops, fraction) {
  const place = fraction * (stops.length - 1);
  const stop = Math.min(Math.floor(place), stops.length - 2);
  const channels = stops[stop].map((from, c) => Math.round(from + (stops[stop + 1][c] - from) * (place - stop)));
  return `rgb(${channels.join(',')})`;
}

const polygon = (corners, radius, first) => Array.from({ length: corners }, (_, corner) => {
  const angle = (first + 360 * corner / corners) * Math.PI / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
const plus = (turn) => [[-1, -0.36], [-0.36, -0.36], [-0.36, -1], [0.36, -1], [0.36, -0.36], [1, -0.36], [1, 0.36],
  [0.36, 0.36], [0.36, 1], [-0.36, 1], [-0.36, 0.36], [-1, 0.36]].map(([x, y]) => [
  x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)]);
const star = Array.from({ length: 10 }, (_, corner) => {
  const radius = corner % 2 === 0 ? 1.3 : 0.58;
  const angle = (36 * corner - 90) * Math.PI / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
const SHAPES = {
  CTRW: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]], SUB_FBM: polygon(3, 1.15, -90), SUB_SBM: polygon(3, 1.15, 90),
  SUPER_FBM: polygon(4, 1.1, 0), LEVY_WALK: star, SUPER_SBM: plus(Math.PI / 4), BROWNIAN: plus(0),
};

// The corners of a marker of radius 1; none for the round ones.
export function markerCorners(label) {
  return SHAPES[label];
}

// A marker on a piece of its path, for a legend.
export function drawMarkerOnPath(context, label, x, y, radius) {
  context.lineWidth = 2.5;
  context.strokeStyle = lineColour(label);
  context.beginPath();
  context.moveTo(x - 1.5 * radius, y);
  context.lineTo(x + 1.5 * radius, y);
  context.stroke();
  drawMarker(context, label, x, y, radius);
}

// Draws the marker of a class around a point; the undetermined and ATTM are discs, one of them small and grey.
export function drawMarker(context, label, x, y, radius) {
  context.save();
  context.translate(x, y);
  context.scale(radius, radius);
  context.beginPath();
  if (SHAPES[label]) {
    SHAPES[label].forEach(([px, py], corner) => (corner ? context.lineTo(px, py) : context.moveTo(px, py)));
    context.closePath();
  } else {
    context.arc(0, 0, label === UNDETERMINED ? 0.5 : 0.9, 0, 2 * Math.PI);
  }
  context.restore();
  context.lineJoin = 'round';
  context.lineWidth = 1 + 0.2 * radius;
  context.strokeStyle = isDark() ? '#0a0d11' : '#ffffff';
  context.stroke();
  context.fillStyle = labelColour(label);
  context.fill();
  context.lineWidth = 0.4 + 0.05 * radius;
  context.strokeStyle = isDark() ? '#d8d8d4' : '#1a1a1a';
  context.stroke();
}
