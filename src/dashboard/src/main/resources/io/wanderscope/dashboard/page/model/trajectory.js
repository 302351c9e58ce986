// One trajectory of the field: its latest points in the order of frames, its latest result and saliency, and how far its
// marker and its path have come.

import { confidenceOf, labelOf } from './result.js';

const MAX_GAP = 12; // frames across which the marker moves in a straight line

export class Trajectory {
  constructor(id) {
    this.id = id;
    this.frames = [];
    this.x = [];
    this.y = [];
    this.result = null; // sets label and confidence
    this.diffusion = null; // how fast it diffuses by the result, with the units
    this.saliency = null;
    this.endedAt = null; // milliseconds of the page's clock
    this.reached = 0; // the point that the marker has reached
    this.painted = 0; // the point up to which the visible layer of paths shows it
    this.repainted = 0; // the same for the layer that is being redrawn
    this.dropped = 0; // points that were here before the first
    this.rewritten = 0; // how often points or weights changed that had been here
    this.isFaint = false; // whether others are selected
    this.drawn = null; // where the graphics card has it
  }

  get result() {
    return this.latest;
  }

  // Label and confidence are asked for in every frame.
  set result(result) {
    this.latest = result;
    this.label = labelOf(result);
    this.confidence = result ? confidenceOf(result) : null;
  }

  copy() {
    return Object.assign(new Trajectory(this.id), this, {
      frames: [...this.frames],
      x: [...this.x],
      y: [...this.y],
      drawn: null,
    });
  }

  // Where a point of that frame belongs; -1 when the frame already has a point.
  placeOf(frame) {
    let place = this.frames.length;
    while (place > 0 && this.frames[place - 1] > frame) {
      place--;
    }
    return place > 0 && this.frames[place - 1] === frame ? -1 : place;
  }

  insert(place, frame, x, y) {
    if (place === this.frames.length) {
      this.frames.push(frame);
      this.x.push(x);
      this.y.push(y);
      return;
    }
    this.frames.splice(place, 0, frame);
    this.x.splice(place, 0, x);
    this.y.splice(place, 0, y);
    this.rewritten++;
    if (place < this.reached) {
      this.reached++;
    }
  }

  dropOldest(count) {
    this.frames = this.frames.slice(count);
    this.x = this.x.slice(count);
    this.y = this.y.slice(count);
    this.dropped += count;
    this.reached = Math.max(0, this.reached - count);
    this.painted = Math.max(0, this.painted - count);
    this.repainted = Math.max(0, this.repainted - count);
  }

  // Weights that colour its points, or null.
  explain(saliency) {
    this.saliency = saliency;
    this.rewritten++;
  }

  // Moves the marker on to the last point at or before the frame; never back.
  advanceTo(frame) {
    const { frames } = this;
    let { reached } = this;
    while (reached + 1 < frames.length && frames[reached + 1] <= frame) {
      reached++;
    }
    this.reached = Math.max(0, Math.min(reached, frames.length - 1));
  }

  // Where the particle is at a frame, which may be between two points; null before it appeared.
  positionAt(frame) {
    const [x, y] = [[0], [0]];
    return this.writePosition(frame, x, y, 0) ? [x[0], y[0]] : null;
  }

  // Writes where the particle is at a frame to a place of two arrays, without making a new object. Returns whether it is anywhere.
  writePosition(frame, toX, toY, place) {
    const { frames, x, y, reached } = this;
    if (frames.length === 0 || frames[0] > frame) {
      return false;
    }
    const next = reached + 1;
    const isLast = next >= frames.length || frames[next] - frames[reached] > MAX_GAP;
    const share = isLast ? 0 : (frame - frames[reached]) / (frames[next] - frames[reached]);
    toX[place] = isLast ? x[reached] : x[reached] + (x[next] - x[reached]) * share;
    toY[place] = isLast ? y[reached] : y[reached] + (y[next] - y[reached]) * share;
    return true;
  }
}
