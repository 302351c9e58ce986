// The column of linked views: what is selected and how to select, the plane of D and α, mean squared displacements, and the numbers.

import { nameOf } from '../model/labels.js';
import { lawTexts, msdNotes, msdTable } from '../model/msdCurves.js';
import { wordsOf } from '../model/selection.js';
import { headline, leftOut, summaryCells, summaryHead } from '../model/selectionWords.js';
import { contextOf } from './chart.js';
import { element, fillTable, replaceKeepingFocus, setText, table as scrollTable } from './elements.js';
import { markerCanvas } from './marker.js';
import { drawMsd } from './msdDrawing.js';
import { drawPlane, scaleOf } from './planeDrawing.js';

const PLANE_HEIGHT = 250;
const MSD_HEIGHT = 220;
const PLANE_KEYS =
  'D against α, a dot a track. Drag to select; with the keyboard, arrows move the selected part, with Shift they make it larger or smaller, and Escape lets go of it.';

export class ViewsPanel {
  // listener: shape(name, byKeyboard), clear(), drop(part), label(label), limits(ranges), save(what), close()
  constructor(root, listener) {
    this.root = root;
    this.listener = listener;
    this.told = element('h2', { id: 'views-title' });
    this.parts = element('div', { class: 'parts' });
    this.shapes = ['rectangle', 'lasso'].map((shape) => this.shapeButton(shape));
    this.planeCanvas = element('canvas', { 'aria-hidden': 'true' });
    this.brush = element('div', { class: 'brush', hidden: '' });
    this.plane = element(
      'div',
      { class: 'plane', tabindex: 0, role: 'group', 'aria-label': PLANE_KEYS },
      this.planeCanvas,
      this.brush,
    );
    this.planeNote = element('p', { class: 'unit' });
    this.msdCanvas = element('canvas', {
      role: 'img',
      'aria-label': 'Mean squared displacement by lag; the table below has the numbers',
    });
    this.msdNote = element('p', { class: 'unit' });
    this.laws = element('p', { class: 'unit' });
    this.msdTable = scrollTable('Mean squared displacements as a table', [], []);
    this.summary = element('table', { class: 'summary' });
    root.append(...this.sections());
  }

  sections() {
    const button = (text, attributes, act) => {
      const made = element('button', attributes, text);
      made.addEventListener('click', act);
      return made;
    };
    const file = (text, what, title) => button(text, { 'data-save': what, title }, () => this.listener.save(what));
    this.clear = button('Clear', { 'data-part': 'clear', title: 'Let go of everything' }, () => this.listener.clear());
    return [
      element(
        'header',
        {},
        this.told,
        button('Close', { title: 'Close the views (v)' }, () => this.listener.close()),
      ),
      element('div', { class: 'buttons' }, element('span', {}, 'In the field:'), ...this.shapes, this.clear),
      this.parts,
      element('section', { 'aria-label': 'D against α' }, this.plane, this.planeNote, this.limits()),
      element(
        'section',
        { 'aria-label': 'Mean squared displacements' },
        ...[this.msdCanvas, this.laws, this.msdNote],
        element('details', {}, element('summary', {}, 'As a table'), this.msdTable),
      ),
      this.summary,
      element('p', { class: 'unit' }, 'Medians with quartiles. Click a kind of motion to select it.'),
      element(
        'div',
        { class: 'buttons', role: 'group', 'aria-label': 'Save what is selected' },
        element('span', {}, 'Save:'),
        file('Tracks', 'tracks', 'The selected tracks as CSV'),
        file('Summary', 'summary', 'The numbers of the selection as CSV'),
        file('PNG', 'png', 'The views as PNG'),
        file('SVG', 'svg', 'The views as SVG'),
      ),
    ];
  }

  // A click from the keyboard has no detail.
  shapeButton(shape) {
    const title = `Draw a ${shape} around tracks in the field${shape === 'rectangle' ? ' (r)' : ''}`;
    const button = element('button', { 'data-shape': shape, 'aria-pressed': 'false', title }, capitalised(shape));
    button.addEventListener('click', (event) => this.listener.shape(shape, event.detail === 0));
    return button;
  }

  // The same as the brush, for exact numbers.
  limits() {
    const input = (part, name) => {
      const made = element('input', { type: 'number', step: 'any', 'data-limit': part, placeholder: 'any' });
      made.addEventListener('change', () => this.listener.limits(this.ranges));
      return element('label', {}, `${name} `, made);
    };
    this.inputs = element(
      'div',
      { class: 'limits' },
      ...[input('slow', 'D from'), input('fast', 'to'), input('low', 'α from'), input('high', 'to')],
    );
    return element('details', {}, element('summary', {}, 'Exact limits'), this.inputs);
  }

  input(name) {
    return this.inputs.querySelector(`[data-limit=${name}]`);
  }

  get ranges() {
    const number = (name, missing) => (this.input(name).value === '' ? missing : Number(this.input(name).value));
    return {
      d: [number('slow', -Infinity), number('fast', Infinity)],
      alpha: [number('low', -Infinity), number('high', Infinity)],
    };
  }

  // What a person chose, and the selected tracks. shown: criterion, table, mask, summary, decades and curves
  show(shown) {
    const { criterion, table, summary } = shown;
    setText(this.told, headline(criterion, summary.all, table.length));
    this.showParts(criterion, table.unit);
    this.showSummary(shown);
    this.showPlane(shown);
    this.showMsd(shown.curves);
  }

  showParts(criterion, unit) {
    const words = wordsOf(criterion, unit);
    this.clear.disabled = words.length === 0;
    const parts = words.map(([part, text]) => {
      const chip = element('button', { 'data-drop': part, title: 'Let go of this' }, `${text} ×`);
      chip.addEventListener('click', () => this.listener.drop(part));
      return chip;
    });
    replaceKeepingFocus(this.parts, parts, ({ dataset }) => this.parts.querySelector(`[data-drop=${dataset.drop}]`));
    const values = criterion.plane ? [...criterion.plane.d, ...criterion.plane.alpha] : [];
    ['slow', 'fast', 'low', 'high'].forEach((name, place) => {
      const input = this.input(name);
      if (input !== document.activeElement) {
        input.value = Number.isFinite(values[place]) ? Number(values[place].toPrecision(3)) : '';
      }
    });
  }

  showSummary({ criterion, table, summary }) {
    const head = element('tr', {}, ...summaryHead(table.unit).map((each) => element('th', { scope: 'col' }, each)));
    const own = new Map(summary.byLabel.map((each) => [each.label, each]));
    const none = { tracks: 0, points: 0, d: null, alpha: null };
    const rows = [
      this.summaryRow(element('span', {}, 'all'), summary.all),
      ...table.present.map((label) => this.summaryRow(this.labelButton(label, criterion), own.get(label) ?? none)),
    ];
    const parts = [element('thead', {}, head), element('tbody', {}, ...rows)];
    replaceKeepingFocus(this.summary, parts, ({ dataset }) =>
      this.summary.querySelector(`[data-select=${dataset.select}]`),
    );
  }

  summaryRow(name, figures) {
    const cells = summaryCells(figures).map((parts) =>
      element('td', {}, ...parts.map((each) => element('span', {}, each))),
    );
    return element('tr', {}, element('th', { scope: 'row' }, name), ...cells);
  }

  labelButton(label, { labels }) {
    const button = element(
      'button',
      { 'data-select': label, 'aria-pressed': String(labels?.has(label) ?? false) },
      ...[markerCanvas(label, undefined, 16), element('span', {}, nameOf(label))],
    );
    button.addEventListener('click', () => this.listener.label(label));
    return button;
  }

  showPlane({ criterion, table, mask, decades }) {
    const width = this.plane.clientWidth;
    this.scale = scaleOf(decades, width, PLANE_HEIGHT);
    drawPlane(contextOf(this.planeCanvas, width, PLANE_HEIGHT), this.scale, table, mask);
    setText(this.planeNote, leftOut(table));
    this.showBrush(criterion.plane && this.scale.boxOf(criterion.plane));
  }

  // box: in pixels of the plane, or null
  showBrush(box) {
    const { style } = this.brush;
    this.brush.hidden = !box;
    if (box) {
      style.left = `${box.left}px`;
      style.top = `${box.top}px`;
      style.width = `${box.right - box.left}px`;
      style.height = `${box.bottom - box.top}px`;
    }
  }

  showMsd(curves) {
    drawMsd(contextOf(this.msdCanvas, this.plane.clientWidth, MSD_HEIGHT), this.plane.clientWidth, MSD_HEIGHT, curves);
    setText(this.laws, lawTexts(curves.means).join('; '));
    setText(this.msdNote, msdNotes(curves).join(' '));
    const { head, rows } = msdTable(curves);
    fillTable(this.msdTable, head, rows);
  }

  // shape: that the next drag in the field draws, or null
  showShape(shape) {
    this.shapes.forEach((each) => each.setAttribute('aria-pressed', String(each.dataset.shape === shape)));
  }
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
