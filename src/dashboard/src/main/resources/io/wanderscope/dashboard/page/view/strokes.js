// Pieces of paths grouped by colour and opacity: one stroke for each group, however many pieces it has, because strokes
// are what costs.

import { isOtherMotion } from '../model/labels.js';
import { runsOfOneLevel } from '../model/saliency.js';
import { colours } from './theme.js';

const OPACITIES = 8; // steps in which a path fades

export class Strokes {
  // appearance: of the field; opacity(trajectory) and bySaliency
  constructor(appearance) {
    this.appearance = appearance;
    this.colours = colours();
    this.groups = new Map();
  }

  // Adds a trajectory's path from one of its points to another.
  add(trajectory, from, to) {
    const opacity = Math.round(this.appearance.opacity(trajectory) * OPACITIES) / OPACITIES;
    if (opacity === 0 || to <= from) {
      return;
    }
    // Saliency explains one of the eight classes, to which other motion does not belong.
    if (this.appearance.bySaliency && !isOtherMotion(trajectory.label)) {
      for (const run of runsOfOneLevel(trajectory, from, to)) {
        this.group(this.colours.saliencyLevel(run.level), opacity).push({ trajectory, from: run.from, to: run.to });
      }
    } else {
      this.group(this.colours.line(trajectory.label), opacity).push({ trajectory, from, to });
    }
  }

  group(colour, opacity) {
    const key = `${colour} ${opacity}`;
    if (!this.groups.has(key)) {
      this.groups.set(key, { colour, opacity, pieces: [] });
    }
    return this.groups.get(key).pieces;
  }

  draw(context, viewport) {
    for (const { colour, opacity, pieces } of this.groups.values()) {
      context.globalAlpha = opacity;
      context.strokeStyle = colour;
      context.beginPath();
      pieces.forEach(({ trajectory, from, to }) => trace(context, viewport, trajectory, from, to));
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}

// Adds a piece of a path to the context's current path.
export function trace(context, viewport, { x, y }, from, to) {
  const { scale } = viewport;
  context.moveTo((x[from] - viewport.x) * scale, (y[from] - viewport.y) * scale);
  for (let point = from + 1; point <= to; point++) {
    context.lineTo((x[point] - viewport.x) * scale, (y[point] - viewport.y) * scale);
  }
}
