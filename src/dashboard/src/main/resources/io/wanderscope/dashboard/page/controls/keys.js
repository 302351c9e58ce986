// The keys, which the page lists under Help.

import { LABELS, OTHER_MOTION } from '../model/labels.js';

const STEP = 60; // pixels
const ZOOM = 1.25;
const SEEK = 1000; // milliseconds
const WITHOUT_ANSWER_KEY = 9;
const OTHER_MOTION_KEYS = ['i', 'o', 'd', 's', 'a', 'u'];

// commands: pause(), seekBy(milliseconds), live(), selectNext(step), select(id), nextColouring(), toggle(label),
// toggleWithoutAnswer(), views(), region(), help()
export function listenToKeys(field, commands) {
  const actions = actionsOf(field, commands);
  document.addEventListener('keydown', (event) => {
    const action = actions[event.key];
    if (action && isMeant(event, field.element) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      action();
    }
  });
}

// Keys belong to the field; Escape works everywhere but where it closes something else.
function isMeant(event, field) {
  const inField = event.target === document.body || event.target === field;
  return inField || (event.key === 'Escape' && !event.target.closest('select, dialog'));
}

function actionsOf(field, commands) {
  const actions = {
    ' ': () => commands.pause(),
    '[': () => commands.seekBy(-SEEK),
    ']': () => commands.seekBy(SEEK),
    l: () => commands.live(),
    n: () => commands.selectNext(1),
    p: () => commands.selectNext(-1),
    Escape: () => commands.select(null),
    c: () => commands.nextColouring(),
    '+': () => field.zoom(ZOOM),
    '=': () => field.zoom(ZOOM),
    '-': () => field.zoom(1 / ZOOM),
    0: () => field.fit(),
    ArrowLeft: () => field.pan(STEP, 0),
    ArrowRight: () => field.pan(-STEP, 0),
    ArrowUp: () => field.pan(0, STEP),
    ArrowDown: () => field.pan(0, -STEP),
    '?': () => commands.help(),
    [WITHOUT_ANSWER_KEY]: () => commands.toggleWithoutAnswer(),
    v: () => commands.views(),
    r: () => commands.region(),
  };
  LABELS.forEach((label, index) => {
    actions[index + 1] = () => commands.toggle(label);
  });
  OTHER_MOTION.forEach((label, index) => {
    actions[OTHER_MOTION_KEYS[index]] = () => commands.toggle(label);
  });
  return actions;
}
