// The layer of markers, drawn anew in every animation frame: each particle where it is between two camera frames.

import { drawMarker, isDark, LABELS, UNDETERMINED } from './colours.js';
import { drawPath } from './paths.js';
import { labelOf } from './trajectories.js';

const RADIUS = 5.5;
const LONGEST_GAP = 12; // frames over which a particle is moved in a straight line

export class MarkerLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.sprites = new Map();
  }

  // Markers are drawn once, in the size and the theme they are needed in.
  prepare(view, ratio) {
    this.canvas.width = Math.round(view.width * ratio);
    this.canvas.height = Math.round(view.height * ratio);
    this.ratio = ratio;
    this.radius = RADIUS * Math.max(1, Math.min(2, view.width / 1400));
    this.size = Math.ceil(this.radius * 3.2);
    for (const label of [...LABELS, UNDETERMINED]) {
      const sprite = document.createElement('canvas');
      sprite.width = sprite.height = this.size * ratio;
      const context = sprite.getContext('2d');
      context.scale(ratio, ratio);
      drawMarker(context, label, this.size / 2, this.size / 2, this.radius);
      this.sprites.set(label, sprite);
    }
  }

  draw(trajectories, view, style, frame, selected) {
    const { context, size } = this;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, view.width, view.height);
    if (selected && style.isVisible(selected)) {
      this.emphasise(selected, view, style, frame);
    }
    const counts = { drawn: 0, live: 0 };
    for (const trajectory of trajectories) {
      const opacity = style.isVisible(trajectory) ? style.opacity(trajectory) : 0;
      const place = opacity > 0 ? placeAt(trajectory, frame) : null;
      if (place) {
        const [x, y] = view.toPage(place[0], place[1]);
        context.globalAlpha = opacity;
        context.drawImage(this.sprites.get(labelOf(trajectory)), x - size / 2, y - size / 2, size, size);
        counts.drawn++;
        counts.live += trajectory.endedAt === null ? 1 : 0;
      }
    }
    context.globalAlpha = 1;
    return counts;
  }

  emphasise(trajectory, view, style, frame) {
    const { context } = this;
    context.lineWidth = 3.2;
    context.lineJoin = 'round';
    drawPath(context, view, style, trajectory, 0, trajectory.reached);
    const place = placeAt(trajectory, frame);
    if (place) {
      const [x, y] = view.toPage(place[0], place[1]);
      context.beginPath();
      context.arc(x, y, this.radius * 2.1, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = isDark() ? '#ffffff' : '#1b1f23';
      context.stroke();
    }
  }
}

// Moves the marker on to a frame: the last point at or before it.
export function reach(trajectory, frame) {
  const { frames } = trajectory;
  let { reached } = trajectory;
  while (reached + 1 < frames.length && frames[reached + 1] <= frame) {
    reached++;
  }
  trajectory.reached = Math.max(0, Math.min(reached, frames.length - 1));
}

// Where a particle is at a frame, which may lie between two; null before it appeared.
export function placeAt(trajectory, frame) {
  const { frames, x, y, reached } = trajectory;
  if (frames.length === 0 || frames[0] > frame) {
    return null;
  }
  const next = reached + 1;
  if (next >= frames.length || frames[next] - frames[reached] > LONGEST_GAP) {
    return [x[reached], y[reached]];
  }
  const share = (frame - frames[reached]) / (frames[next] - frames[reached]);
  return [x[reached] + (x[next] - x[reached]) * share, y[reached] + (y[next] - y[reached]) * share];
}
