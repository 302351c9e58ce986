// The layer of paths. New segments are added to what is painted. When the view, a colour or a label changes, the layer is
// repainted off-screen (double buffering), a slice in each animation frame, and then replaces the old one, which is moved
// and scaled meanwhile. So no frame has to draw all paths, and a machine without a graphics card keeps up.

import { Strokes, trace } from './strokes.js';
import { colours } from './theme.js';

const MIN_SLICE = 1500; // segments
const INITIAL_SLICE = 4000;
const MAX_SLICE = 30000;
const SLOW_FRAME = 22; // milliseconds
const LINE_WIDTH = 1.5;
const HAIRLINE = 1; // a quarter of the cost of a wider line without a graphics card
const CROWDED = 200; // trajectories
const TRAJECTORY_COST = 20; // segments that a trajectory costs besides its own

export class PathLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.back = document.createElement('canvas');
    this.backContext = this.back.getContext('2d');
    this.paintedView = null;
    this.repainting = null;
    this.slice = INITIAL_SLICE;
  }

  get isRepainting() {
    return this.repainting !== null;
  }

  // Starts to repaint everything; a repaint that is under way is abandoned.
  repaint(trajectories, viewport, appearance, ratio) {
    this.back.width = Math.round(viewport.width * ratio);
    this.back.height = Math.round(viewport.height * ratio);
    const rest = [...trajectories];
    const view = { ...viewport.copy(), ratio, lineWidth: rest.length > CROWDED ? HAIRLINE : LINE_WIDTH };
    prepare(this.backContext, view);
    this.repainting = { rest, view, appearance, done: [] };
  }

  // Draws a slice: fewer segments when frames become slow, more when there is time.
  continueRepaint(frameTime) {
    const adapted = frameTime > SLOW_FRAME ? this.slice * 0.7 : this.slice * 1.1;
    this.slice = Math.min(MAX_SLICE, Math.max(MIN_SLICE, adapted));
    const { rest, view, appearance, done } = this.repainting;
    const strokes = new Strokes(appearance);
    let segments = 0;
    while (rest.length > 0 && segments < this.slice) {
      const trajectory = rest.pop();
      trajectory.repainted = trajectory.reached;
      done.push(trajectory);
      if (appearance.isVisible(trajectory)) {
        strokes.add(trajectory, 0, trajectory.reached);
        segments += trajectory.reached + TRAJECTORY_COST;
      }
    }
    strokes.draw(this.backContext, view);
    if (rest.length === 0) {
      this.swap();
    }
  }

  swap() {
    const { view, done } = this.repainting;
    this.canvas.width = this.back.width;
    this.canvas.height = this.back.height;
    // The layer's own size: that of the field may change before the next repaint.
    this.canvas.style.width = `${view.width}px`;
    this.canvas.style.height = `${view.height}px`;
    this.context.drawImage(this.back, 0, 0);
    prepare(this.context, view);
    this.canvas.style.transform = '';
    this.paintedView = view;
    for (const trajectory of done) {
      trajectory.painted = trajectory.repainted;
    }
    this.repainting = null;
  }

  // Adds what markers have passed since, grouped by colour.
  append(trajectories, appearance) {
    if (!this.paintedView) {
      return;
    }
    for (const [colour, group] of grown(trajectories, appearance)) {
      this.context.strokeStyle = colour;
      this.context.beginPath();
      for (const trajectory of group) {
        trace(this.context, this.paintedView, trajectory, trajectory.painted, trajectory.reached);
        trajectory.painted = trajectory.reached;
      }
      this.context.stroke();
    }
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

// Trajectories whose markers have moved on, by the colour of the new segments.
function grown(trajectories, appearance) {
  const { withoutSaliency } = colours();
  const groups = new Map();
  for (const trajectory of trajectories) {
    if (trajectory.reached > trajectory.painted && appearance.isVisible(trajectory)) {
      const colour = appearance.bySaliency ? withoutSaliency : colours().line(trajectory.label);
      if (!groups.has(colour)) {
        groups.set(colour, []);
      }
      groups.get(colour).push(trajectory);
    }
  }
  return groups;
}

// The transform from the painted view to the current one.
function shift(painted, viewport) {
  return {
    scale: viewport.scale / painted.scale,
    x: (painted.x - viewport.x) * viewport.scale,
    y: (painted.y - viewport.y) * viewport.scale,
  };
}

function prepare(context, view) {
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.lineWidth = view.lineWidth;
  context.lineJoin = 'bevel';
  context.lineCap = 'butt';
}
