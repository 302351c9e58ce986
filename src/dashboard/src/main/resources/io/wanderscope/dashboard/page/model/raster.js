// A picture of pixels into which lines and stamps are drawn, antialiased. Without a graphics card this takes a tenth of
// the time of a canvas's strokes and images. Where two lines cross, the later one is seen; a faint line that crosses itself
// stays as faint.

const OPAQUE = 24; // bits below the opacity
const COLOUR = 0xffffff;

export class Raster {
  // In pixels of the screen.
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.pixels = new Int32Array(width * height); // 0xAABBGGRR; faster than unsigned
  }

  clear() {
    this.pixels.fill(0);
  }

  // Draws a line between two points, in pixels. pen: halfWidth in pixels, colour as 0xBBGGRR, alpha from 0 to 255
  line(x0, y0, x1, y1, pen) {
    const { width, height } = this;
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0)) {
      this.steps(x0, y0, x1, y1, width, height, 1, width, pen);
    } else {
      this.steps(y0, x0, y1, x1, height, width, width, 1, pen);
    }
  }

  // Goes along a line pixel by pixel in the direction in which it is longer, and covers what is near it across. length,
  // breadth: of the picture along and across; along, across: distances between neighbours in the array
  steps(a0, b0, a1, b1, length, breadth, along, across, { halfWidth, colour, alpha }) {
    const { pixels } = this;
    const slope = a1 === a0 ? 0 : (b1 - b0) / (a1 - a0);
    const half = halfWidth * Math.sqrt(1 + slope * slope);
    const first = Math.max(0, Math.floor(Math.min(a0, a1)));
    const last = Math.min(length - 1, Math.floor(Math.max(a0, a1)));
    for (let a = first; a <= last; a++) {
      const centre = b0 + (a + 0.5 - a0) * slope - 0.5;
      const end = Math.min(breadth - 1, Math.ceil(centre + half + 0.5) - 1);
      for (let b = Math.max(0, Math.floor(centre - half + 0.5)); b <= end; b++) {
        const coverage = Math.min(1, half + 0.5 - Math.abs(b - centre));
        const covered = Math.round(coverage * alpha);
        const place = a * along + b * across;
        if (covered > 0 && covered >= pixels[place] >>> OPAQUE) {
          pixels[place] = (covered << OPAQUE) | colour;
        }
      }
    }
  }

  // Draws a stamp with its upper left corner at a pixel. opacity: from 0 to 1
  stamp(stamp, left, top, opacity) {
    const isWithin = left >= 0 && top >= 0 && left + stamp.width <= this.width && top + stamp.height <= this.height;
    if (isWithin && opacity === 1) {
      this.stampWhole(stamp, top * this.width + left);
    } else {
      this.stampPart(stamp, left, top, opacity);
    }
  }

  // Most markers are nowhere near an edge, and opaque but for their outlines.
  stampWhole({ columns, rows, colours, opaque }, origin) {
    const { pixels, width } = this;
    for (let each = 0; each < opaque; each++) {
      pixels[origin + rows[each] * width + columns[each]] = colours[each];
    }
    for (let each = opaque; each < colours.length; each++) {
      const place = origin + rows[each] * width + columns[each];
      pixels[place] = over(colours[each], pixels[place]);
    }
  }

  stampPart({ columns, rows, colours }, left, top, opacity) {
    const { pixels, width, height } = this;
    for (let each = 0; each < colours.length; each++) {
      const [x, y] = [left + columns[each], top + rows[each]];
      if (x >= 0 && y >= 0 && x < width && y < height) {
        const place = y * width + x;
        pixels[place] = over(faded(colours[each], opacity), pixels[place]);
      }
    }
  }
}

// A small raster packed to be drawn again and again: the pixels that are not empty, those that are opaque first.
export class Stamp {
  constructor({ width, height, pixels }) {
    const opacityOf = (place) => pixels[place] >>> OPAQUE;
    const filled = [...pixels.keys()].filter((place) => opacityOf(place) > 0);
    const inOrder = filled.sort((one, other) => opacityOf(other) - opacityOf(one));
    Object.assign(this, { width, height });
    this.columns = Uint8Array.from(inOrder, (place) => place % width);
    this.rows = Uint8Array.from(inOrder, (place) => Math.floor(place / width));
    this.colours = Int32Array.from(inOrder, (place) => pixels[place]);
    this.opaque = inOrder.filter((place) => opacityOf(place) === 255).length;
  }
}

// A pixel with an opacity besides its own.
function faded(pixel, opacity) {
  return (pixel & COLOUR) | (Math.round((pixel >>> OPAQUE) * opacity) << OPAQUE);
}

// A pixel above another one.
function over(pixel, below) {
  return pixel >>> OPAQUE === 255 || below >>> OPAQUE === 0 ? pixel : blended(pixel, below);
}

function blended(pixel, below) {
  const alpha = pixel >>> OPAQUE;
  const rest = ((255 - alpha) * (below >>> OPAQUE)) / 255;
  const share = alpha / (alpha + rest || 1);
  const red = (below & 255) + share * ((pixel & 255) - (below & 255));
  const green = ((below >>> 8) & 255) + share * (((pixel >>> 8) & 255) - ((below >>> 8) & 255));
  const blue = ((below >>> 16) & 255) + share * (((pixel >>> 16) & 255) - ((below >>> 16) & 255));
  return ((alpha + rest + 0.5) << OPAQUE) | ((blue + 0.5) << 16) | ((green + 0.5) << 8) | (red + 0.5);
}
