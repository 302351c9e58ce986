// The region that is selected in the field, drawn above the tracks: it stays where it is when the view moves.

import { svg } from './elements.js';
import { isSameView } from './scene.js';

export class RegionOverlay {
  // field: Field
  constructor(field) {
    this.field = field;
    this.region = null;
    this.view = null; // as drawn last
    this.outline = svg('path', {});
    this.root = svg('svg', { id: 'region', 'aria-hidden': 'true' }, this.outline);
    field.element.append(this.root);
  }

  // region: a polygon in units of length, or null; isOpen: while it is drawn
  show(region, isOpen = false) {
    this.region = region;
    this.root.classList.toggle('drawing', isOpen);
    this.view = null;
    this.follow();
  }

  // After the view may have moved.
  follow() {
    const { viewport } = this.field;
    const view = viewport.copy();
    if (!isSameView(view, this.view)) {
      this.view = view;
      const places = (this.region ?? []).map(([x, y]) =>
        viewport
          .toPage(x, y)
          .map((each) => each.toFixed(1))
          .join(' '),
      );
      this.outline.setAttribute('d', places.length > 1 ? `M${places.join('L')}Z` : '');
    }
  }
}
