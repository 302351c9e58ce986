// Which triggers are new to a person who wants to be told of them.

const REMEMBERED = 500; // ids
const MOST = 3; // at once; more are told as a number

export class Alerts {
  constructor() {
    this.acquisition = null;
    this.seen = new Set(); // ids
  }

  // The triggers that are to be told of. Those that an acquisition has when it is first seen are no news.
  // triggers: of an update, the latest last
  news(acquisition, triggers) {
    const isFirst = acquisition !== this.acquisition;
    if (isFirst) {
      this.acquisition = acquisition;
      this.seen.clear();
    }
    const fresh = triggers.filter(({ id }) => !this.seen.has(id));
    fresh.forEach(({ id }) => this.seen.add(id));
    this.forget();
    return isFirst ? [] : fresh;
  }

  forget() {
    const excess = this.seen.size - REMEMBERED;
    [...this.seen].slice(0, Math.max(0, excess)).forEach((id) => this.seen.delete(id));
  }
}

// What to tell: a title, a text, and the track to select, if there is one.
export function notifications(acquisition, news) {
  const told = news.slice(-MOST).map(({ id, rule, evidence, track }) => ({
    tag: id,
    title: `${rule} · ${acquisition}`,
    text: evidence,
    track,
  }));
  const more = news.length - told.length;
  return more > 0
    ? [
        { tag: 'more', title: `${more} more · ${acquisition}`, text: 'The page lists the latest.', track: null },
        ...told,
      ]
    : told;
}
