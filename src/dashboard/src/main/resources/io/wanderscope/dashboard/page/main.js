// Puts the page together: the connection feeds the trajectories, the field draws them, and controls and keys change what
// is drawn.

import { LABELS, UNDETERMINED } from './colours.js';
import { Composition } from './composition.js';
import { Connection, Pace } from './connection.js';
import { Detail } from './detail.js';
import { element, percent } from './elements.js';
import { Ended } from './ended.js';
import { Field } from './field.js';
import { Legend } from './legend.js';
import { savePicture } from './picture.js';
import { labelOf, Trajectories } from './trajectories.js';

const THEME = 'wanderscope-theme';
const QUIET_AFTER = 3000; // milliseconds, or a few frames of a slow camera
const QUIET_FRAMES = 3;
const byId = (id) => document.getElementById(id);

setTheme(remembered() || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));

const settings = { colouring: 'class', hidden: new Set(), confidence: 0 };
const current = { acquisition: null, stage: null, classes: [] };
// Who chose the acquisition, and when the latest one had begun that was known then.
const following = { byHand: false, since: 0 };
let known = [];
let shownComposition = null;

const pace = new Pace();
const trajectories = new Trajectories();
const field = new Field(byId('field'), trajectories, settings, select, () => showScale());
const legend = new Legend(settings, () => field.changed());
const detail = new Detail(byId('detail'), current, (id) => trajectories.byId.get(id), () => select(null));
const composition = new Composition(byId('composition'));
const ended = new Ended(byId('ended'), current, select);
const connection = new Connection({ opened, lost, hello, acquisitions, update });

function opened() {
  byId('connection').hidden = true;
  document.body.classList.remove('lost');
}

const REFUSALS = {
  401: 'This server wants its token: open the address that it printed when it started, the one with ?token= at its end.',
  503: 'The server takes no more browsers. This page tries again until another one leaves.',
};

function lost(refusal, problem) {
  const why = problem ? ` The server said: ${problem}.` : '';
  const text = REFUSALS[refusal]
    || `The connection is lost. What you see is old; this page tries again until the server answers.${why}`;
  if (byId('connection').textContent !== text) {
    byId('connection').textContent = text; // once, not at each attempt: it is read aloud
  }
  byId('connection').hidden = false;
  document.body.classList.add('lost');
}

function hello(message) {
  current.classes = message.classes;
  pace.updateInterval = message.update_interval_ms;
  trajectories.tailPoints = message.tail_points;
  legend.explain(message.classes);
}

function acquisitions(list) {
  known = [...list].sort((a, b) => a.name.localeCompare(b.name));
  fill(byId('acquisition'), known.map(({ name, live_tracks: live }) => [name, `${name} (${live > 0 ? 'live' : 'ended'})`]),
    current.acquisition);
  if (known.length > 0 && !summaryOf(current.acquisition)) {
    choose(list[0].name); // the one with the latest position
  }
  followLatest();
  const summary = summaryOf(current.acquisition);
  if (summary) {
    field.frameInterval = summary.frame_interval_ms;
    pace.frameInterval = summary.frame_interval_ms;
    fill(byId('colouring'), [['class', 'class'], ...summary.stages.map((stage, index) => [`stage-${index}`, `saliency, ${stage.name}`])],
      settings.colouring);
  }
}

function summaryOf(acquisition) {
  return known.find(({ name }) => name === acquisition);
}

// What began after all that was known is shown at once, unless a person looks at something that would be gone.
function followLatest() {
  const begun = known.filter((each) => each.live_tracks > 0 && each.first_time > following.since);
  const next = begun.sort((a, b) => b.first_time - a.first_time)[0]?.name ?? null;
  const busy = following.byHand || field.isPaused || field.selected !== null;
  if (next && !busy) {
    choose(next);
  }
  showNotice(next && busy ? next : null);
}

function showNotice(name) {
  const notice = byId('notice');
  if (notice.dataset.acquisition !== String(name)) {
    notice.dataset.acquisition = String(name); // once: it is read aloud
    notice.firstElementChild.textContent = name === null ? '' : `A new acquisition has begun: ${name}.`;
  }
  notice.hidden = name === null;
}

// Only when something changed, so that an open list does not close.
function fill(list, options, selected) {
  if (JSON.stringify(options) !== list.dataset.options) {
    list.dataset.options = JSON.stringify(options);
    list.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  }
  if (selected !== null) {
    list.value = selected;
  }
}

function choose(name, byHand = false) {
  current.acquisition = name;
  Object.assign(following, { byHand, since: Math.max(...known.map((each) => each.first_time)) });
  showNotice(null);
  byId('acquisition').value = name;
  select(null);
  trajectories.clear();
  if (field.isPaused) {
    pause();
  }
  field.forget();
  pace.forget();
  ended.forget();
  connection.watch(name, current.stage);
}

function update(message) {
  if (message.acquisition !== current.acquisition || (message.stage ?? null) !== current.stage) {
    return; // of what was watched before
  }
  const now = performance.now();
  if (message.tracks.length > 0 || message.removed.length > 0 || message.composition) {
    pace.updated(now); // an idle microscope is no slow connection
  }
  trajectories.apply(message, now);
  if (message.reset) {
    field.takeSaliency();
  }
}

function select(id) {
  if (id === null && byId('detail').contains(document.activeElement)) {
    byId('field').focus();
  }
  field.selected = id;
  detail.show(id);
  if (id !== null) {
    byId('announcer').textContent = `Trajectory ${id} selected${verdictOn(field.source.byId.get(id))}`;
  }
}

function verdictOn(trajectory) {
  if (!trajectory) {
    return '';
  }
  const confidence = trajectory.result?.confidence ?? null;
  return `: ${labelOf(trajectory)}${confidence === null ? '' : `, ${percent(confidence)}`}`;
}

function selectNext(step) {
  const ids = field.shown.map(({ id }) => id);
  if (ids.length > 0) {
    const place = ids.indexOf(field.selected);
    select(ids[(place + step + ids.length + (place < 0 && step < 0 ? 1 : 0)) % ids.length]);
  }
}

function colourBy(value) {
  settings.colouring = value;
  byId('colouring').value = value;
  current.stage = value === 'class' ? null : Number(value.slice('stage-'.length));
  legend.showSaliency(stage());
  connection.watch(current.acquisition, current.stage);
  field.dropSaliency();
  detail.redraw();
}

function stage() {
  const summary = summaryOf(current.acquisition);
  return current.stage === null || !summary ? null : summary.stages[current.stage];
}

function pause() {
  field.pause(!field.isPaused);
  byId('pause').setAttribute('aria-pressed', String(field.isPaused));
  byId('announcer').textContent = field.isPaused ? 'Paused' : 'Going on';
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

// Where a browser keeps nothing for pages, it throws.
function remembered() {
  try {
    return localStorage.getItem(THEME);
  } catch {
    return null;
  }
}

function remember(theme) {
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // It holds until the page is left.
  }
}

function toggleTheme() {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  remember(theme);
  setTheme(theme);
  shownComposition = null;
  field.themeChanged();
  legend.render();
  legend.showSaliency(stage());
  detail.redraw();
}

function nextColouring() {
  const values = [...byId('colouring').options].map(({ value }) => value);
  colourBy(values[(values.indexOf(settings.colouring) + 1) % values.length]);
}

byId('acquisition').addEventListener('change', (event) => choose(event.target.value, true));
byId('colouring').addEventListener('change', (event) => colourBy(event.target.value));
byId('pause').addEventListener('click', pause);
byId('fit').addEventListener('click', () => field.fit());
byId('theme').addEventListener('click', toggleTheme);
byId('open-help').addEventListener('click', () => byId('help').showModal());
byId('export-png').addEventListener('click', () => savePicture(field, { acquisition: current.acquisition || 'wanderscope',
  unit: unit(), time: field.source.time, stage: stage() }));
byId('notice').lastElementChild.addEventListener('click', () => choose(byId('notice').dataset.acquisition));
byId('empty').lastElementChild.addEventListener('click', () => {
  legend.showAll();
  byId('field').focus();
});

const KEYS = {
  ' ': pause, n: () => selectNext(1), p: () => selectNext(-1), Escape: () => select(null), c: nextColouring,
  '+': () => field.zoom(1.25), '=': () => field.zoom(1.25), '-': () => field.zoom(0.8), 0: () => field.fit(),
  ArrowLeft: () => field.pan(60, 0), ArrowRight: () => field.pan(-60, 0), ArrowUp: () => field.pan(0, 60),
  ArrowDown: () => field.pan(0, -60), '?': () => byId('help').showModal(), 9: () => legend.toggle(UNDETERMINED),
};
LABELS.forEach((label, index) => { KEYS[index + 1] = () => legend.toggle(label); });

document.addEventListener('keydown', (event) => {
  const inField = event.target === document.body || event.target === byId('field');
  const here = inField || (event.key === 'Escape' && !event.target.closest('select, dialog'));
  if (KEYS[event.key] && here && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

function unit() {
  return summaryOf(current.acquisition)?.length_unit || '';
}

// Words and numbers need not change with every frame.
setInterval(() => {
  const live = [...field.source.byId.values()].filter((each) => each.endedAt === null);
  legend.count(live, live.filter((each) => field.isVisible(each)));
  byId('field').dataset.liveTracks = String(field.drawnLive);
  showComposition();
  showEmpty(live);
  showRates(live.length);
  showScale();
  showClock();
}, 500);

function showComposition() {
  const { composition: windows, time } = trajectories;
  const isOpen = windows.length > 0 && windows.at(-1).end > time;
  if (shownComposition?.windows !== windows || shownComposition.isOpen !== isOpen) {
    shownComposition = { windows, isOpen };
    composition.show(windows, time);
  }
}

// A field without particles says why.
function showEmpty(live) {
  const [text, button] = byId('empty').children;
  const blank = field.shown.length === 0;
  const filtered = blank && live.length > 0;
  byId('empty').hidden = known.length > 0 && (!blank || trajectories.time === null);
  button.hidden = !filtered;
  text.textContent = filtered ? `All ${live.length} tracks are hidden by the filters.` : whyNothingIsLive();
}

function whyNothingIsLive() {
  const summary = summaryOf(current.acquisition);
  return summary
    ? `Nothing is live in ${summary.name}; last position ${new Date(summary.last_time).toLocaleTimeString()}, `
      + `${summary.ended_tracks} tracks ended.`
    : 'Waiting for positions. This page shows them as soon as a tracker publishes some.';
}

function showRates(live) {
  const { rates, movedAt } = trajectories;
  const silence = movedAt === null ? Infinity : performance.now() - movedAt;
  const quiet = silence > Math.max(QUIET_AFTER, QUIET_FRAMES * (pace.frameInterval || 0));
  const since = quiet && movedAt !== null ? ` for ${Math.round(silence / 1000)} s` : '';
  const shown = quiet || !rates ? [['nothing', `new${since}`]] : [[live, 'live'], [rates.positions_per_s.toFixed(0), 'positions/s'],
    [rates.results_per_s.toFixed(0), 'results/s'], [rates.median_delay_ms ?? '–', 'ms delay']];
  const slow = quiet ? null : pace.slowInterval();
  if (slow !== null) {
    shown.push(['slow:', `an update every ${slow} ms, not ${pace.expected}`]);
  }
  byId('rates').replaceChildren(...shown.flatMap(([value, name], index) => [
    index > 0 ? ' · ' : '', element('b', {}, String(value)), ` ${name}`]));
}

function showScale() {
  const { length, pixels } = field.view.scaleBar();
  byId('scale').firstElementChild.style.width = `${pixels}px`;
  byId('scale').lastElementChild.textContent = `${length} ${unit()}`;
  byId('scale').hidden = known.length === 0;
}

function showClock() {
  const { time } = field.source;
  const paused = field.isPaused ? ` · paused; live is at frame ${trajectories.lastFrame}` : '';
  byId('clock').textContent = time
    ? `frame ${Math.max(0, Math.round(field.frame ?? 0))} · ${new Date(time).toLocaleTimeString()}${paused}` : '';
}

setInterval(() => trajectories.measure(), 10000);

// For tests and for the curious.
window.wanderscope = {
  frameTimes: () => [...field.frameTimes],
  state: () => ({ acquisition: current.acquisition, connected: connection.connected, paused: field.isPaused,
    tracks: trajectories.byId.size, drawn: field.drawn, frame: trajectories.lastFrame }),
  trajectories: () => [...field.source.byId.values()].map((each) => ({ id: each.id, label: labelOf(each), ended: each.endedAt !== null,
    drawn: field.isVisible(each) && field.locate(each.id) !== null, confidence: each.result?.confidence ?? null })),
  saliency: (id) => field.source.byId.get(id)?.saliency?.weights ?? null,
  locate: (id) => field.locate(id),
  select,
};
