// How many trajectories of each class and each other kind of motion ended in each time window, made ready for the chart and for the table.

import { LABELS, OTHER_MOTION, UNDETERMINED, UNSURE } from './labels.js';
import { counted, words } from './text.js';

const TOO_SHORT = 'TOO_SHORT';
const ANSWERS = [...LABELS, ...OTHER_MOTION];
const LOW_CONFIDENCE = 'LOW_CONFIDENCE';
const FAILED = ['INFERENCE_FAILED', 'OTHER']; // stacked as one

export const STACK = [...ANSWERS, UNSURE, UNDETERMINED];

// Counts in the order of STACK, from the bottom. Tracks too short to be classified are left out: in many recordings they are most, and
// nothing else would be seen.
export function stacked({ counts }) {
  const failed = FAILED.reduce((sum, reason) => sum + (counts[reason] || 0), 0);
  return [...[...ANSWERS, LOW_CONFIDENCE].map((label) => counts[label] || 0), failed];
}

// time: of the latest position; a window that ends after it is still counting
export function isOpen(window, time) {
  return window.end > time;
}

export function tooShort(windows) {
  return windows.reduce((sum, { counts }) => sum + (counts[TOO_SHORT] || 0), 0);
}

export function largestStack(windows) {
  return Math.max(...windows.map((window) => stacked(window).reduce((sum, count) => sum + count)), 1);
}

// Why there are no counts. ended: number of tracks that have ended. They are counted at once, unless the stream is behind: it then
// takes in the positions that wait before it counts.
export function whyNothingIsCounted(ended) {
  if (ended === 0) {
    return 'No track has ended yet.';
  }
  return `${counted(ended, 'track')} ${ended === 1 ? 'has' : 'have'} ended, not counted yet. While the stream is behind, counts come late.`;
}

// The table: its head and its rows, newest window first, with a column for each class and reason that occurs.
export function asTable(windows, clock) {
  const used = [...ANSWERS, LOW_CONFIDENCE, ...FAILED, TOO_SHORT].filter((name) =>
    windows.some(({ counts }) => counts[name] > 0),
  );
  const rows = [...windows]
    .reverse()
    .map(({ start, tracks, counts }) => [clock(start), tracks, ...used.map((name) => counts[name] || 0)]);
  return { head: ['from', 'tracks', ...used.map(words)], rows };
}
