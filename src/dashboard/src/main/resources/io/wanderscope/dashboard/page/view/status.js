// The words and numbers that change all the time: rates, scale, clock, and why a field is empty.

import { delay, delayText } from '../model/delay.js';
import { counted } from '../model/text.js';
import { element } from './elements.js';

const QUIET_AFTER = 3000; // milliseconds, or a few frames of a slow camera
const QUIET_FRAMES = 3;

const byId = (id) => document.getElementById(id);

// Read aloud to those who do not see the page.
export function announce(text) {
  byId('announcer').textContent = text;
}

// live: number of live tracks; now: milliseconds of the page's clock
export function showRates({ rates, movedAt }, pace, live, now) {
  const silence = movedAt === null ? Infinity : now - movedAt;
  const quiet = silence > Math.max(QUIET_AFTER, QUIET_FRAMES * (pace.frameInterval || 0));
  const parts = quiet || !rates ? [quietPart(quiet && movedAt !== null ? silence : null)] : busyParts(rates, live);
  const slow = quiet ? null : pace.slowInterval;
  if (slow !== null) {
    parts.unshift(['slow:', `an update every ${delayText(slow)}, not ${delayText(pace.expected)}`]);
  }
  const joined = parts.flatMap(([value, name], index) => [
    index > 0 ? ' · ' : '',
    element('b', {}, String(value)),
    name && ` ${name}`,
  ]);
  byId('rates').replaceChildren(...joined);
  byId('rates').title = byId('rates').textContent; // the end is cut off where there is little room
}

function quietPart(silence) {
  return ['nothing', silence === null ? 'new' : `new for ${Math.round(silence / 1000)} s`];
}

function busyParts(rates, live) {
  return [
    [live, 'live'],
    [rates.positions_per_s.toFixed(0), 'positions/s'],
    [rates.results_per_s.toFixed(0), 'results/s'],
    ...delayParts(rates),
  ];
}

function delayParts(rates) {
  const milliseconds = rates.median_delay_ms ?? null; // null before the first result
  if (milliseconds === null) {
    return [['–', 'delay']];
  }
  const [value, unit] = delay(milliseconds);
  return [[value, `${unit} delay`]];
}

// Hidden while no acquisition is known.
export function showScale(viewport, unit, known) {
  const { length, pixels } = viewport.scaleBar();
  const scale = byId('scale');
  scale.firstElementChild.style.width = `${pixels}px`;
  scale.lastElementChild.textContent = `${length} ${unit}`;
  scale.hidden = !known;
}

// liveFrame: the latest frame received; timeline: state and time that it shows
export function showClock(field, liveFrame, { state, time: past }) {
  const time = state === 'live' ? field.source.time : past;
  const frame = `frame ${Math.max(0, Math.round(field.frame ?? 0))} · `;
  const live = liveFrame === null ? '' : `; live is at frame ${liveFrame}`;
  const states = {
    live: field.isPaused ? ` · paused${live}` : '',
    past: ` · past${live}`,
    ended: ' · ended; all tracks',
  };
  const clock = byId('clock');
  clock.dataset.state = state;
  clock.textContent = time
    ? `${state === 'ended' ? '' : frame}${new Date(time).toLocaleTimeString()}${states[state]}`
    : '';
}

// A field without particles says why. text: null when it has some; filtered: whether filters hide them all
export function showEmpty(text, filtered) {
  const empty = byId('empty');
  const [paragraph, button] = empty.children;
  empty.hidden = text === null;
  button.hidden = !filtered;
  paragraph.textContent = text ?? '';
}

// summary: of the acquisition that is shown, if the server knows it
export function whyNothingIsLive(summary) {
  if (!summary) {
    return 'Waiting for positions. They appear as soon as a tracker publishes some.';
  }
  const time = new Date(summary.last_time).toLocaleTimeString();
  return `No track is live in ${summary.name}. The last position came at ${time}; ${counted(summary.ended_tracks, 'track')} ${summary.ended_tracks === 1 ? 'has' : 'have'} ended.`;
}
