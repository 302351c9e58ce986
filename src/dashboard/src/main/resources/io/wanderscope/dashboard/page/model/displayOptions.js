// What a person chose to see: the colouring of paths, hidden classes and the minimum confidence.

import { ALL_LABELS } from './labels.js';

export const BY_CLASS = 'class';
const STAGE = 'stage-';
const FADE_AFTER = 1500; // milliseconds after the end of a trajectory
const FADE = 6500; // milliseconds

export const colouringOfStage = (index) => `${STAGE}${index}`;

export class DisplayOptions {
  constructor() {
    this.colouring = BY_CLASS;
    this.hidden = new Set();
    this.confidence = 0;
  }

  // The index of the residual stage whose saliency colours the paths; null when they are coloured by class.
  get stage() {
    return this.colouring === BY_CLASS ? null : Number(this.colouring.slice(STAGE.length));
  }

  get filters() {
    return this.confidence > 0 || this.hidden.size > 0;
  }

  get shownLabels() {
    return ALL_LABELS.filter((label) => !this.hidden.has(label));
  }

  toggle(label) {
    if (!this.hidden.delete(label)) {
      this.hidden.add(label);
    }
  }

  // Hides them all, or shows them all where none is shown.
  toggleAll(labels) {
    const hides = labels.some((label) => !this.hidden.has(label));
    labels.forEach((label) => (hides ? this.hidden.add(label) : this.hidden.delete(label)));
  }

  showAll() {
    this.hidden.clear();
    this.confidence = 0;
  }

  // Whether the filters let a trajectory through. One without a confidence counts as 0.
  passes(trajectory) {
    return (trajectory.confidence ?? 0) >= this.confidence && !this.hidden.has(trajectory.label);
  }
}

// From 1 to 0: a trajectory that has ended fades away, or disappears at once for those who asked for less motion.
export function opacity(trajectory, now, still) {
  if (trajectory.endedAt === null) {
    return 1;
  }
  const age = now - trajectory.endedAt - FADE_AFTER;
  if (still) {
    return age < FADE ? 1 : 0;
  }
  return Math.max(0, Math.min(1, 1 - age / FADE));
}
