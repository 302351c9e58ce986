// The acquisition that the feed sends, made beside the page as a server makes it: a worker that posts one update after the other, as
// text. Its address has the numbers of tracks and points, and whether they are live.

const FRAME = 100; // milliseconds between frames, and between updates; as the feed says
const STEP = 0.1; // µm, of each particle in each frame
const SIDE = 100; // µm, of the field of view
const REVISED = 20; // frames between two results of a track
const LABELS = [
  'ATTM',
  'CTRW',
  'SUB_FBM',
  'SUB_SBM',
  'SUPER_FBM',
  'LEVY_WALK',
  'SUPER_SBM',
  'BROWNIAN',
  'UNDETERMINED',
];

const query = new URLSearchParams(location.search);
const [tracks, points, live] = ['tracks', 'points', 'live'].map((name) => Number(query.get(name)));

let state = 1;
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return (state >>> 0) / 2 ** 32;
}

class Particle {
  constructor(id) {
    this.id = String(id);
    this.x = random() * SIDE;
    this.y = random() * SIDE;
    this.label = LABELS[id % LABELS.length];
  }

  // The change of this track that some frames bring.
  moves(first, count) {
    const [frames, x, y] = [[], [], []];
    for (let frame = first; frame < first + count; frame++) {
      this.x += (random() - 0.5) * 2 * STEP;
      this.y += (random() - 0.5) * 2 * STEP;
      frames.push(frame);
      x.push(Number(this.x.toFixed(4)));
      y.push(Number(this.y.toFixed(4)));
    }
    return { id: this.id, frames, x, y, ended: false };
  }

  result(revision) {
    const [confidence, alpha] = [0.5 + random() / 2, 0.1 + 1.8 * random()];
    return { revision, status: 'LIVE', label: this.label, reason: null, confidence, alpha, alpha_sd: 0.1 };
  }

  diffusion() {
    return { length_unit: 'um', time_unit: 'S', diffusion_coefficient: 10 ** (-3 + 2 * random() + 2 * random()) };
  }
}

class Acquisition {
  constructor() {
    this.particles = Array.from({ length: tracks }, (_, id) => new Particle(id));
    this.frame = 0;
  }

  // Lengths of tracks that have ended differ, those of live ones are alike.
  first() {
    const longest = points;
    this.frame = longest;
    const changes = this.particles.map((each) => {
      const count = live ? longest : Math.min(longest * 10, 2 + Math.floor(-Math.log(1 - random()) * longest));
      return { ...each.moves(longest - count, count), result: each.result(1), diffusion: each.diffusion() };
    });
    return this.update(changes, true);
  }

  next() {
    const { frame } = this;
    this.frame++;
    const changes = this.particles.map((each, index) => {
      const change = each.moves(frame, 1);
      return (index + frame) % REVISED === 0
        ? { ...change, result: each.result(frame), diffusion: each.diffusion() }
        : change;
    });
    return this.update(changes, false);
  }

  update(changes, reset) {
    return JSON.stringify({
      type: 'update',
      acquisition: 'made-up',
      stage: null,
      reset,
      last_frame: this.frame - 1,
      time: Date.now(),
      tracks: changes,
      removed: [],
      triggers: [],
      rates: { positions_per_s: 0, results_per_s: 0, median_delay_ms: 0, median_lag_ms: 0 },
    });
  }
}

const acquisition = new Acquisition();
self.postMessage(acquisition.first());
if (live) {
  setInterval(() => self.postMessage(acquisition.next()), FRAME);
}
