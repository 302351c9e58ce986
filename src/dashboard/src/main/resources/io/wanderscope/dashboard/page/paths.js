// The layer of paths. New segments are added to what is drawn. When the view, a colour or a label changed, the layer is
// drawn anew behind the scenes, a slice in each animation frame, and then put in the place of the old one, which is
// moved and scaled meanwhile. So a frame never has to draw all paths, and a machine without a graphics card keeps up.

import { lineColour, saliencyLevel, saliencyTable, unexplainedColour } from './colours.js';
import { labelOf } from './trajectories.js';

const SMALLEST_SLICE = 1500; // segments
const LARGEST_SLICE = 30000;
const SLOW_FRAME = 22; // milliseconds
const LINE_WIDTH = 1.5;
const HAIRLINE = 1; // costs a quarter of a wider line without a graphics card
const CROWDED = 200; // trajectories
const OPACITIES = 8; // steps in which a path fades

export class PathLayer {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.back = document.createElement('canvas');
    this.backContext = this.back.getContext('2d');
    this.drawnView = null;
    this.rebuilding = null;
    this.slice = 4000;
  }

  get isRebuilding() {
    return this.rebuilding !== null;
  }

  // Starts to draw all anew; what was begun before is given up.
  rebuild(trajectories, view, style, ratio) {
    this.back.width = Math.round(view.width * ratio);
    this.back.height = Math.round(view.height * ratio);
    const rest = [...trajectories];
    const copied = { ...view.copy(), ratio, lineWidth: rest.length > CROWDED ? HAIRLINE : LINE_WIDTH };
    prepare(this.backContext, copied);
    this.rebuilding = { rest, view: copied, style, done: [] };
  }

  // Draws a slice; fewer segments when frames become slow, more when there is time.
  continueRebuild(frameTime) {
    const adapted = frameTime > SLOW_FRAME ? this.slice * 0.7 : this.slice * 1.1;
    this.slice = Math.min(LARGEST_SLICE, Math.max(SMALLEST_SLICE, adapted));
    const { rest, view, style, done } = this.rebuilding;
    const strokes = new Strokes();
    let segments = 0;
    while (rest.length > 0 && segments < this.slice) {
      const trajectory = rest.pop();
      trajectory.redrawn = trajectory.reached;
      done.push(trajectory);
      if (style.isVisible(trajectory)) {
        strokes.add(style, trajectory, 0, trajectory.reached);
        segments += trajectory.reached + 20;
      }
    }
    strokes.draw(this.backContext, view);
    if (rest.length === 0) {
      this.swap();
    }
  }

  swap() {
    const { view, done } = this.rebuilding;
    this.canvas.width = this.back.width;
    this.canvas.height = this.back.height;
    // Its own size, not that of the field, which may be another before the next one is drawn.
    this.canvas.style.width = `${view.width}px`;
    this.canvas.style.height = `${view.height}px`;
    this.context.drawImage(this.back, 0, 0);
    prepare(this.context, view);
    this.canvas.style.transform = '';
    this.drawnView = view;
    for (const trajectory of done) {
      trajectory.drawn = trajectory.redrawn;
    }
    this.rebuilding = null;
  }

  // Adds what markers have passed since, grouped by colour.
  append(trajectories, style) {
    if (!this.drawnView) {
      return;
    }
    const groups = new Map();
    for (const trajectory of trajectories) {
      if (trajectory.reached > trajectory.drawn && style.isVisible(trajectory)) {
        const colour = style.saliency ? unexplainedColour() : lineColour(labelOf(trajectory));
        if (!groups.has(colour)) {
          groups.set(colour, []);
        }
        groups.get(colour).push(trajectory);
      }
    }
    for (const [colour, group] of groups) {
      this.context.strokeStyle = colour;
      this.context.beginPath();
      for (const trajectory of group) {
        trace(this.context, this.drawnView, trajectory, trajectory.drawn, trajectory.reached);
        trajectory.drawn = trajectory.reached;
      }
      this.context.stroke();
    }
  }

  // Draws what is shown, where it is shown.
  copyTo(context, view) {
    const drawn = this.drawnView;
    if (drawn) {
      const scale = view.scale / drawn.scale;
      context.drawImage(this.canvas, (drawn.x - view.x) * view.scale, (drawn.y - view.y) * view.scale,
        drawn.width * scale, drawn.height * scale);
    }
  }

  // Until it is drawn anew, the old picture is moved to where it belongs.
  place(view) {
    const drawn = this.drawnView;
    if (!drawn) {
      return;
    }
    const scale = view.scale / drawn.scale;
    const x = (drawn.x - view.x) * view.scale;
    const y = (drawn.y - view.y) * view.scale;
    const moved = scale !== 1 || x !== 0 || y !== 0;
    this.canvas.style.transformOrigin = '0 0';
    this.canvas.style.transform = moved ? `translate(${x}px, ${y}px) scale(${scale})` : '';
  }
}

function prepare(context, view) {
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.lineWidth = view.lineWidth;
  context.lineJoin = 'bevel';
  context.lineCap = 'butt';
}

export function drawPath(context, view, style, trajectory, from, to) {
  const strokes = new Strokes();
  strokes.add(style, trajectory, from, to);
  strokes.draw(context, view);
}

// Pieces of paths by colour and opacity: one stroke for each, however many pieces there are, which is what costs.
class Strokes {
  constructor() {
    this.groups = new Map();
  }

  add(style, trajectory, from, to) {
    const opacity = Math.round(style.opacity(trajectory) * OPACITIES) / OPACITIES;
    if (opacity === 0 || to <= from) {
      return;
    }
    if (style.saliency) {
      this.addSalient(opacity, trajectory, from, to);
    } else {
      this.group(lineColour(labelOf(trajectory)), opacity).push({ trajectory, from, to });
    }
  }

  // A piece for each run of segments of one colour.
  addSalient(opacity, trajectory, from, to) {
    const table = saliencyTable();
    const unexplained = unexplainedColour();
    const colourAt = (point) => table[levelAt(trajectory, point)] || unexplained;
    let start = from;
    for (let point = from + 1; point <= to; point++) {
      const colour = colourAt(point);
      if (point === to || colourAt(point + 1) !== colour) {
        this.group(colour, opacity).push({ trajectory, from: start, to: point });
        start = point;
      }
    }
  }

  group(colour, opacity) {
    const key = `${colour} ${opacity}`;
    if (!this.groups.has(key)) {
      this.groups.set(key, { colour, opacity, pieces: [] });
    }
    return this.groups.get(key).pieces;
  }

  draw(context, view) {
    for (const { colour, opacity, pieces } of this.groups.values()) {
      context.globalAlpha = opacity;
      context.strokeStyle = colour;
      context.beginPath();
      pieces.forEach(({ trajectory, from, to }) => trace(context, view, trajectory, from, to));
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}

function levelAt(trajectory, point) {
  const { saliency } = trajectory;
  const index = saliency ? trajectory.frames[point] - saliency.first_frame : -1;
  return saliency && index >= 0 && index < saliency.weights.length ? saliencyLevel(saliency.weights[index] / 100) : null;
}

function trace(context, view, trajectory, from, to) {
  const { x, y } = trajectory;
  const { scale } = view;
  context.moveTo((x[from] - view.x) * scale, (y[from] - view.y) * scale);
  for (let point = from + 1; point <= to; point++) {
    context.lineTo((x[point] - view.x) * scale, (y[point] - view.y) * scale);
  }
}
