// Puts the page together: the connection feeds the trajectories, the field draws them, and controls and keys change what
// is drawn.

import { LABELS, UNDETERMINED } from './colours.js';
import { showComposition } from './composition.js';
import { Connection, Pace } from './connection.js';
import { Detail } from './detail.js';
import { element } from './elements.js';
import { Field } from './field.js';
import { Legend } from './legend.js';
import { savePicture } from './picture.js';
import { labelOf, Trajectories } from './trajectories.js';

const THEME = 'wanderscope-theme';
const byId = (id) => document.getElementById(id);

setTheme(localStorage.getItem(THEME) || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));

const settings = { colouring: 'class', hidden: new Set(), confidence: 0 };
const current = { acquisition: null, stage: null, classes: [] };
let known = [];
let composition = null;
let lastUpdate = null;

const pace = new Pace();
const trajectories = new Trajectories();
const field = new Field(byId('field'), trajectories, settings, select);
const legend = new Legend(settings, () => field.changed());
const detail = new Detail(byId('detail'), current, (id) => trajectories.byId.get(id), () => select(null));
const connection = new Connection({ opened, lost, hello, acquisitions, update });

function opened() {
  byId('connection').hidden = true;
  document.body.classList.remove('lost');
}

function lost(needsToken, problem) {
  const why = problem ? ` The server said: ${problem}.` : '';
  const text = needsToken
    ? 'This server wants its token: open the address that it printed when it started, the one with ?token= at its end.'
    : `The connection is lost. What you see is old; this page tries again until the server answers.${why}`;
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
  known = list;
  fill(byId('acquisition'), list.map(({ name }) => [name, name]), current.acquisition);
  if (list.length > 0 && !list.some(({ name }) => name === current.acquisition)) {
    choose(list[0].name);
  }
  const summary = list.find(({ name }) => name === current.acquisition);
  if (summary) {
    field.frameInterval = summary.frame_interval_ms;
    pace.frameInterval = summary.frame_interval_ms;
    fill(byId('colouring'), [['class', 'class'], ...summary.stages.map((stage, index) => [`stage-${index}`, `saliency, ${stage.name}`])],
      settings.colouring);
  }
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

function choose(name) {
  current.acquisition = name;
  byId('acquisition').value = name;
  select(null);
  trajectories.clear();
  if (field.isPaused) {
    pause();
  }
  field.forget();
  pace.forget();
  connection.watch(name, current.stage);
}

function update(message) {
  if (message.acquisition !== current.acquisition || (message.stage ?? null) !== current.stage) {
    return; // of what was watched before
  }
  lastUpdate = performance.now();
  pace.updated(lastUpdate);
  trajectories.apply(message, lastUpdate);
}

function select(id) {
  field.selected = id;
  detail.show(id);
  if (id !== null) {
    byId('announcer').textContent = `Trajectory ${id} selected`;
  }
}

function selectNext(step) {
  const ids = [...field.source.byId.values()].filter((each) => field.isVisible(each)).map(({ id }) => id);
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
  field.changed();
  detail.redraw();
}

function stage() {
  const summary = known.find(({ name }) => name === current.acquisition);
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

function toggleTheme() {
  const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  localStorage.setItem(THEME, theme);
  setTheme(theme);
  composition = null;
  field.themeChanged();
  legend.render();
  legend.showSaliency(stage());
  detail.redraw();
}

function nextColouring() {
  const values = [...byId('colouring').options].map(({ value }) => value);
  colourBy(values[(values.indexOf(settings.colouring) + 1) % values.length]);
}

byId('acquisition').addEventListener('change', (event) => choose(event.target.value));
byId('colouring').addEventListener('change', (event) => colourBy(event.target.value));
byId('pause').addEventListener('click', pause);
byId('fit').addEventListener('click', () => field.fit());
byId('theme').addEventListener('click', toggleTheme);
byId('open-help').addEventListener('click', () => byId('help').showModal());
byId('export-png').addEventListener('click', () => savePicture(field, current.acquisition || 'wanderscope', unit()));

const KEYS = {
  ' ': pause, n: () => selectNext(1), p: () => selectNext(-1), Escape: () => select(null), c: nextColouring,
  '+': () => field.zoom(1.25), '=': () => field.zoom(1.25), '-': () => field.zoom(0.8), 0: () => field.fit(),
  ArrowLeft: () => field.pan(60, 0), ArrowRight: () => field.pan(-60, 0), ArrowUp: () => field.pan(0, 60),
  ArrowDown: () => field.pan(0, -60), '?': () => byId('help').showModal(), 9: () => legend.toggle(UNDETERMINED),
};
LABELS.forEach((label, index) => { KEYS[index + 1] = () => legend.toggle(label); });

document.addEventListener('keydown', (event) => {
  const inControl = event.target.closest('select, input, dialog') || (event.key === ' ' && event.target.closest('button, summary'));
  if (KEYS[event.key] && !inControl && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

function unit() {
  return known.find(({ name }) => name === current.acquisition)?.length_unit || '';
}

// Words and numbers need not change with every frame.
setInterval(() => {
  const all = [...trajectories.byId.values()];
  legend.count(all);
  byId('empty').hidden = all.length > 0 || known.length > 0;
  byId('field').dataset.liveTracks = String(field.drawnLive);
  if (composition !== trajectories.composition) {
    composition = trajectories.composition;
    showComposition(byId('composition'), composition);
  }
  showRates(all);
  showScale();
}, 500);

function showRates(all) {
  const { rates } = trajectories;
  const live = all.filter((each) => each.endedAt === null).length;
  const quiet = lastUpdate === null || performance.now() - lastUpdate > 3000;
  const shown = quiet || !rates ? [['nothing', 'new']] : [[live, 'live'], [rates.positions_per_s.toFixed(0), 'positions/s'],
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
  byId('clock').textContent = trajectories.time
    ? `frame ${Math.max(0, Math.round(field.frame ?? 0))} · ${new Date(trajectories.time).toLocaleTimeString()}${field.isPaused ? ' · paused' : ''}` : '';
}

setInterval(() => trajectories.measure(), 10000);

// For tests and for the curious.
window.wanderscope = {
  frameTimes: () => [...field.frameTimes],
  state: () => ({ acquisition: current.acquisition, connected: connection.connected, paused: field.isPaused,
    tracks: trajectories.byId.size, drawn: field.drawn }),
  trajectories: () => [...trajectories.byId.values()].map((each) => ({ id: each.id, label: labelOf(each), ended: each.endedAt !== null,
    drawn: field.isVisible(each) && field.locate(each.id) !== null })),
  locate: (id) => field.locate(id),
  select,
};
