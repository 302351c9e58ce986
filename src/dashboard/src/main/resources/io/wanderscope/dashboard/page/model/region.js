// A region that a person drew in the field: a polygon of corners [x, y] in units of length.

const MIN_CORNERS = 3;

export function rectangle([x0, y0], [x1, y1]) {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

// Left, top, right and bottom of what it covers.
export function boundsOf(region) {
  const [x, y] = [region.map((corner) => corner[0]), region.map((corner) => corner[1])];
  return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
}

// Whether it covers anything at all.
export function isArea(region) {
  const { left, top, right, bottom } = boundsOf(region);
  return region.length >= MIN_CORNERS && right > left && bottom > top;
}

// A function that says whether a point is inside, by the number of sides that a ray from it to the right crosses.
export function insideOf(region) {
  const xs = Float64Array.from(region, ([x]) => x);
  const ys = Float64Array.from(region, ([, y]) => y);
  return (x, y) => {
    let inside = false;
    for (let corner = 0, before = xs.length - 1; corner < xs.length; before = corner++) {
      const crosses = ys[before] > y !== ys[corner] > y;
      if (crosses && x < xs[before] + ((y - ys[before]) * (xs[corner] - xs[before])) / (ys[corner] - ys[before])) {
        inside = !inside;
      }
    }
    return inside;
  };
}

// Fewer corners: those that are nearer than a distance to the one before are left out.
export function simplified(corners, distance) {
  return corners.reduce((kept, corner) => {
    const last = kept.at(-1);
    return last && Math.hypot(corner[0] - last[0], corner[1] - last[1]) < distance ? kept : [...kept, corner];
  }, []);
}

// Moved and made larger by shares of its own size; its upper left corner stays where only the size changes.
export function changed(region, { dx = 0, dy = 0, dWidth = 0, dHeight = 0 }) {
  const { left, top, right, bottom } = boundsOf(region);
  const [width, height] = [right - left, bottom - top];
  return region.map(([x, y]) => [x + dx * width + (x - left) * dWidth, y + dy * height + (y - top) * dHeight]);
}
