// Moments of an acquisition: what to ask the server for, which frame belongs to a time, and how time passes while it is
// played. Times are milliseconds since 1970.

export const SPEEDS = [0.5, 1, 2, 5, 10, 20, 50];

const MIN_TRAIL = 10000; // milliseconds of path behind a marker
const TRAIL_FRAMES = 100; // at least, for slow cameras
const MOST_POSITIONS = 100000; // of a moment, about
const AHEAD = 2000; // milliseconds of the clock that a request lasts when played
const STEPS = 500; // of the handle

// How far back paths go; less where so many positions would not be shown at once.
// interval: milliseconds a frame, or null; extent: first and last time, and number of positions
export function trail(interval, { first, last, positions }) {
  const crowded = (MOST_POSITIONS * (last - first)) / positions;
  return Math.round(Math.min(crowded, Math.max(MIN_TRAIL, TRAIL_FRAMES * (interval ?? 0))));
}

// The request that shows a time: its own window, and for playing what comes next.
// extent: first and last time; speed: of playing, 0 to stand still
export function request(time, { extent, interval, speed }) {
  const to = Math.min(extent.last, Math.round(time + AHEAD * speed));
  return { time: to, window: Math.round(to - time + trail(interval, extent)) };
}

// Whether a moment shows a time, and need not be asked for again. Going back needs another one: markers only move on.
export function covers(moment, time, shown) {
  return moment !== null && time >= shown && time <= moment.to;
}

// Whether to ask for what comes next while it is played. moment: the one that is shown
export function runsOut(moment, time, { extent, speed }) {
  return moment.to < extent.last && moment.to - time < (AHEAD * speed) / 2;
}

// The frame at a time, which may be between two. moment: as the server sends it
export function frameAt(moment, time, interval) {
  const milliseconds = moment.frame_interval_ms ?? interval;
  return milliseconds
    ? Math.min(moment.last_frame, moment.last_frame - (moment.time - time) / milliseconds)
    : moment.last_frame;
}

// The time after some milliseconds of the clock. It waits at the end of what has been read, and at the last position.
export function advanced(time, elapsed, { extent, speed, moment }) {
  return Math.min(time + elapsed * speed, extent.last, Math.max(time, moment.to));
}

// Milliseconds that one step of the handle is.
export function step({ first, last }) {
  return Math.max(1, Math.round((last - first) / STEPS));
}

// "02:05.3 of 10:00.0": how far into the acquisition a time is.
export function position(time, { first, last }) {
  return `${clock(time - first)} of ${clock(last - first)}`;
}

function clock(milliseconds) {
  const tenths = Math.max(0, Math.floor(milliseconds / 100));
  const [hours, minutes, seconds] = [Math.floor(tenths / 36000), Math.floor(tenths / 600) % 60, (tenths / 10) % 60];
  const two = (number) => String(number).padStart(2, '0');
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${seconds.toFixed(1).padStart(4, '0')}`;
}
