// The linked views: keeps the selection up to date with what the field shows, and shows it in all of them: a part of the plane of
// D and α, kinds of motion, a region of the field, and ranges of the population.

import { msdCurves } from '../model/msdCurves.js';
import { decades } from '../model/plane.js';
import { chosen, EVERYTHING, isEverything, toggled } from '../model/selection.js';
import { summaryAsCsv, tracksAsCsv } from '../model/selectionCsv.js';
import { summaryOf } from '../model/selectionSummary.js';
import { criterionText, spoken } from '../model/selectionWords.js';
import { fileName } from '../model/text.js';
import { TrackTable } from '../model/trackTable.js';
import { save } from '../view/download.js';
import { announce } from '../view/status.js';
import { ViewsPanel } from '../view/viewsPanel.js';
import { saveViews } from '../view/viewsPicture.js';
import { listenToPlane } from './planeBrush.js';
import { RegionDrawing } from './regionDrawing.js';

const REFRESH = 500; // milliseconds
const QUIET = 400; // milliseconds after which a selection is read aloud

export class LinkedViews {
  // root: the column; button: opens it; page: with field, options, acquisition and acquisitions
  constructor(root, button, page) {
    Object.assign(this, { root, button, page });
    this.panel = new ViewsPanel(root, {
      shape: (shape, byKeyboard) => this.drawRegion(shape, byKeyboard),
      clear: () => this.clear(),
      drop: (part) => this.set(part, null),
      label: (label) => this.toggleLabel(label),
      limits: (ranges) => this.set('plane', isUnlimited(ranges) ? null : ranges),
      save: (what) => this.save(what),
      close: () => this.toggle(),
    });
    this.region = new RegionDrawing(page.field, {
      shape: (shape) => this.panel.showShape(shape),
      region: (region) => this.set('region', region),
    });
    listenToPlane(
      this.panel,
      () => this.criterion.plane,
      (ranges, goesOn) => this.set('plane', ranges, goesOn),
    );
    button.addEventListener('click', () => this.toggle());
    this.reset();
    new ResizeObserver(() => this.outdate()).observe(root);
    setInterval(() => this.refresh(), REFRESH);
    requestAnimationFrame(() => this.follow());
  }

  // Before another acquisition is shown.
  reset() {
    this.criterion = EVERYTHING;
    this.table = new TrackTable([], 0);
    this.decades = null;
    this.tabled = null; // what the table was made from
    this.source = null; // of the field when the table was made
    this.isOutdated = true; // whether what is shown is not what is selected
    this.isFaded = true; // whether the field shows the selection
    this.mask = new Uint8Array(0);
    this.summary = summaryOf(this.table, this.mask);
    this.region.show(null);
  }

  get isOpen() {
    return !this.root.hidden;
  }

  toggle() {
    this.root.hidden = this.isOpen;
    this.button.setAttribute('aria-pressed', String(this.isOpen));
    if (this.isOpen) {
      this.tabled = null;
      this.refresh();
    } else {
      this.region.arm(null);
      this.clear();
      this.page.field.element.focus();
    }
  }

  // What is shown is drawn again with the next frame: the theme has changed, for instance.
  outdate() {
    this.isOutdated = true;
  }

  // In every animation frame: shows at most once what has changed since the last.
  follow() {
    if (this.isOpen) {
      if (this.page.field.source !== this.source) {
        this.refresh();
      }
      this.region.overlay.follow();
      this.showIfOutdated();
    }
    this.fadeField();
    requestAnimationFrame(() => this.follow());
  }

  // Takes in what the field shows now.
  refresh() {
    const { field, options } = this.page;
    const { source } = field;
    const { hidden, confidence } = options;
    const state = [source.updates, source.paintVersion, Math.round(field.frame ?? 0), [...hidden].join(), confidence];
    const tabled = state.join(' ');
    if (this.isOpen && (tabled !== this.tabled || source !== this.source)) {
      this.tabled = tabled;
      this.source = source;
      this.table = new TrackTable(field.shown, field.frame);
      this.decades = decades(this.table, this.decades);
      this.apply();
    }
  }

  // part: of the criterion; goesOn: whether the person is still changing it
  set(part, value, goesOn = false) {
    this.criterion = { ...this.criterion, [part]: value };
    this.region.show(this.criterion.region);
    this.apply();
    if (!goesOn) {
      this.speak();
    }
  }

  toggleLabel(label) {
    if (!this.isOpen) {
      this.toggle();
    }
    this.set('labels', toggled(this.criterion.labels, label));
  }

  // Of diffusion coefficients, whatever the exponent; null for all.
  selectRange(range) {
    if (!this.isOpen) {
      this.toggle();
    }
    this.set('plane', range && { d: range, alpha: [-Infinity, Infinity] });
  }

  clear() {
    this.criterion = EVERYTHING;
    this.region.show(null);
    this.apply();
    this.speak();
  }

  // Once the person has paused, and only the latest.
  speak() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => announce(spoken(this.criterion, this.summary, this.table.length)), QUIET);
  }

  // Finds the selected tracks.
  apply() {
    const { table, criterion } = this;
    const all = isEverything(criterion);
    this.mask = chosen(table, criterion).mask;
    this.summary = summaryOf(table, this.mask);
    table.tracks.forEach((each, row) => {
      const isFaint = !all && this.mask[row] === 0;
      if (each.isFaint !== isFaint) {
        each.isFaint = isFaint;
        this.isFaded = false;
      }
    });
    this.isOutdated = true;
  }

  showIfOutdated() {
    if (!this.isOutdated || this.root.clientWidth === 0) {
      return;
    }
    this.isOutdated = false;
    const { criterion, table, mask, summary, decades: axis } = this;
    this.curves = msdCurves(table, mask, summary, this.camera);
    this.showInSide();
    this.panel.show({ criterion, table, mask, summary, decades: axis, curves: this.curves });
  }

  // Population and counts show the selection, too.
  showInSide() {
    const { criterion, table, mask } = this;
    const { population, counts } = this.page.status;
    const values = table.diffusion.filter((_, row) => mask[row]);
    population.select(isEverything(criterion) ? null : { range: criterion.plane?.d ?? null, values });
    counts.select(criterion.labels);
  }

  // Paths are painted for several frames, so not again before they are done.
  fadeField() {
    const { field } = this.page;
    if (!this.isFaded && !field.drawing.isBehind) {
      this.isFaded = true;
      field.changed();
    }
  }

  get camera() {
    const { acquisitions, timeline } = this.page;
    return { lengthUnit: acquisitions.lengthUnit, interval: timeline.interval };
  }

  drawRegion(shape, byKeyboard) {
    if (byKeyboard) {
      this.region.adjust();
    } else {
      this.region.arm(this.region.shape === shape ? null : shape);
    }
  }

  // With the keyboard, in the field.
  drawByKey() {
    if (!this.isOpen) {
      this.toggle();
    }
    this.region.adjust();
  }

  save(what) {
    const { table, mask, summary, criterion } = this;
    const acquisition = this.page.acquisition ?? 'wanderscope';
    const selection = criterionText(criterion, table.unit);
    const { lengthUnit } = this.camera;
    const csv = {
      tracks: () => tracksAsCsv(table, mask, { acquisition, lengthUnit }),
      summary: () => summaryAsCsv(summary, table.unit, { acquisition, selection }),
    }[what];
    if (csv) {
      save(new Blob([csv()], { type: 'text/csv' }), fileName(`${acquisition}-${what}.csv`));
    } else {
      saveViews(what, { ...this, acquisition, selection });
    }
  }
}

function isUnlimited({ d, alpha }) {
  return [...d, ...alpha].every((each) => !Number.isFinite(each));
}
