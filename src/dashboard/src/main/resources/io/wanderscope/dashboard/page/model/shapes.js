// The shapes of markers, one for each class and each other kind of motion, so that colour is never the only cue.

const polygon = (corners, radius, firstDegrees) =>
  Array.from({ length: corners }, (_, corner) => polar(radius, firstDegrees + (360 * corner) / corners));

const star = (points, outerRadius, innerRadius) =>
  Array.from({ length: 2 * points }, (_, corner) =>
    polar(corner % 2 === 0 ? outerRadius : innerRadius, (180 * corner) / points - 90),
  );

const PLUS = [
  [-1, -0.36],
  [-0.36, -0.36],
  [-0.36, -1],
  [0.36, -1],
  [0.36, -0.36],
  [1, -0.36],
  [1, 0.36],
  [0.36, 0.36],
  [0.36, 1],
  [-0.36, 1],
  [-0.36, 0.36],
  [-1, 0.36],
];

// Two walls with the particle between them.
const WALLS = [
  [-0.9, -0.9],
  [-0.36, -0.9],
  [-0.36, -0.28],
  [0.36, -0.28],
  [0.36, -0.9],
  [0.9, -0.9],
  [0.9, 0.9],
  [0.36, 0.9],
  [0.36, 0.28],
  [-0.36, 0.28],
  [-0.36, 0.9],
  [-0.9, 0.9],
];

// Narrow and upright.
const BAR = [
  [-0.3, -1],
  [0.3, -1],
  [0.3, 1],
  [-0.3, 1],
];

const CORNERS = {
  CTRW: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  SUB_FBM: polygon(3, 1.15, -90),
  SUB_SBM: polygon(3, 1.15, 90),
  SUPER_FBM: polygon(4, 1.1, 0),
  LEVY_WALK: star(5, 1.3, 0.58),
  SUPER_SBM: rotated(PLUS, Math.PI / 4),
  BROWNIAN: PLUS,
  IMMOBILE: [
    [-1.15, -0.45],
    [1.15, -0.45],
    [1.15, 0.45],
    [-1.15, 0.45],
  ],
  CONFINED: WALLS,
  DIRECTED: [
    [1.3, 0],
    [-0.5, 1.05],
    [-0.3, 0],
    [-0.5, -1.05],
  ],
  SWITCHING: [
    [-1, -0.82],
    [0, -0.24],
    [1, -0.82],
    [1, 0.82],
    [0, 0.24],
    [-1, 0.82],
  ],
  ARTEFACT: polygon(5, 1.15, -90),
  UNFAMILIAR: star(4, 1.3, 0.52),
  UNSURE: BAR,
};

// The corners of a marker of radius 1; undefined for those that are discs.
export function markerCorners(label) {
  return CORNERS[label];
}

// The radius of a marker of radius 1 that is a disc: those without an answer are small.
export const discRadius = (label) => (label === 'ATTM' ? 0.9 : 0.5);

function polar(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function rotated(corners, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
}
