// Opens the page and connects its buttons, lists, keys and pointer.

import { listenToKeys } from './controls/keys.js';
import { Page } from './controls/page.js';
import { foldPanels } from './controls/panels.js';
import { listenToPointer, listenToShiftClick } from './controls/pointer.js';
import { applyPreferredTheme } from './controls/themeChoice.js';

const REFRESH = 500; // milliseconds, for words and numbers
const MEASURE = 10000; // milliseconds, for the bounds of all trajectories

const byId = (id) => document.getElementById(id);

applyPreferredTheme();
foldPanels(byId('side'));
export const page = new Page();

byId('acquisition').addEventListener('change', (event) => page.choice.choose(event.target.value, true));
byId('colouring').addEventListener('change', (event) => page.colourBy(event.target.value));
byId('confidence').addEventListener('input', (event) => page.requireConfidence(Number(event.target.value)));
byId('pause').addEventListener('click', () => page.togglePause());
byId('fit').addEventListener('click', () => page.field.fit());
byId('theme').addEventListener('click', () => page.toggleTheme());
byId('open-help').addEventListener('click', () => page.help());
byId('export-png').addEventListener('click', () => page.savePicture());
byId('rejected').lastElementChild.addEventListener('click', () => page.status.rejections.hide());
byId('notice').lastElementChild.addEventListener('click', () => page.choice.showNoticed());
byId('empty').lastElementChild.addEventListener('click', () => page.showAll());

listenToShiftClick(byId('legend'), (label) => page.views.toggleLabel(label));
listenToPointer(page.field, (id) => page.select(id));
listenToKeys(page.field, {
  pause: () => page.togglePause(),
  seekBy: (milliseconds) => page.timeline.seekBy(milliseconds),
  live: () => page.timeline.returnToLive(),
  selectNext: (step) => page.selectNext(step),
  select: (id) => page.select(id),
  nextColouring: () => page.nextColouring(),
  toggle: (label) => page.toggle(label),
  toggleWithoutAnswer: () => page.toggleWithoutAnswer(),
  views: () => page.views.toggle(),
  region: () => page.views.drawByKey(),
  help: () => page.help(),
});

matchMedia('print').addEventListener('change', ({ matches }) => page.showOnPaper(matches));

setInterval(() => page.status.refresh(), REFRESH);
setInterval(() => page.trajectories.measureBounds(), MEASURE);
