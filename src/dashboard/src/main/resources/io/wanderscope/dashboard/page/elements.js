// Makes elements of the page; text is always text, never markup.

import { drawSaliencyBar } from './colours.js';

const SVG = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// Can be scrolled with the keyboard.
export function table(name, head, rows) {
  const scroller = element('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': name }, element('table'));
  fillTable(scroller, head, rows);
  return scroller;
}

export function fillTable(scroller, head, rows) {
  const row = (cells, kind) => element('tr', {}, ...cells.map((cell) => element(kind, {}, String(cell))));
  scroller.firstElementChild.replaceChildren(
    element('thead', {}, row(head, 'th')), element('tbody', {}, ...rows.map((cells) => row(cells, 'td'))));
}

// The colours of saliency, and what they say of a class.
export function saliencyKey(label) {
  const bar = element('canvas', { width: 210, height: 1, 'aria-hidden': 'true' });
  drawSaliencyBar(bar.getContext('2d'), 0, 0, bar.width, 1);
  return element('div', { class: 'saliency-key' }, bar,
    element('p', {}, element('span', {}, `speaks against ${label}`), element('span', {}, `for ${label}`)));
}

// For screens of every density.
export function markerCanvas(draw, size = 26) {
  const ratio = window.devicePixelRatio || 1;
  const canvas = element('canvas', { width: size * ratio, height: size * ratio, 'aria-hidden': 'true' });
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  draw(context, size / 2, size / 3);
  return canvas;
}

export function save(blob, name) {
  const link = element('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export const percent = (fraction) => `${(100 * fraction).toFixed(0)} %`;
export const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
export const words = (name) => name.toLowerCase().replaceAll('_', ' ');
