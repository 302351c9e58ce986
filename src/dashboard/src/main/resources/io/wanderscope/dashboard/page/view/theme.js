// The theme of the page and the colours that go with it.

import { coloursOf } from '../model/colours.js';

const root = document.documentElement;

export function theme() {
  return root.dataset.theme;
}

export function setTheme(name) {
  root.dataset.theme = name;
}

export function colours() {
  return coloursOf(theme());
}

// The value of a custom property of the style sheets, such as --ink. Taken from the root: an element that is not in the
// page yet has no style.
export function styleColour(property) {
  return getComputedStyle(root).getPropertyValue(property);
}
