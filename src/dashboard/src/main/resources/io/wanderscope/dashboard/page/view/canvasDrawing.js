// Draws the field without a graphics card: paths and markers on a canvas each.

import { MarkerLayer } from './markerLayer.js';
import { PathLayer } from './pathLayer.js';

export class CanvasDrawing {
  constructor(element) {
    this.paths = new PathLayer(element.querySelector('#paths'));
    this.markers = new MarkerLayer(element.querySelector('#markers'));
  }

  // Whether what is visible is older than the scene.
  get isBehind() {
    return this.paths.outdated || this.paths.isRepainting || !this.paths.paintedView;
  }

  // For another density of pixels or another theme. ratio: pixels of the screen per pixel of the page
  prepare(ratio) {
    this.ratio = ratio;
    this.markers.prepare();
    this.changed();
  }

  // Colours, filters or labels have changed, or points in the middle of paths.
  changed() {
    this.paths.changed();
    this.markers.changed();
  }

  // scene: of the field. Returns how many particles that have not ended have a marker.
  draw(scene) {
    this.paths.draw(scene, this.ratio);
    return this.markers.draw(scene, this.ratio);
  }

  // Draws the scene into a context of two dimensions.
  copyTo(context, { viewport }) {
    this.paths.copyTo(context, viewport);
    context.drawImage(this.markers.canvas, 0, 0, viewport.width, viewport.height);
  }
}
