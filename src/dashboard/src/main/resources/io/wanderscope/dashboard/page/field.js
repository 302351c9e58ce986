// The field of view: moves the particles in time, draws both layers, and takes what a person does with mouse and wheel.

import { MarkerLayer, placeAt, reach } from './markers.js';
import { PathLayer } from './paths.js';
import { frozen, labelOf } from './trajectories.js';
import { View } from './view.js';

const LAG = 250; // milliseconds that markers are behind the latest update, so that they never have to wait for one
const FADE_AFTER = 1500;
const FADE = 6500;
const REBUILD_EVERY = 1000;
const REACH = 16; // pixels around the pointer in which a trajectory is chosen
const FRAME_TIMES = 300;
const LINE = 33; // pixels of a wheel that turns by lines

export class Field {
  // settings: colouring ('class' or 'stage-N'), hidden (a set of labels), confidence; onZoom: the scale is another
  constructor(element, trajectories, settings, onSelect, onZoom) {
    this.element = element;
    this.live = trajectories;
    this.source = trajectories;
    this.settings = settings;
    this.onSelect = onSelect;
    this.onZoom = onZoom;
    this.view = new View();
    this.paths = new PathLayer(element.querySelector('#paths'));
    this.markers = new MarkerLayer(element.querySelector('#markers'));
    this.frame = null;
    this.frameInterval = null;
    this.selected = null;
    this.toldScale = null;
    this.builtAt = 0;
    this.builtOf = -1;
    this.stale = true;
    this.drawn = 0;
    this.drawnLive = 0; // those of them that have not ended
    this.frameTimes = [];
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.style = {
      isVisible: (trajectory) => this.isVisible(trajectory),
      opacity: (trajectory) => this.opacity(trajectory),
      get saliency() { return settings.colouring !== 'class'; },
    };
    this.resized();
    new ResizeObserver(() => this.resized()).observe(element);
    this.watchDensity();
    this.listen();
    requestAnimationFrame((now) => this.animate(now));
  }

  // A window that is dragged to another screen, or a page that is zoomed, has other pixels at the same size.
  watchDensity() {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.resized();
      this.watchDensity();
    }, { once: true });
  }

  isVisible(trajectory) {
    const confidence = trajectory.result && trajectory.result.confidence || 0;
    return confidence >= this.settings.confidence && !this.settings.hidden.has(labelOf(trajectory));
  }

  opacity(trajectory) {
    if (trajectory.endedAt === null) {
      return 1;
    }
    const age = this.now - trajectory.endedAt - FADE_AFTER;
    return this.still.matches ? (age < FADE ? 1 : 0) : Math.max(0, Math.min(1, 1 - age / FADE));
  }

  // What a person sees: neither filtered nor faded away.
  get shown() {
    return [...this.source.byId.values()].filter((each) => this.isVisible(each) && this.opacity(each) > 0);
  }

  // While paused, a copy of what was there is shown.
  pause(paused) {
    this.source = paused ? frozen(this.live) : this.live;
    this.pausedAt = paused ? this.now : null;
    if (!paused) {
      for (const trajectory of this.live.byId.values()) {
        trajectory.drawn = 0;
      }
    }
    this.changed();
  }

  get isPaused() {
    return this.source !== this.live;
  }

  // Weights of the stage before must not be taken for those of the next one.
  dropSaliency() {
    for (const trajectory of this.source.byId.values()) {
      trajectory.saliency = null;
    }
    this.changed();
  }

  // A paused view has no news of its own: it takes the weights of another stage from the live trajectories.
  takeSaliency() {
    if (this.isPaused) {
      for (const [id, trajectory] of this.source.byId) {
        trajectory.saliency ??= this.live.byId.get(id)?.saliency ?? null;
      }
      this.changed();
    }
  }

  // Colours, filters or the theme are others.
  changed() {
    this.stale = true;
  }

  themeChanged() {
    this.markers.prepare(this.view, this.ratio);
    this.changed();
  }

  forget() {
    this.frame = null;
    this.view.follows = true;
    this.changed();
  }

  resized() {
    this.view.resize(this.element.clientWidth, this.element.clientHeight);
    this.ratio = Math.min(window.devicePixelRatio || 1, 3);
    this.markers.prepare(this.view, this.ratio);
    if (this.view.follows) {
      this.view.fit(this.source.bounds);
    }
    this.changed();
  }

  animate(time) {
    const frameTime = time - (this.time ?? time);
    this.time = time;
    this.now = this.pausedAt ?? time;
    this.frameTimes.push(frameTime);
    if (this.frameTimes.length > FRAME_TIMES) {
      this.frameTimes.shift();
    }
    this.draw(time, Math.min(frameTime, 1000));
    requestAnimationFrame((next) => this.animate(next));
  }

  draw(time, elapsed) {
    if (!this.isPaused) {
      this.advance(elapsed);
    }
    if (this.view.follow(this.source.bounds)) {
      this.changed();
    }
    if (this.view.scale !== this.toldScale) {
      this.toldScale = this.view.scale;
      this.onZoom();
    }
    const trajectories = this.source.byId;
    if (this.needsRebuild(time)) {
      this.builtOf = this.source.redrawn;
      this.builtAt = time;
      this.stale = false;
      this.paths.rebuild(trajectories.values(), this.view, this.style, this.ratio);
    }
    if (this.paths.isRebuilding) {
      this.paths.continueRebuild(elapsed);
    }
    this.paths.append(trajectories.values(), this.style);
    this.paths.place(this.view);
    const counts = this.markers.draw(trajectories.values(), this.view, this.style, this.frame, trajectories.get(this.selected));
    this.drawn = counts.drawn;
    this.drawnLive = counts.live;
  }

  needsRebuild(time) {
    const due = time - this.builtAt > REBUILD_EVERY && !this.paths.isRebuilding;
    return this.stale || (due && !this.isPaused && this.source.redrawn !== this.builtOf);
  }

  // Follows the latest frame at the acquisition's own pace; the pace is corrected a little where they drift apart.
  advance(elapsed) {
    const latest = this.live.lastFrame;
    if (latest === null) {
      return;
    }
    const interval = this.live.arrivalInterval || this.frameInterval || 100;
    const target = this.still.matches ? latest : latest - LAG / interval;
    const behind = target - ((this.frame ?? target) + elapsed / interval);
    const far = Math.abs(behind) > 1000 / interval + 2;
    this.frame = this.frame === null || far || this.still.matches
      ? target
      : Math.min(latest, this.frame + elapsed / interval + 0.06 * behind);
    for (const trajectory of this.live.byId.values()) {
      reach(trajectory, this.frame);
    }
  }

  listen() {
    let last = null;
    let moved = 0;
    this.element.addEventListener('pointerdown', (event) => {
      if (!event.isPrimary || event.button !== 0 || event.target.closest('button')) {
        return; // a second finger would make the view jump
      }
      last = [event.clientX, event.clientY];
      moved = 0;
      this.element.setPointerCapture(event.pointerId);
    });
    this.element.addEventListener('pointermove', (event) => {
      if (last && event.isPrimary) {
        const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
        moved += Math.abs(dx) + Math.abs(dy);
        if (moved > 3) {
          this.view.pan(dx, dy);
          this.changed();
        }
        last = [event.clientX, event.clientY];
      }
    });
    this.element.addEventListener('pointerup', (event) => {
      if (last && event.isPrimary && moved <= 3) {
        const box = this.element.getBoundingClientRect();
        this.onSelect(this.nearest(event.clientX - box.left, event.clientY - box.top));
      }
      last = event.isPrimary ? null : last;
    });
    this.element.addEventListener('pointercancel', () => { last = null; });
    this.element.addEventListener('wheel', (event) => {
      event.preventDefault();
      const box = this.element.getBoundingClientRect();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
      this.zoom(Math.exp(-pixels / 400), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
  }

  zoom(factor, x, y) {
    this.view.zoom(factor, x, y);
    this.changed();
  }

  pan(dx, dy) {
    this.view.pan(dx, dy);
    this.changed();
  }

  fit() {
    this.view.follows = true;
    this.live.measure();
    this.view.fit(this.source.bounds);
    this.changed();
  }

  // The trajectory whose marker is nearest, or else whose path is; null when none is near.
  nearest(pageX, pageY) {
    const distance = ([x, y]) => {
      const [px, py] = this.view.toPage(x, y);
      return Math.hypot(px - pageX, py - pageY);
    };
    const best = { id: null, distance: REACH };
    const offer = (id, each) => {
      if (each < best.distance) {
        Object.assign(best, { id, distance: each });
      }
    };
    const { shown } = this;
    for (const trajectory of shown) {
      const place = placeAt(trajectory, this.frame);
      offer(trajectory.id, place ? distance(place) : Infinity);
    }
    if (best.id === null) {
      for (const trajectory of shown) {
        trajectory.x.forEach((x, point) => offer(trajectory.id, distance([x, trajectory.y[point]])));
      }
    }
    return best.id;
  }

  // In pixels of the window; null when it is not shown.
  locate(id) {
    const trajectory = this.source.byId.get(id);
    const place = trajectory ? placeAt(trajectory, this.frame) : null;
    if (!place) {
      return null;
    }
    const box = this.element.getBoundingClientRect();
    const [x, y] = this.view.toPage(place[0], place[1]);
    return { x: box.left + x, y: box.top + y };
  }
}
