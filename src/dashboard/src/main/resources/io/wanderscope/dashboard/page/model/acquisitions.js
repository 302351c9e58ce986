// The acquisitions that the server knows, which of them is shown, and which new one to show next.

import { unitText } from './text.js';

export class Acquisitions {
  constructor() {
    this.known = []; // summaries, by name
    this.latest = null; // the name of the one with the latest position
    this.current = null; // the name of the one that is shown
    this.old = null; // what the topics hold of it, where a person chose it from their list
    this.chosenByHand = false;
    this.followedSince = 0; // when the newest acquisition began that was known at the latest choice
  }

  // list: summaries, the one with the latest position first
  update(list) {
    this.known = [...list].sort((a, b) => a.name.localeCompare(b.name));
    this.latest = list[0]?.name ?? null;
  }

  // old: what the topics hold of it, if the server's memory may not know it; null otherwise
  choose(name, byHand, old = null) {
    this.current = name;
    this.old = old;
    this.chosenByHand = byHand;
    this.followedSince = Math.max(...this.known.map((each) => each.first_time));
  }

  // The summary of the acquisition that is shown; undefined where the server does not know it.
  get summary() {
    return this.known.find(({ name }) => name === this.current);
  }

  // As people write it.
  get lengthUnit() {
    return unitText(this.summary?.length_unit || this.old?.length_unit || '');
  }

  stage(index) {
    return index === null ? null : (this.summary?.stages[index] ?? null);
  }

  // The name of the newest live acquisition that began after all that were known at the latest choice, or null.
  get begun() {
    const begun = this.known.filter((each) => each.live_tracks > 0 && each.first_time > this.followedSince);
    return begun.sort((a, b) => b.first_time - a.first_time)[0]?.name ?? null;
  }
}

// Something for each of some names, in their order: what there was, and otherwise what is made. was: by name, as is what it returns
export function keptOrMade(was, names, make) {
  return new Map(names.map((name) => [name, was.get(name) ?? make(name)]));
}
