// The view as a picture for a notebook or a slide: paths and markers, the scale bar, what markers and colours mean, and
// what was shown when.

import { drawMarkerOnPath, drawSaliencyBar, LABELS, UNDETERMINED, unexplainedColour } from './colours.js';
import { percent, save } from './elements.js';

const LEGEND = 230;
const ROW = 26;
const CAPTION = 34;
const INK = 18; // from the edge

// about: acquisition, unit, time, and the stage whose saliency is drawn or null
export function savePicture(field, about) {
  const { view, ratio } = field;
  const { hidden } = field.settings;
  const size = { width: view.width + LEGEND, height: view.height + CAPTION };
  const canvas = document.createElement('canvas');
  canvas.width = size.width * ratio;
  canvas.height = size.height * ratio;
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  drawField(context, field, size);
  context.fillStyle = colour('--ink');
  context.font = '14px system-ui, sans-serif';
  const shown = [...LABELS, UNDETERMINED].filter((label) => !hidden.has(label));
  shown.forEach((label, row) => drawEntry(context, label, view.width + 20, 28 + ROW * row));
  if (about.stage) {
    drawSaliencyKey(context, about.stage, view.width + 12, 40 + ROW * shown.length);
  }
  drawScale(context, view, about.unit);
  context.fillText(caption(field, about), INK, size.height - 12, size.width - 2 * INK);
  canvas.toBlob((blob) => save(blob, `${about.acquisition}.png`.replace(/[^\w.-]+/g, '_')));
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name);
}

function drawField(context, field, { width, height }) {
  const { view } = field;
  context.fillStyle = colour('--field');
  context.fillRect(0, 0, width, height);
  field.paths.copyTo(context, view);
  context.drawImage(field.markers.canvas, 0, 0, view.width, view.height);
  context.fillRect(view.width, 0, LEGEND, height);
  context.fillRect(0, view.height, width, CAPTION);
}

function drawEntry(context, label, x, y) {
  context.save();
  drawMarkerOnPath(context, label, x, y, 8);
  context.restore();
  context.fillText(label, x + 20, y + 5);
}

function drawSaliencyKey(context, stage, x, y) {
  const width = LEGEND - 24;
  context.fillText(`Saliency at ${stage.name}`, x, y);
  context.save();
  drawSaliencyBar(context, x, y + 8, width, 12);
  context.fillStyle = unexplainedColour();
  context.fillRect(x, y + 60, 24, 4);
  context.restore();
  context.fillText('against the class', x, y + 36, width / 2);
  context.textAlign = 'right';
  context.fillText('for it', x + width, y + 36);
  context.textAlign = 'left';
  context.fillText('not explained yet', x + 32, y + 67, width);
  context.fillText('scaled to each path\u2019s largest', x, y + 92, width);
}

function drawScale(context, view, unit) {
  const { length, pixels } = view.scaleBar();
  context.fillRect(INK, view.height - 24, pixels, 3);
  context.fillText(`${length} ${unit}`, INK, view.height - 32);
}

function caption(field, { acquisition, time }) {
  const { hidden, confidence } = field.settings;
  return [acquisition, `frame ${Math.round(field.frame ?? 0)}`, ...(time ? [new Date(time).toLocaleString()] : []),
    ...(hidden.size > 0 ? [`hidden: ${[...hidden].join(', ')}`] : []),
    ...(confidence > 0 ? [`confidence from ${percent(confidence)}`] : [])].join(' · ');
}
