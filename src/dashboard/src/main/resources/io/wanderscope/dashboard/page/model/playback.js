// Which moment of the acquisition the field shows. Markers follow the latest frame at the pace at which frames arrive, a
// little behind it so that they never have to wait for the next update.

const LAG = 250; // milliseconds
const MAX_DRIFT = 1000; // milliseconds, beyond which the view jumps
const CORRECTION = 0.06; // share of the drift that one animation frame corrects
const DEFAULT_INTERVAL = 100; // milliseconds a frame, while no better value is known

// The frame to show next, which may be between two. current: the frame shown, or null; elapsed: milliseconds since;
// latest: the latest frame received; interval: milliseconds a frame, or null; still: no motion, for those who asked for
// less of it.
export function nextFrame(current, { elapsed, latest, interval, still }) {
  if (still) {
    return latest;
  }
  const step = interval || DEFAULT_INTERVAL;
  const target = latest - LAG / step;
  if (current === null) {
    return target;
  }
  const expected = current + elapsed / step;
  const drift = target - expected;
  return Math.abs(drift) > MAX_DRIFT / step + 2 ? target : Math.min(latest, expected + CORRECTION * drift);
}
