// Mean squared displacements of tracks in the plane, averaged over time, and what the classes make of them.

export const LAGS = [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 90, 128]; // frames
const FEW_LAGS = 4;
const LONGEST = 4; // at least so many times a lag is the span of a track: longer lags say little

// Sums of the squared displacements of a track over each lag, and the number of pairs of points that are so many frames
// apart. Frames that are missing give no pairs.
export function sumsOf({ frames, x, y }) {
  const sums = new Float64Array(LAGS.length);
  const pairs = new Uint32Array(LAGS.length);
  const longest = longestLag(frames);
  for (let place = 0; place < LAGS.length && LAGS[place] <= longest; place++) {
    const lag = LAGS[place];
    for (let from = 0, to = 1; to < frames.length; from++) {
      while (to < frames.length && frames[to] < frames[from] + lag) {
        to++;
      }
      if (to < frames.length && frames[to] === frames[from] + lag) {
        sums[place] += (x[to] - x[from]) ** 2 + (y[to] - y[from]) ** 2;
        pairs[place]++;
      }
    }
  }
  return { sums, pairs };
}

function longestLag(frames) {
  return frames.length < 2 ? 0 : Math.max(FEW_LAGS, Math.floor((frames.at(-1) - frames[0]) / LONGEST));
}

// The mean over all pairs of points of some tracks: lag in frames, value, and how many pairs. all: of each track, as sumsOf gives them
export function curveOf(all) {
  return LAGS.map((lag, place) => {
    const pairs = all.reduce((count, each) => count + each.pairs[place], 0);
    const sum = all.reduce((total, each) => total + each.sums[place], 0);
    return { lag, value: sum / pairs, pairs };
  }).filter(({ pairs, value }) => pairs > 0 && value > 0);
}

// The time average of a process that is not ergodic grows otherwise than the average over many particles: continuous-time
// random walks, annealed transient times and scaled Brownian motion look like free diffusion over short lags.
const POWERS = {
  ATTM: { power: () => 1, why: 'the mean over many particles grows as t^α' },
  CTRW: { power: () => 1, why: 'the mean over many particles grows as t^α' },
  SUB_SBM: { power: () => 1, why: 'the mean over many particles grows as t^α' },
  SUPER_SBM: { power: () => 1, why: 'the mean over many particles grows as t^α' },
  SUB_FBM: { power: (alpha) => alpha, why: 'median α' },
  SUPER_FBM: { power: (alpha) => alpha, why: 'median α' },
  LEVY_WALK: { power: (alpha) => alpha, why: 'median α; steeper within a flight' },
  BROWNIAN: { power: () => 1, why: 'free diffusion' },
  IMMOBILE: { power: () => 0, why: 'localisation noise alone' },
};

// How the mean squared displacements of a class grow with the lag, laid through a curve: value = factor × lag^power. Null where the
// kind of motion has no such law, or its exponent is not known. alpha: median exponent of the tracks, or null
export function lawOf(label, alpha, curve) {
  const law = POWERS[label];
  const power = law?.power(alpha) ?? null;
  if (power === null || curve.length === 0) {
    return null;
  }
  const weight = curve.reduce((sum, { pairs }) => sum + pairs, 0);
  const offset = curve.reduce(
    (sum, { lag, value, pairs }) => sum + pairs * (Math.log(value) - power * Math.log(lag)),
    0,
  );
  return { power, factor: Math.exp(offset / weight), why: law.why };
}

// Evenly spread ones of an array, at most so many.
export function sample(array, most) {
  const stride = Math.max(1, array.length / most);
  return Array.from({ length: Math.min(array.length, most) }, (_, place) => array[Math.floor(place * stride)]);
}
