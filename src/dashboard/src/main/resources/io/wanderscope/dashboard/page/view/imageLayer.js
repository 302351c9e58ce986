// The layer of the image below paths and markers, drawn again when the view or its look has changed.

import { place, steps } from '../model/fieldImage.js';
import { isSameView } from './scene.js';
import { theme } from './theme.js';

const SMOOTH = 2; // pixels of the page per pixel of the image, up to which pixels are blended

const sides = ({ left, top, width, height }) => [left, top, width, height];

export class ImageLayer {
  // look: ImageLook
  constructor(canvas, look) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d');
    this.look = look;
    this.show(null, null);
  }

  // image: as the server describes it, or null; picture: the loaded element
  show(image, picture) {
    this.image = image;
    this.picture = picture;
    this.changed();
  }

  // Its look or the theme has changed.
  changed() {
    this.drawnView = null;
  }

  get isShown() {
    return this.image !== null && this.look.isShown;
  }

  draw(viewport, ratio) {
    const view = { ...viewport.copy(), ratio };
    if (isSameView(view, this.drawnView)) {
      return;
    }
    const { canvas, context } = this;
    this.drawnView = view;
    canvas.hidden = !this.isShown;
    if (this.isShown) {
      canvas.width = Math.round(viewport.width * ratio);
      canvas.height = Math.round(viewport.height * ratio);
      context.scale(ratio, ratio);
      this.copyTo(context, viewport);
    }
  }

  // Draws the image into a context where the viewport shows it.
  copyTo(context, viewport) {
    if (!this.isShown) {
      return;
    }
    const { picture, image, look } = this;
    const whole = place(image, viewport);
    const seen = visible(whole, viewport);
    const scale = whole.width / image.width;
    context.save();
    context.imageSmoothingEnabled = scale < SMOOTH;
    context.drawImage(
      picture,
      ...[(seen.left - whole.left) / scale, (seen.top - whole.top) / scale, seen.width / scale, seen.height / scale],
      ...sides(seen),
    );
    for (const [operation, grey] of steps(look, look.isInverted(theme()))) {
      context.globalCompositeOperation = operation;
      context.fillStyle = `rgb(${[grey, grey, grey].map((each) => Math.round(255 * each)).join(',')})`;
      context.fillRect(...sides(seen));
    }
    context.restore();
  }
}

// The part of a rectangle that is within the view, in whole pixels: parts of a pixel at the edge would show what is below.
function visible({ left, top, width, height }, viewport) {
  const from = [Math.max(0, left), Math.max(0, top)].map(Math.round);
  const to = [Math.min(viewport.width, left + width), Math.min(viewport.height, top + height)].map(Math.round);
  return {
    ...{ left: from[0], top: from[1] },
    ...{ width: Math.max(0, to[0] - from[0]), height: Math.max(0, to[1] - from[1]) },
  };
}
