// The view as a picture for a notebook or a slide: paths and markers, the scale bar, keys to markers and colours, and a
// line that says what was shown, when, and with which filters.

import { nameOf } from '../model/labels.js';
import { isOfAllStages, scaleText } from '../model/saliency.js';
import { fileName, percent } from '../model/text.js';
import { save } from './download.js';
import { drawMarkerOnPath } from './marker.js';
import { drawSaliencyBar } from './saliencyKey.js';
import { colours, styleColour } from './theme.js';

const LEGEND = 230;
const ROW = 26;
const SALIENCY_KEY = 120; // height
const CAPTION = 34;
const INSET = 18; // of text from the edge

// about: acquisition, unit, time, and the stage whose saliency is drawn, or null
export function savePicture(field, about) {
  const { viewport, ratio } = field;
  const shown = field.options.shownLabels;
  const key = 40 + ROW * shown.length + (about.stage ? SALIENCY_KEY : 0);
  const size = { width: viewport.width + LEGEND, height: Math.max(viewport.height, key) + CAPTION };
  const canvas = document.createElement('canvas');
  canvas.width = size.width * ratio;
  canvas.height = size.height * ratio;
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  drawView(context, field, { ...size, unit: about.unit });
  shown.forEach((label, row) => drawEntry(context, label, viewport.width + 20, 28 + ROW * row));
  if (about.stage) {
    drawSaliencyKey(context, about.stage, viewport.width + 12, 40 + ROW * shown.length);
  }
  context.fillText(caption(field, about), INSET, size.height - 12, size.width - 2 * INSET);
  canvas.toBlob((blob) => save(blob, fileName(`${about.acquisition}.png`)));
}

// Paths, markers and the scale bar into a context of two dimensions, which is left ready for more text.
// width, height: in pixels, at least those of the field; unit: of length
export function drawView(context, field, { width, height, unit }) {
  const { viewport } = field;
  context.fillStyle = styleColour('--field');
  context.fillRect(0, 0, width, height);
  field.image.copyTo(context, viewport);
  field.drawing.copyTo(context, field.scene);
  context.fillRect(viewport.width, 0, LEGEND, height);
  context.fillRect(0, viewport.height, width, CAPTION);
  context.fillStyle = styleColour('--ink');
  context.font = '14px system-ui, sans-serif';
  drawScale(context, viewport, unit);
}

function drawEntry(context, label, x, y) {
  context.save();
  drawMarkerOnPath(context, label, x, y, 8);
  context.restore();
  context.fillText(nameOf(label), x + 20, y + 5);
}

function drawSaliencyKey(context, stage, x, y) {
  const width = LEGEND - 24;
  const [title, least, most] = isOfAllStages(stage.receptive_field)
    ? ['Absolute saliency, all scales', 'like the rest', 'departs most']
    : [`Saliency, ${scaleText(stage)}`, 'less support', 'more for the class'];
  context.fillText(title, x, y);
  context.save();
  drawSaliencyBar(context, x, y + 8, width, 12);
  context.fillStyle = colours().withoutSaliency;
  context.fillRect(x, y + 60, 24, 4);
  context.restore();
  context.fillText(least, x, y + 36, width / 2);
  context.textAlign = 'right';
  context.fillText(most, x + width, y + 36, width / 2);
  context.textAlign = 'left';
  context.fillText('no saliency yet', x + 32, y + 67, width);
  context.fillText('compare points of one path', x, y + 92, width);
}

function drawScale(context, viewport, unit) {
  const { length, pixels } = viewport.scaleBar();
  context.fillRect(INSET, viewport.height - 24, pixels, 3);
  context.fillText(`${length} ${unit}`, INSET, viewport.height - 32);
}

function caption(field, { acquisition, time }) {
  const { hidden, confidence } = field.options;
  const parts = [acquisition, `frame ${Math.round(field.frame ?? 0)}`];
  if (time) {
    parts.push(new Date(time).toLocaleString());
  }
  if (hidden.size > 0) {
    parts.push(`hidden: ${[...hidden].map(nameOf).join(', ')}`);
  }
  if (confidence > 0) {
    parts.push(`minimum confidence ${percent(confidence)}`);
  }
  return parts.join(' · ');
}
