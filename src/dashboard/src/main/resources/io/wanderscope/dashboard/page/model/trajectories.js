// What the server has sent of the watched acquisition: each trajectory's points, latest result and saliency, the
// population, the counts of labels, and the latest triggers. Memory is bounded: a trajectory keeps its latest points, and what the server removes is dropped.

import { Trajectory } from './trajectory.js';
import { withAdded } from './triggers.js';

const ARRIVAL_WINDOW = 3000; // milliseconds

export class Trajectories {
  constructor() {
    this.byId = new Map();
    this.tailPoints = 200;
    this.updates = 0; // applied so far
    this.clear();
  }

  clear() {
    this.byId.clear();
    this.population = null; // of the whole acquisition
    this.counts = [];
    this.triggers = []; // the latest first
    this.rates = null;
    this.lastFrame = null;
    this.arrivals = []; // times and frames of the latest seconds
    this.movedAt = null; // when the latest frame last changed
    this.time = null; // of the latest position
    this.bounds = null;
    // Grows with each change that makes painted paths wrong: another label, other weights, a point in the middle, a
    // removed trajectory.
    this.paintVersion = 0;
  }

  // now: milliseconds of the page's clock
  apply(update, now) {
    const { lastFrame, movedAt } = this;
    this.updates++;
    if (update.reset) {
      this.clear();
      this.paintVersion++;
    }
    const moved = update.last_frame !== lastFrame;
    this.lastFrame = update.last_frame;
    this.movedAt = moved ? now : movedAt;
    if (moved) {
      this.frameArrived(update.last_frame, now);
    }
    this.time = update.time;
    this.rates = update.rates;
    this.population = update.population || this.population;
    this.counts = update.composition || this.counts;
    this.triggers = withAdded(this.triggers, update.triggers);
    for (const id of update.removed) {
      this.byId.delete(id);
      this.paintVersion++;
    }
    for (const change of update.tracks) {
      this.applyChange(change, now);
    }
  }

  frameArrived(frame, now) {
    this.arrivals = this.arrivals.filter(([time]) => now - time < ARRIVAL_WINDOW);
    this.arrivals.push([now, frame]);
  }

  // Milliseconds between frames as they arrive, which is not the camera's interval where a recording is replayed faster
  // or slower; null where too few arrived recently.
  get arrivalInterval() {
    const [first, last] = [this.arrivals[0], this.arrivals.at(-1)];
    return this.arrivals.length > 3 && last[1] > first[1] ? (last[0] - first[0]) / (last[1] - first[1]) : null;
  }

  applyChange(change, now) {
    const trajectory = this.trajectory(change.id);
    if (change.frames) {
      change.frames.forEach((frame, point) => this.addPoint(trajectory, frame, change.x[point], change.y[point]));
      this.dropOldest(trajectory);
    }
    if (change.result) {
      trajectory.result = change.result;
      trajectory.diffusion = change.diffusion ?? null;
      this.paintVersion++;
    }
    if (change.saliency) {
      trajectory.explain(change.saliency);
      this.paintVersion++;
    }
    if (change.ended && trajectory.endedAt === null) {
      trajectory.endedAt = now;
    }
  }

  trajectory(id) {
    let trajectory = this.byId.get(id);
    if (!trajectory) {
      trajectory = new Trajectory(id);
      this.byId.set(id, trajectory);
    }
    return trajectory;
  }

  addPoint(trajectory, frame, x, y) {
    const place = trajectory.placeOf(frame);
    if (place < 0) {
      return;
    }
    if (place < trajectory.reached) {
      this.paintVersion++;
    }
    trajectory.insert(place, frame, x, y);
    this.extendBounds(x, y);
  }

  // Only once a quarter too many are there, so that the cost per point stays small.
  dropOldest(trajectory) {
    const excess = trajectory.frames.length - this.tailPoints;
    if (excess >= this.tailPoints / 4) {
      trajectory.dropOldest(excess);
      this.paintVersion++;
    }
  }

  // Points only ever extend the bounds; measuring them again lets go of trajectories that have left.
  measureBounds() {
    this.bounds = null;
    for (const { x, y } of this.byId.values()) {
      for (let point = 0; point < x.length; point++) {
        this.extendBounds(x[point], y[point]);
      }
    }
  }

  // Called for every point, so it makes no new object.
  extendBounds(x, y) {
    this.bounds ??= { left: x, right: x, top: y, bottom: y };
    const { bounds } = this;
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
  }
}

// A copy to show while the view is paused, drawn and counted like the live trajectories.
export function frozen(trajectories) {
  const byId = new Map([...trajectories.byId].map(([id, each]) => [id, each.copy()]));
  const { bounds, paintVersion, time, updates } = trajectories;
  return { byId, bounds: bounds && { ...bounds }, paintVersion, time, updates };
}
