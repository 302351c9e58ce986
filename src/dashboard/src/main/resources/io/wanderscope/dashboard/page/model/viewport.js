// Which part of the field of view is visible: converts the acquisition's unit of length to pixels of the page and back.

const MARGIN = 0.06; // share of the extent left free around it
const MIN_ZOOM = 1 / 20; // multiples of the scale that shows everything
const MAX_ZOOM = 1000;

export class Viewport {
  constructor() {
    this.width = 1;
    this.height = 1;
    this.scale = 1; // pixels of the page per unit of length
    this.x = 0; // coordinates at the left and at the top, in units of length
    this.y = 0;
    this.fitted = 1; // the scale that last showed everything
    this.follows = true; // shows everything, until a person moves the view
  }

  resize(width, height) {
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
  }

  toPage(x, y) {
    return [(x - this.x) * this.scale, (y - this.y) * this.scale];
  }

  // Shows all of the bounds. Returns whether the view moved.
  fit(bounds) {
    if (!bounds) {
      return false;
    }
    const extent = Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top, 1e-9);
    const margin = MARGIN * extent;
    const width = bounds.right - bounds.left + 2 * margin;
    const height = bounds.bottom - bounds.top + 2 * margin;
    const scale = Math.min(this.width / width, this.height / height);
    const x = (bounds.left + bounds.right - this.width / scale) / 2;
    const y = (bounds.top + bounds.bottom - this.height / scale) / 2;
    const moved = scale !== this.scale || x !== this.x || y !== this.y;
    Object.assign(this, { scale, x, y, fitted: scale });
    return moved;
  }

  // Fits the bounds again when they reach outside the view or have become small in it, not at every new point: then the
  // view would never stand still.
  follow(bounds) {
    if (!this.follows || !bounds) {
      return false;
    }
    const [left, top] = this.toPage(bounds.left, bounds.top);
    const [right, bottom] = this.toPage(bounds.right, bounds.bottom);
    const small = right - left < this.width / 3 && bottom - top < this.height / 3;
    const outside = left < 0 || top < 0 || right > this.width || bottom > this.height;
    return (outside || small) && this.fit(bounds);
  }

  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
    this.follows = false;
  }

  // Keeps what is under the given pixel in place.
  zoom(factor, pageX = this.width / 2, pageY = this.height / 2) {
    const x = this.x + pageX / this.scale;
    const y = this.y + pageY / this.scale;
    this.scale = Math.min(MAX_ZOOM * this.fitted, Math.max(MIN_ZOOM * this.fitted, this.scale * factor));
    this.x = x - pageX / this.scale;
    this.y = y - pageY / this.scale;
    this.follows = false;
  }

  copy() {
    return { scale: this.scale, x: this.x, y: this.y, width: this.width, height: this.height };
  }

  // A round length that takes between a tenth and a quarter of the width.
  scaleBar() {
    const longest = this.width / this.scale / 4;
    const power = 10 ** Math.floor(Math.log10(longest));
    const length = [5, 2, 1].map((digit) => digit * power).find((each) => each <= longest) || power;
    return { length: Number(length.toPrecision(1)), pixels: length * this.scale };
  }
}
