// The view as a picture for a notebook or a slide: paths and markers, the scale bar and what the markers mean.

import { drawMarker, LABELS, UNDETERMINED } from './colours.js';
import { save } from './elements.js';

const LEGEND = 190;
const ROW = 26;

export function savePicture(field, acquisition, unit) {
  const { view, ratio } = field;
  const canvas = document.createElement('canvas');
  canvas.width = (view.width + LEGEND) * ratio;
  canvas.height = view.height * ratio;
  const context = canvas.getContext('2d');
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--ink');
  context.scale(ratio, ratio);
  context.fillStyle = style.getPropertyValue('--field');
  context.fillRect(0, 0, view.width + LEGEND, view.height);
  field.paths.copyTo(context, view);
  context.drawImage(field.markers.canvas, 0, 0, view.width, view.height);
  context.clearRect(view.width, 0, LEGEND, view.height);
  context.fillRect(view.width, 0, LEGEND, view.height);
  context.font = '14px system-ui, sans-serif';
  [...LABELS, UNDETERMINED].forEach((label, row) => {
    drawMarker(context, label, view.width + 20, 28 + ROW * row, 8);
    context.fillStyle = ink;
    context.fillText(label, view.width + 40, 33 + ROW * row);
  });
  drawScale(context, view, ink, unit);
  canvas.toBlob((blob) => save(blob, `${acquisition}.png`.replace(/[^\w.-]+/g, '_')));
}

function drawScale(context, view, ink, unit) {
  const { length, pixels } = view.scaleBar();
  context.fillStyle = ink;
  context.fillRect(18, view.height - 24, pixels, 3);
  context.fillText(`${length} ${unit}`, 18, view.height - 32);
}
