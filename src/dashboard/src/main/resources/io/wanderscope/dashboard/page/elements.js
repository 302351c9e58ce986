// Makes elements of the page; text is always text, never markup.

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

export function table(head, rows) {
  const row = (cells, name) => element('tr', {}, ...cells.map((cell) => element(name, {}, String(cell))));
  return element('div', { class: 'scroll' }, element('table', {},
    element('thead', {}, row(head, 'th')), element('tbody', {}, ...rows.map((cells) => row(cells, 'td')))));
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
export const words = (name) => name.toLowerCase().replaceAll('_', ' ');
