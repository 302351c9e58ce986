// What the server has told of the watched acquisition: every trajectory's points, latest result and saliency, and the
// composition. Bounded: a trajectory keeps the points of its tail, and what the server removes is forgotten.

const ARRIVALS = 3000;

export class Trajectories {
  constructor() {
    this.byId = new Map();
    this.tailPoints = 200;
    this.clear();
  }

  clear() {
    this.byId.clear();
    this.composition = [];
    this.rates = null;
    this.lastFrame = null;
    this.arrivals = []; // times and frames of the latest seconds
    this.movedAt = null; // when the latest frame last became another
    this.time = null;
    this.bounds = null;
    // Counts what makes drawn paths wrong: other labels, other weights, points in the middle, removed trajectories.
    this.redrawn = 0;
  }

  apply(update, now) {
    const { lastFrame, movedAt } = this;
    if (update.reset) {
      this.clear();
      this.redrawn++;
    }
    this.lastFrame = update.last_frame;
    this.movedAt = update.last_frame === lastFrame ? movedAt : now;
    if (update.last_frame !== lastFrame) {
      this.arrived(update.last_frame, now);
    }
    this.time = update.time;
    this.rates = update.rates;
    this.composition = update.composition || this.composition;
    for (const id of update.removed) {
      this.byId.delete(id);
      this.redrawn++;
    }
    for (const change of update.tracks) {
      this.change(change, now);
    }
  }

  arrived(frame, now) {
    this.arrivals = this.arrivals.filter(([time]) => now - time < ARRIVALS);
    this.arrivals.push([now, frame]);
  }

  // Milliseconds from one frame to the next as they come, which is not the camera's interval where a recording is shown
  // faster or slower; null where too few came of late.
  get arrivalInterval() {
    const [first, last] = [this.arrivals[0], this.arrivals.at(-1)];
    return this.arrivals.length > 3 && last[1] > first[1] ? (last[0] - first[0]) / (last[1] - first[1]) : null;
  }

  change(change, now) {
    let trajectory = this.byId.get(change.id);
    if (!trajectory) {
      trajectory = newTrajectory(change.id);
      this.byId.set(change.id, trajectory);
    }
    if (change.frames) {
      change.frames.forEach((frame, point) => this.add(trajectory, frame, change.x[point], change.y[point]));
      this.forgetOldest(trajectory);
    }
    if (change.result) {
      trajectory.result = change.result;
      this.redrawn++;
    }
    if (change.saliency) {
      trajectory.saliency = change.saliency;
      this.redrawn++;
    }
    if (change.ended && trajectory.endedAt === null) {
      trajectory.endedAt = now;
    }
  }

  add(trajectory, frame, x, y) {
    const { frames } = trajectory;
    let place = frames.length;
    while (place > 0 && frames[place - 1] > frame) {
      place--;
    }
    if (place > 0 && frames[place - 1] === frame) {
      return;
    }
    if (place < trajectory.reached) {
      trajectory.reached++;
      this.redrawn++;
    }
    frames.splice(place, 0, frame);
    trajectory.x.splice(place, 0, x);
    trajectory.y.splice(place, 0, y);
    this.grow(x, y);
  }

  // In one go after many points, so that it costs little a point.
  forgetOldest(trajectory) {
    const excess = trajectory.frames.length - this.tailPoints;
    if (excess < this.tailPoints / 4) {
      return;
    }
    trajectory.frames.splice(0, excess);
    trajectory.x.splice(0, excess);
    trajectory.y.splice(0, excess);
    trajectory.reached = Math.max(0, trajectory.reached - excess);
    trajectory.drawn = Math.max(0, trajectory.drawn - excess);
    trajectory.redrawn = Math.max(0, trajectory.redrawn - excess);
    this.redrawn++;
  }

  // Bounds only grow while points come; what has left must not hold the view wide for a day.
  measure() {
    this.bounds = null;
    for (const { x, y } of this.byId.values()) {
      x.forEach((each, point) => this.grow(each, y[point]));
    }
  }

  grow(x, y) {
    const b = this.bounds;
    this.bounds = b
      ? { left: Math.min(b.left, x), right: Math.max(b.right, x), top: Math.min(b.top, y), bottom: Math.max(b.bottom, y) }
      : { left: x, right: x, top: y, bottom: y };
  }
}

function newTrajectory(id) {
  return {
    id, frames: [], x: [], y: [], result: null, saliency: null, endedAt: null,
    reached: 0, // the point that the marker has reached
    drawn: 0, // the point up to which the shown path layer has it
    redrawn: 0, // the same in the layer that is being made anew
  };
}

// While paused, this is shown: what was there, to be drawn and counted like the live ones.
export function frozen(trajectories) {
  const byId = new Map();
  for (const [id, each] of trajectories.byId) {
    byId.set(id, { ...each, frames: [...each.frames], x: [...each.x], y: [...each.y] });
  }
  const { bounds, redrawn, time } = trajectories;
  return { byId, bounds: bounds && { ...bounds }, redrawn, time };
}

export function labelOf(trajectory) {
  return trajectory.result ? trajectory.result.label : 'UNDETERMINED';
}
