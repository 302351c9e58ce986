// The image of the field below the paths: where it is on the page, and how its brightness is changed.

import { unitText } from './text.js';

const MOST = 4; // times as bright

// What a person chose.
export class ImageLook {
  constructor() {
    this.isShown = true;
    this.brightness = 1; // factor, from 0 to MOST
    this.black = 0; // share of white, from 0 to 1, up to which everything is black
    this.inverted = null; // or true or false; null as long as the theme decides
  }

  // The light theme's lines are dark: on an image with a dark background, nobody would see them.
  isInverted(theme) {
    return this.inverted ?? theme === 'light';
  }
}

// The sides of the image in pixels of the page. image: as the server describes it
export function place({ x, y, width, height, pixel_size: size }, viewport) {
  const [left, top] = viewport.toPage(x - size / 2, y - size / 2);
  return { left, top, width: width * size * viewport.scale, height: height * size * viewport.scale };
}

// Why an image is not drawn although there is one, or null. unit: that of the positions
export function whyNotDrawn(image, unit) {
  const own = unitText(image.length_unit);
  return unit === '' || own === unit ? null : `It is not drawn: it is in ${own}, and the positions are in ${unit}.`;
}

// How to change grey values on a canvas: pairs of a composite operation and the grey (0 to 1) to fill with it, one after the other.
export function steps({ brightness, black }, isInverted) {
  return [
    ...(black > 0
      ? [
          ['difference', 1],
          ['lighter', black],
          ['difference', 1],
        ]
      : []),
    ...brightened(brightness),
    ...(isInverted ? [['difference', 1]] : []),
  ];
}

// As multiplying leaves nothing brighter, dodging divides.
function brightened(brightness) {
  if (brightness === 1) {
    return [];
  }
  return brightness < 1 ? [['multiply', brightness]] : [['color-dodge', 1 - 1 / brightness]];
}

// From a slider that has 1 in its middle, for a factor from 0 to MOST; and back.
export const brightnessOf = (slider) => (slider <= 1 ? slider : MOST ** (slider - 1));
export const sliderOf = (brightness) => (brightness <= 1 ? brightness : 1 + Math.log(brightness) / Math.log(MOST));
