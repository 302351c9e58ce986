// The layer of markers, drawn in every animation frame: each particle where it is between two frames of the camera.

import { ALL_LABELS } from '../model/labels.js';
import { drawMarker } from './marker.js';
import { Strokes } from './strokes.js';
import { colours } from './theme.js';

const RADIUS = 5.5;

export class MarkerLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.sprites = new Map();
  }

  // Draws each class's marker once, in the size and the theme in which it is needed.
  prepare(viewport, ratio) {
    this.canvas.width = Math.round(viewport.width * ratio);
    this.canvas.height = Math.round(viewport.height * ratio);
    this.ratio = ratio;
    this.radius = RADIUS * Math.max(1, Math.min(2, viewport.width / 1400));
    this.size = Math.ceil(this.radius * 3.2);
    for (const label of ALL_LABELS) {
      this.sprites.set(label, this.sprite(label));
    }
  }

  sprite(label) {
    const sprite = document.createElement('canvas');
    sprite.width = sprite.height = this.size * this.ratio;
    const context = sprite.getContext('2d');
    context.scale(this.ratio, this.ratio);
    drawMarker(context, label, this.size / 2, this.size / 2, this.radius);
    return sprite;
  }

  // Returns how many markers were drawn of trajectories that have not ended.
  draw(trajectories, viewport, appearance, frame, selected) {
    const { context } = this;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, viewport.width, viewport.height);
    if (selected && appearance.isVisible(selected)) {
      this.emphasise(selected, viewport, appearance, frame);
    }
    let live = 0;
    for (const trajectory of trajectories) {
      if (this.drawOne(trajectory, viewport, appearance, frame) && trajectory.endedAt === null) {
        live++;
      }
    }
    context.globalAlpha = 1;
    return live;
  }

  drawOne(trajectory, viewport, appearance, frame) {
    const opacity = appearance.isVisible(trajectory) ? appearance.opacity(trajectory) : 0;
    const position = opacity > 0 ? trajectory.positionAt(frame) : null;
    if (!position) {
      return false;
    }
    const { size } = this;
    const [x, y] = viewport.toPage(position[0], position[1]);
    this.context.globalAlpha = opacity;
    this.context.drawImage(this.sprites.get(trajectory.label), x - size / 2, y - size / 2, size, size);
    return true;
  }

  // A broader path, and a ring around the marker.
  emphasise(trajectory, viewport, appearance, frame) {
    const { context } = this;
    context.lineWidth = 3.2;
    context.lineJoin = 'round';
    const strokes = new Strokes(appearance);
    strokes.add(trajectory, 0, trajectory.reached);
    strokes.draw(context, viewport);
    const position = trajectory.positionAt(frame);
    if (position) {
      const [x, y] = viewport.toPage(position[0], position[1]);
      context.beginPath();
      context.arc(x, y, this.radius * 2.1, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = colours().emphasis;
      context.stroke();
    }
  }
}
