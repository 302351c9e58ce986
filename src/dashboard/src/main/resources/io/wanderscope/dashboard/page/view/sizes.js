// How large lines and markers are, in pixels of the page: as people can tell them apart best, and smaller where there are
// many.

const LINE_WIDTH = 1.5;
const HAIRLINE = 1;
const CROWDED = 200; // trajectories
const RADIUS = 5.5;
const MIN_RADIUS = 2.5;
const HEAP = 1000; // trajectories

export const EMPHASIS_WIDTH = 3.2; // of the selected path
export const RING_WIDTH = 2; // of the ring around its marker
export const RING_RADIUS = 2.1; // multiples of the marker's radius

// trajectories: their number
export function lineWidth(trajectories) {
  return trajectories > CROWDED ? HAIRLINE : LINE_WIDTH;
}

// Whether there are so many trajectories that full markers would cover the paths.
export const isHeap = (trajectories) => trajectories > HEAP;

export function markerRadius(viewport, trajectories) {
  const radius = RADIUS * Math.max(1, Math.min(2, viewport.width / 1400));
  const share = Math.sqrt(Math.min(1, HEAP / trajectories));
  return Math.max(MIN_RADIUS, Math.round(2 * radius * share) / 2);
}
