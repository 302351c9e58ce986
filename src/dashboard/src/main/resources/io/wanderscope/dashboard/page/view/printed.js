// The field of view as it is printed: a picture in the field's place.

import { element } from './elements.js';
import { drawView } from './picture.js';

const ID = 'printed';

// unit: of length, for the scale bar
export function showPrinted(field, unit) {
  const { viewport, ratio } = field;
  const canvas = element('canvas', { id: ID, width: viewport.width * ratio, height: viewport.height * ratio });
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  field.drawAtOnce();
  drawView(context, field, { width: viewport.width, height: viewport.height, unit });
  field.element.prepend(canvas); // below the clock
}

export function hidePrinted(field) {
  field.element.querySelector(`#${ID}`)?.remove();
}
