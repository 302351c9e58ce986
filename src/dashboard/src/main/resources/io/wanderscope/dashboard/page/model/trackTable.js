// The tracks that are shown, in columns, so that a hundred thousand of them are looked through within milliseconds.

import { ALL_LABELS } from './labels.js';
import { hasExponent } from './result.js';

const PLACES = new Map(ALL_LABELS.map((label, place) => [label, place]));

export class TrackTable {
  // trajectories: an array; frame: that is shown, which places the markers
  constructor(trajectories, frame) {
    const { length } = trajectories;
    this.tracks = trajectories;
    this.labels = new Uint8Array(length); // places in ALL_LABELS
    this.diffusion = new Float64Array(length); // diffusion coefficients; NaN where unknown
    this.alpha = new Float64Array(length); // anomalous exponents; NaN where there is none
    this.x = new Float64Array(length); // of the marker; NaN where there is none
    this.y = new Float64Array(length);
    this.points = new Uint32Array(length);
    this.unit = trajectories.find((each) => each.diffusion)?.diffusion ?? null; // of diffusion coefficients, as an estimate has it
    this.otherUnit = 0; // tracks whose diffusion coefficient has another unit, and is left out
    trajectories.forEach((each, row) => this.fill(row, each, frame));
  }

  get length() {
    return this.tracks.length;
  }

  fill(row, trajectory, frame) {
    const { result, frames, dropped } = trajectory;
    const position = trajectory.positionAt(frame);
    this.labels[row] = PLACES.get(trajectory.label) ?? ALL_LABELS.length - 1;
    this.diffusion[row] = this.coefficient(trajectory.diffusion);
    this.alpha[row] = result && hasExponent(result) ? result.alpha : NaN;
    this.x[row] = position ? position[0] : NaN;
    this.y[row] = position ? position[1] : NaN;
    this.points[row] = Math.max(frames.length + dropped, result?.points ?? 0);
  }

  coefficient(diffusion) {
    const { unit } = this;
    if (!diffusion) {
      return NaN;
    }
    if (diffusion.length_unit !== unit.length_unit || diffusion.time_unit !== unit.time_unit) {
      this.otherUnit++;
      return NaN;
    }
    return diffusion.diffusion_coefficient ?? NaN;
  }

  // The labels of all tracks, in the order of the legend.
  get present() {
    const places = new Set(this.labels);
    return ALL_LABELS.filter((_, place) => places.has(place));
  }

  label(row) {
    return ALL_LABELS[this.labels[row]];
  }
}
