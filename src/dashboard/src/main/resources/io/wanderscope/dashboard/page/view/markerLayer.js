// The layer of markers, drawn in every animation frame without a graphics card: each particle where it is between two
// frames of the camera.

import { Raster } from '../model/raster.js';
import { cleared, show } from './pixels.js';
import { Cells } from './cells.js';
import { isSameView } from './scene.js';
import { EMPHASIS_WIDTH, isHeap, markerRadius, RING_RADIUS, RING_WIDTH } from './sizes.js';
import { Stamps } from './stamps.js';
import { pixelOf, trace } from './tracing.js';
import { VisibleMarkers } from './visibleMarkers.js';

const RING_CORNERS = 48;

export class MarkerLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.raster = new Raster(1, 1);
    this.stamps = null;
    this.visible = new VisibleMarkers();
    this.view = null; // as drawn last
  }

  // For another density of pixels or another theme.
  prepare() {
    this.stamps = null;
    this.changed();
  }

  changed() {
    this.visible.changed();
  }

  // Returns how many particles that have not ended have a marker.
  draw(scene, ratio) {
    const view = { ...scene.viewport.copy(), ratio };
    const isNew = this.visible.take(scene);
    if (isNew || scene.selected !== this.selected || !isSameView(view, this.view)) {
      this.view = view;
      this.selected = scene.selected;
      this.drawAll(scene);
    }
    return this.visible.live;
  }

  drawAll(scene) {
    const { view, visible } = this;
    const { trajectories, viewport, selected } = scene;
    const radius = markerRadius(viewport, trajectories.size);
    if (this.stamps?.radius !== radius) {
      this.stamps = new Stamps(radius, view.ratio);
    }
    this.raster = cleared(this.raster, view);
    if (selected) {
      this.emphasise(selected, scene);
    }
    const cells = isHeap(trajectories.size) ? new Cells(view, 2 * radius) : null;
    for (let marker = 0; marker < visible.count; marker++) {
      const [px, py] = [visible.x[marker], visible.y[marker]];
      if (!cells || cells.take(px, py)) {
        const [x, y] = onScreen(view, px, py);
        this.stamps.draw(this.raster, visible.labels[marker], x, y, visible.opacities[marker]);
      }
    }
    show(this.raster, this.context);
  }

  // A broader path, and a ring around the marker.
  emphasise(trajectory, { appearance, frame }) {
    const { view } = this;
    trace(this.raster, view, trajectory, 0, trajectory.reached, EMPHASIS_WIDTH, appearance);
    const position = appearance.isVisible(trajectory) ? trajectory.positionAt(frame) : null;
    if (position) {
      this.ring(...onScreen(view, ...position), {
        halfWidth: (RING_WIDTH * view.ratio) / 2,
        colour: pixelOf(appearance.colours.emphasis),
        alpha: 255,
      });
    }
  }

  ring(x, y, pen) {
    const radius = RING_RADIUS * this.stamps.radius * this.stamps.ratio;
    const corner = (index) => {
      const angle = (2 * Math.PI * index) / RING_CORNERS;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    };
    for (let index = 0; index < RING_CORNERS; index++) {
      this.raster.line(...corner(index), ...corner(index + 1), pen);
    }
  }
}

// In pixels of the screen.
function onScreen({ x, y, scale, ratio }, px, py) {
  return [(px - x) * scale * ratio, (py - y) * scale * ratio];
}
