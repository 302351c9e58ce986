// A row of colours with a pixel for each point, and a caption.

import { scaledToLargest } from '../model/saliency.js';
import { element } from './elements.js';
import { colours } from './theme.js';

const HOW_MEASURED =
  'Measured on simulated tracks of 1000 points: in how many the weight of this map that is farthest from the track’s median lies within 100 points of a planted feature; and how many answers stay right when the half of the track that it calls most or least salient is cut out and the rest joined.';

// name and note: the two ends of the caption; label: read aloud; weights: null for points without one; trust: what the model
// says of the map, or undefined
export function strip(name, note, label, weights, trust, attributes) {
  const canvas = element('canvas', { width: weights.length, height: 1, role: 'img', 'aria-label': label });
  const context = canvas.getContext('2d');
  const scaled = scaledToLargest(weights.map((weight) => weight ?? 0));
  scaled.forEach((weight, point) => {
    context.fillStyle = weights[point] === null ? colours().withoutSaliency : colours().saliency(weight);
    context.fillRect(point, 0, 1, 1);
  });
  const caption = element('p', {}, element('span', {}, name), element('span', {}, note));
  return element('div', attributes, caption, canvas, ...(trust?.found ? [trustNote(trust)] : []));
}

function trustNote({ found, right_without: rightWithout }) {
  return element('p', { class: 'trust', title: `${rightWithout} ${HOW_MEASURED}`.trim() }, found);
}
