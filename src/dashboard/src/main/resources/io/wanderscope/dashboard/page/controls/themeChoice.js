// The theme: what a person chose last, or else what their system prefers.

import { setTheme, theme } from '../view/theme.js';

const KEY = 'wanderscope-theme';

export function applyPreferredTheme() {
  setTheme(remembered() || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
}

export function toggleTheme() {
  const chosen = theme() === 'dark' ? 'light' : 'dark';
  remember(chosen);
  setTheme(chosen);
}

// Paper is white, whatever the screen is. Returns what takes the screen's theme back.
export function applyThemeOfPaper() {
  const ofScreen = theme();
  setTheme('light');
  return () => setTheme(ofScreen);
}

// Where a browser stores nothing for pages, it throws.
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(chosen) {
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // The choice holds until the page is left.
  }
}
