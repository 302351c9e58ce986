// The field of view: moves the particles in time and has them drawn.

import { BY_CLASS, opacity } from '../model/displayOptions.js';
import { ImageLook } from '../model/fieldImage.js';
import { nextFrame } from '../model/playback.js';
import { frozen } from '../model/trajectories.js';
import { Viewport } from '../model/viewport.js';
import { openDrawing } from './drawing.js';
import { ImageLayer } from './imageLayer.js';
import { colours } from './theme.js';

const REPAINT_INTERVAL = 1000; // milliseconds, at least, between repaints because labels or weights changed
const MAX_STEP = 1000; // milliseconds; a hidden tab has animation frames far apart
const FAINT = 0.15; // opacity of what is not selected
const REACH = 16; // pixels around the pointer in which a trajectory can be chosen

export class Field {
  // options: DisplayOptions; onZoom: called when the scale has changed
  constructor(element, trajectories, options, onZoom) {
    this.element = element;
    this.live = trajectories;
    this.source = trajectories; // what is drawn: the live trajectories, or a copy while paused
    this.options = options;
    this.onZoom = onZoom;
    this.viewport = new Viewport();
    this.drawing = openDrawing(element, (drawing) => this.drawWith(drawing));
    this.image = new ImageLayer(element.querySelector('#field-image'), new ImageLook());
    this.frame = null; // what is drawn, which may be between two frames of the camera
    this.frameInterval = null; // milliseconds between the camera's frames
    this.selected = null; // the id of a trajectory
    this.drawnLive = 0; // markers of trajectories that have not ended
    this.advancedUpdates = -1; // as received when markers were moved last
    this.reportedScale = null;
    this.paintedAt = 0;
    this.paintedVersion = -1;
    this.stale = true;
    this.reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
    this.still = this.reducedMotion.matches; // asked once in each frame, because the answer takes long
    this.resized();
    new ResizeObserver(() => this.resized()).observe(element);
    this.watchDensity();
    requestAnimationFrame((now) => this.animate(now));
  }

  // A window that is dragged to another screen, or a page that is zoomed, has other pixels at the same size.
  watchDensity() {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        this.resized();
        this.watchDensity();
      },
      { once: true },
    );
  }

  // Draws with another drawing from now on, such as when a graphics card fails.
  drawWith(drawing) {
    this.drawing = drawing;
    this.drawing.prepare(this.ratio);
  }

  isVisible(trajectory) {
    return this.options.passes(trajectory);
  }

  opacity(trajectory) {
    return opacity(trajectory, this.now, this.still) * (trajectory.isFaint ? FAINT : 1);
  }

  isShown(trajectory) {
    return this.isVisible(trajectory) && this.opacity(trajectory) > 0;
  }

  // The visible trajectories: neither filtered out nor faded away.
  get shown() {
    return [...this.source.byId.values()].filter((each) => this.isShown(each));
  }

  get isBlank() {
    for (const trajectory of this.source.byId.values()) {
      if (this.isShown(trajectory)) {
        return false;
      }
    }
    return true;
  }

  get isPaused() {
    return this.source !== this.live;
  }

  // While paused, a copy of what was there is shown.
  pause(paused) {
    this.source = paused ? frozen(this.live) : this.live;
    this.pausedAt = paused ? this.now : null;
    if (!paused) {
      for (const trajectory of this.live.byId.values()) {
        trajectory.painted = 0;
      }
    }
    this.changed();
  }

  // Shows trajectories other than the live ones, as they are at a frame.
  // now: milliseconds of the page's clock, at which those that have ended have not faded yet
  showPast(trajectories, frame, now) {
    for (const trajectory of trajectories.byId.values()) {
      trajectory.advanceTo(frame);
    }
    if (this.source !== trajectories) {
      this.source = trajectories;
      this.pausedAt = now;
      this.changed();
    }
    this.frame = frame;
  }

  // Weights of one stage must not be taken for those of another.
  dropSaliency() {
    for (const trajectory of this.source.byId.values()) {
      trajectory.explain(null);
    }
    this.changed();
  }

  // A paused view receives nothing itself: it takes the weights of another stage from the live trajectories.
  takeSaliency() {
    if (this.isPaused) {
      for (const [id, trajectory] of this.source.byId) {
        trajectory.explain(trajectory.saliency ?? this.live.byId.get(id)?.saliency ?? null);
      }
      this.changed();
    }
  }

  // Paths need a repaint: colours or filters have changed.
  changed() {
    this.stale = true;
  }

  themeChanged() {
    this.drawing.prepare(this.ratio);
  }

  // Before another acquisition is shown.
  reset() {
    this.frame = null;
    this.viewport.follows = true;
    this.changed();
  }

  resized() {
    this.viewport.resize(this.element.clientWidth, this.element.clientHeight);
    this.ratio = Math.min(window.devicePixelRatio || 1, 3);
    this.drawing.prepare(this.ratio);
    if (this.viewport.follows) {
      this.viewport.fit(this.source.bounds);
    }
  }

  zoom(factor, x, y) {
    this.viewport.zoom(factor, x, y);
  }

  pan(dx, dy) {
    this.viewport.pan(dx, dy);
  }

  fit() {
    this.viewport.follows = true;
    this.live.measureBounds();
    this.viewport.fit(this.source.bounds);
  }

  animate(time) {
    const elapsed = Math.min(time - (this.time ?? time), MAX_STEP);
    this.time = time;
    this.now = this.pausedAt ?? time;
    this.still = this.reducedMotion.matches;
    if (!this.isPaused) {
      this.advance(elapsed);
    }
    this.followBounds();
    this.paint(time);
    requestAnimationFrame((next) => this.animate(next));
  }

  // Moves every marker on at the pace at which frames arrive.
  advance(elapsed) {
    const { lastFrame: latest, arrivalInterval } = this.live;
    if (latest === null) {
      return;
    }
    const interval = arrivalInterval || this.frameInterval;
    const frame = nextFrame(this.frame, { elapsed, latest, interval, still: this.still });
    if (frame !== this.frame || this.live.updates !== this.advancedUpdates) {
      this.frame = frame;
      this.advancedUpdates = this.live.updates;
      for (const trajectory of this.live.byId.values()) {
        trajectory.advanceTo(frame);
      }
    }
  }

  followBounds() {
    this.viewport.follow(this.source.bounds);
    if (this.viewport.scale !== this.reportedScale) {
      this.reportedScale = this.viewport.scale;
      this.onZoom();
    }
  }

  paint(time) {
    if (this.needsRepaint(time)) {
      this.paintedVersion = this.source.paintVersion;
      this.paintedAt = time;
      this.stale = false;
      this.drawing.changed();
    }
    this.image.draw(this.viewport, this.ratio);
    this.drawnLive = this.drawing.draw(this.scene);
  }

  // Draws all of it now, which may take several frames otherwise.
  drawAtOnce() {
    this.changed();
    this.time ??= performance.now(); // before the first animation frame
    do {
      this.paint(this.time);
    } while (this.drawing.isBehind);
  }

  get scene() {
    const { source, viewport, appearance, frame, now, time } = this;
    const { byId: trajectories, updates } = source;
    return { trajectories, updates, viewport, appearance, frame, now, time, selected: trajectories.get(this.selected) };
  }

  get appearance() {
    return {
      isVisible: (trajectory) => this.isVisible(trajectory),
      opacity: (trajectory) => this.opacity(trajectory),
      bySaliency: this.options.colouring !== BY_CLASS,
      colours: colours(),
    };
  }

  needsRepaint(time) {
    const due = time - this.paintedAt > REPAINT_INTERVAL && !this.drawing.isBehind;
    return this.stale || (due && !this.isPaused && this.source.paintVersion !== this.paintedVersion);
  }

  // The id of the trajectory whose marker is nearest to a pixel of the field, or else whose path is if paths count; null when
  // none is near.
  nearest(pageX, pageY, ofPaths = true) {
    const best = { id: null, distance: REACH };
    const offer = (id, [x, y]) => {
      const [px, py] = this.viewport.toPage(x, y);
      const distance = Math.hypot(px - pageX, py - pageY);
      if (distance < best.distance) {
        Object.assign(best, { id, distance });
      }
    };
    const { shown } = this;
    for (const trajectory of shown) {
      const position = trajectory.positionAt(this.frame);
      if (position) {
        offer(trajectory.id, position);
      }
    }
    if (best.id === null && ofPaths) {
      for (const { id, x, y } of shown) {
        x.forEach((each, point) => offer(id, [each, y[point]]));
      }
    }
    return best.id;
  }

  // Where a trajectory's marker is, in pixels of the window; null when it is not there.
  locate(id) {
    const position = this.source.byId.get(id)?.positionAt(this.frame);
    if (!position) {
      return null;
    }
    const box = this.element.getBoundingClientRect();
    const [x, y] = this.viewport.toPage(position[0], position[1]);
    return { x: box.left + x, y: box.top + y };
  }
}
