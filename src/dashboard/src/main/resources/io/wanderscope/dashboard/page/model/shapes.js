// The shapes of markers, one a class, so that colour is never the only cue.

const polygon = (corners, radius, firstDegrees) =>
  Array.from({ length: corners }, (_, corner) => polar(radius, firstDegrees + (360 * corner) / corners));

const star = Array.from({ length: 10 }, (_, corner) => polar(corner % 2 === 0 ? 1.3 : 0.58, 36 * corner - 90));

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
  LEVY_WALK: star,
  SUPER_SBM: rotated(PLUS, Math.PI / 4),
  BROWNIAN: PLUS,
};

// The corners of a marker of radius 1; undefined for ATTM and the undetermined, which are discs.
export function markerCorners(label) {
  return CORNERS[label];
}

function polar(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function rotated(corners, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
}
