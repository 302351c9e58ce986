// Chooses who draws the field: the graphics card, or the processor where there is none. Both have the methods isBehind,
// prepare, changed, draw and copyTo of CanvasDrawing.

import { CanvasDrawing } from './canvasDrawing.js';
import { GlDrawing } from './glDrawing.js';

// Renderers that draw WebGL on the processor, which takes ten times as long as CanvasDrawing.
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

// onLost: called with another drawing when the graphics card fails; withCard: whether to use it
export function openDrawing(element, onLost, withCard = hasGraphicsCard()) {
  if (!withCard) {
    return new CanvasDrawing(element);
  }
  try {
    return new GlDrawing(element, () => onLost(instead(element)));
  } catch {
    return instead(element); // of a driver that refuses the shaders
  }
}

// A canvas has one kind of context for good.
function instead(element) {
  const canvas = element.querySelector('#paths');
  canvas.replaceWith(canvas.cloneNode());
  element.querySelector('#markers').hidden = false;
  return new CanvasDrawing(element);
}

function hasGraphicsCard() {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!gl) {
    return false;
  }
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(renderer);
}
