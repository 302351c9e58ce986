// The key to the colours of saliency.

import { element } from './elements.js';
import { colours } from './theme.js';

// From the points of a path that support the class least to those that support it most.
export function drawSaliencyBar(context, x, y, width, height) {
  const { saliencyTable } = colours();
  saliencyTable.forEach((colour, level) => {
    context.fillStyle = colour;
    context.fillRect(x + (width * level) / saliencyTable.length, y, width / saliencyTable.length + 0.5, height);
  });
}

// The bar with what its ends say about a class.
export function saliencyKey(label) {
  return keyWithEnds('less support', `more for ${label}`);
}

// The bar with what its ends say where weights have no sign.
export function absoluteSaliencyKey() {
  return keyWithEnds('like the rest of the path', 'departs most');
}

function keyWithEnds(least, most) {
  const bar = element('canvas', { width: 210, height: 1, 'aria-hidden': 'true' });
  drawSaliencyBar(bar.getContext('2d'), 0, 0, bar.width, 1);
  return element(
    'div',
    { class: 'saliency-key' },
    bar,
    element('p', {}, element('span', {}, least), element('span', {}, most)),
  );
}
