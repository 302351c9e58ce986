// The linked views as a picture for a notebook or a slide, as PNG or SVG: what is selected, the plane of D and α, mean squared
// displacements with the laws, and the numbers.

import { nameOf } from '../model/labels.js';
import { lawTexts, msdNotes } from '../model/msdCurves.js';
import { headline, summaryCells, summaryHead } from '../model/selectionWords.js';
import { fileName } from '../model/text.js';
import { write } from './chart.js';
import { save } from './download.js';
import { drawMarker } from './marker.js';
import { drawMsd } from './msdDrawing.js';
import { drawPlane, scaleOf } from './planeDrawing.js';
import { SvgContext } from './svgContext.js';
import { styleColour } from './theme.js';

const CHART = { width: 460, height: 330 };
const INSET = 20;
const HEADER = 60;
const ROW = 22;
const LAW = 18;
const COLUMNS = [0, 230, 320, 620]; // of the table
const WIDTH = 2 * CHART.width + 3 * INSET;
const DENSITY = 2; // pixels of a PNG for each of the page

// kind: 'png' or 'svg'; shown: see ViewsPanel, with acquisition and selection (in words)
export function saveViews(kind, shown) {
  const name = fileName(`${shown.acquisition}-views.${kind}`);
  const height = heightOf(shown);
  if (kind === 'svg') {
    const context = new SvgContext(WIDTH, height);
    drawViews(context, shown, height);
    save(new Blob([context.text], { type: 'image/svg+xml' }), name);
    return;
  }
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * DENSITY;
  canvas.height = height * DENSITY;
  const context = canvas.getContext('2d');
  context.scale(DENSITY, DENSITY);
  drawViews(context, shown, height);
  canvas.toBlob((blob) => save(blob, name));
}

const linesOf = ({ curves }) => [...lawTexts(curves.means), ...msdNotes(curves)]; // below the charts

function heightOf(shown) {
  const rows = shown.summary.byLabel.length + 2;
  return HEADER + CHART.height + LAW * (linesOf(shown).length + 1) + ROW * rows + 3 * INSET;
}

function drawViews(context, shown, height) {
  const { acquisition, selection, criterion, table, mask, summary, decades, curves } = shown;
  context.fillStyle = styleColour('--paper');
  context.fillRect(0, 0, WIDTH, height);
  write(context, `${acquisition}: ${headline(criterion, summary.all, table.length)}`, INSET, 26, {
    colour: '--ink',
  });
  write(context, `${selection} · ${new Date().toLocaleString()}`, INSET, 46);
  at(context, INSET, HEADER, () => drawPlane(context, scaleOf(decades, CHART.width, CHART.height), table, mask));
  at(context, 2 * INSET + CHART.width, HEADER, () => drawMsd(context, CHART.width, CHART.height, curves));
  const below = HEADER + CHART.height + INSET;
  linesOf(shown).forEach((text, row) => write(context, text, INSET, below + LAW * row));
  drawTable(context, summary, table.unit, below + LAW * (linesOf(shown).length + 1));
}

function drawTable(context, { all, byLabel }, unit, top) {
  const row = (cells, y, colour) =>
    cells.forEach((each, place) => write(context, each, INSET + 26 + COLUMNS[place], y, { colour }));
  row(summaryHead(unit), top, '--faint');
  row(['all', ...textCells(all)], top + ROW, '--ink');
  byLabel.forEach((each, place) => {
    const y = top + ROW * (place + 2);
    drawMarker(context, each.label, INSET + 8, y - 4, 6);
    row([nameOf(each.label), ...textCells(each)], y, '--ink');
  });
}

function textCells(figures) {
  return summaryCells(figures).map((parts) => parts.join(''));
}

function at(context, x, y, draw) {
  context.save();
  context.translate(x, y);
  draw();
  context.restore();
}
