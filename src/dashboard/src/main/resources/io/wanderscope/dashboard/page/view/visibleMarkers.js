// The markers to draw, packed: where very many particles are at rest, moving the view looks at none of their trajectories.

import { ALL_LABELS } from '../model/labels.js';
import { isSameMoment } from './scene.js';

const LABEL_PLACES = new Map(ALL_LABELS.map((label, place) => [label, place]));

export class VisibleMarkers {
  constructor() {
    this.scene = null; // from which they were taken
    this.makeRoom(64);
  }

  makeRoom(capacity) {
    this.x = new Float64Array(capacity); // in units of length
    this.y = new Float64Array(capacity);
    this.labels = new Uint8Array(capacity); // places in ALL_LABELS
    this.opacities = new Float32Array(capacity);
  }

  // Filters have changed, for instance.
  changed() {
    this.scene = null;
  }

  // Takes the markers of a scene. Returns whether they may differ from those taken before.
  take(scene) {
    if (isSameMoment(scene, this.scene) && (!this.fades || scene.now === this.scene.now)) {
      return false;
    }
    this.scene = scene;
    if (this.x.length < scene.trajectories.size) {
      this.makeRoom(2 * scene.trajectories.size);
    }
    this.count = 0;
    this.live = 0; // particles that have not ended
    this.fades = false; // whether there are some that fade as time goes by, or will
    for (const trajectory of scene.trajectories.values()) {
      this.add(trajectory, scene);
    }
    return true;
  }

  add(trajectory, { appearance, frame }) {
    const { count } = this;
    const opacity = appearance.isVisible(trajectory) ? appearance.opacity(trajectory) : 0;
    if (opacity <= 0 || !trajectory.writePosition(frame, this.x, this.y, count)) {
      return;
    }
    this.labels[count] = LABEL_PLACES.get(trajectory.label) ?? ALL_LABELS.length - 1;
    this.opacities[count] = opacity;
    this.count++;
    if (trajectory.endedAt === null) {
      this.live++;
    } else {
      this.fades = true;
    }
  }
}
