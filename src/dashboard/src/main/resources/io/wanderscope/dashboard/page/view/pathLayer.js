// The layer of paths, drawn without a graphics card. New segments are added to what is painted. When the view, a colour or
// a label changes, the layer is repainted off-screen (double buffering), for some milliseconds of each animation frame,
// and then replaces the old one, which is moved and scaled meanwhile. So no frame has to draw all paths.

import { Raster } from '../model/raster.js';
import { cleared, show } from './pixels.js';
import { isSameMoment, isSameView } from './scene.js';
import { lineWidth } from './sizes.js';
import { trace } from './tracing.js';

const FRAME = 10; // milliseconds that a frame may take with repainting
const MIN_SLICE = 3; // milliseconds for repainting, however late it is
const FIRST_SLICE = 60; // milliseconds while there is nothing to see yet
const GROWTH = 5; // milliseconds that a frame may take with new segments
const CLOCK = 16; // trajectories between two looks at the clock

export class PathLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.front = new Raster(1, 1);
    this.back = new Raster(1, 1);
    this.paintedView = null;
    this.repainting = null;
    this.appended = null; // the scene up to which paths were painted
    this.appending = null; // the scene up to which they are being painted, and what is left of it
    this.outdated = true;
  }

  get isRepainting() {
    return this.repainting !== null;
  }

  // Colours, filters or labels have changed; a repaint that is under way is abandoned.
  changed() {
    this.outdated = true;
  }

  draw(scene, ratio) {
    const view = viewOf(scene, ratio);
    const idle = !this.isRepainting && !isSameView(view, this.paintedView);
    if (this.outdated || idle) {
      this.repaint(scene, view);
    }
    if (this.isRepainting) {
      this.continueRepaint(scene);
    }
    if (this.paintedView && (this.appending || !isSameMoment(scene, this.appended))) {
      this.append(scene);
    }
    this.place(scene.viewport);
  }

  repaint({ trajectories }, view) {
    this.outdated = false;
    this.back = cleared(this.back, view);
    this.repainting = { rest: [...trajectories.values()], view, done: [] };
  }

  continueRepaint({ appearance, time }) {
    const { rest, view, done } = this.repainting;
    const slice = this.paintedView ? MIN_SLICE : FIRST_SLICE;
    const end = Math.max(time + FRAME, performance.now() + slice);
    while (rest.length > 0 && (rest.length % CLOCK > 0 || performance.now() < end)) {
      const trajectory = rest.pop();
      trajectory.repainted = trajectory.reached;
      done.push(trajectory);
      trace(this.back, view, trajectory, 0, trajectory.reached, view.lineWidth, appearance);
    }
    if (rest.length === 0) {
      this.swap();
    }
  }

  swap() {
    const { view, done } = this.repainting;
    [this.front, this.back] = [this.back, this.front];
    this.paintedView = view;
    for (const trajectory of done) {
      trajectory.painted = trajectory.repainted;
    }
    this.repainting = null;
    this.appended = null;
    this.appending = null;
    this.show();
  }

  show() {
    const { canvas, paintedView } = this;
    // The layer's own size: that of the field may change before the next repaint.
    canvas.style.width = `${paintedView.width}px`;
    canvas.style.height = `${paintedView.height}px`;
    show(this.front, this.context);
  }

  // Adds what markers have passed since. With each frame of the camera, all paths grow at once: that is spread over a few frames of the
  // page, and then shown.
  append(scene) {
    if (this.appending?.scene.trajectories !== scene.trajectories) {
      this.appending = { scene, rest: scene.trajectories.values(), grown: false };
    }
    const { appending } = this;
    const end = performance.now() + GROWTH;
    for (let count = 1; count % CLOCK > 0 || performance.now() < end; count++) {
      const { value, done } = appending.rest.next();
      if (done) {
        this.appended = appending.scene;
        this.appending = null;
        if (appending.grown) {
          this.show();
        }
        return;
      }
      appending.grown = this.extend(value, scene.appearance) || appending.grown;
    }
  }

  // Returns whether a path had something to add.
  extend(trajectory, appearance) {
    const { painted, reached } = trajectory;
    if (reached <= painted) {
      return false;
    }
    trace(this.front, this.paintedView, trajectory, painted, reached, this.paintedView.lineWidth, appearance);
    trajectory.painted = reached;
    return true;
  }

  // Draws the layer into another context, where the viewport shows it.
  copyTo(context, viewport) {
    const painted = this.paintedView;
    if (painted) {
      const { scale, x, y } = shift(painted, viewport);
      context.drawImage(this.canvas, x, y, painted.width * scale, painted.height * scale);
    }
  }

  // Moves the layer to where it belongs until it is repainted.
  place(viewport) {
    if (!this.paintedView) {
      return;
    }
    const { scale, x, y } = shift(this.paintedView, viewport);
    const moved = scale !== 1 || x !== 0 || y !== 0;
    this.canvas.style.transformOrigin = '0 0';
    this.canvas.style.transform = moved ? `translate(${x}px, ${y}px) scale(${scale})` : '';
  }
}

function viewOf({ viewport, trajectories }, ratio) {
  return { ...viewport.copy(), ratio, lineWidth: lineWidth(trajectories.size) };
}

// The transform from the painted view to the current one.
function shift(painted, viewport) {
  return {
    scale: viewport.scale / painted.scale,
    x: (painted.x - viewport.x) * viewport.scale,
    y: (painted.y - viewport.y) * viewport.scale,
  };
}
