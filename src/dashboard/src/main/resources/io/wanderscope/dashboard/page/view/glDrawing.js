// Draws the field with the graphics card, all of it in every frame.

import { GlMarkers } from './glMarkers.js';
import { GlPaths } from './glPaths.js';
import { isSameMoment } from './scene.js';
import { markerRadius } from './sizes.js';

const OPTIONS = { antialias: false, premultipliedAlpha: true };

export class GlDrawing {
  // onLost: called when the graphics card fails
  constructor(element, onLost) {
    this.canvas = element.querySelector('#paths');
    this.canvas.style.cssText = 'width: 100%; height: 100%';
    element.querySelector('#markers').hidden = true; // they are drawn with the paths
    this.gl = this.canvas.getContext('webgl2', OPTIONS);
    this.paths = new GlPaths(this.gl);
    this.markers = new GlMarkers(this.gl);
    this.outdated = true;
    this.followed = null; // the scene up to which paths are known
    this.canvas.addEventListener('webglcontextlost', onLost, { once: true });
  }

  // Whether what is visible is older than the scene.
  get isBehind() {
    return this.outdated;
  }

  // For another density of pixels or another theme. ratio: pixels of the screen per pixel of the page
  prepare(ratio) {
    this.ratio = ratio;
    this.markers.prepare();
    this.changed();
  }

  // Colours, filters or labels have changed, or points in the middle of paths.
  changed() {
    this.outdated = true;
    this.markers.changed();
  }

  // scene: see CanvasDrawing. Returns how many particles that have not ended have a marker.
  draw(scene) {
    const { gl, paths, markers, ratio } = this;
    const { trajectories, viewport, selected, appearance } = scene;
    this.resize(viewport);
    if (this.outdated) {
      paths.refresh(trajectories, appearance);
    } else if (!isSameMoment(scene, this.followed)) {
      paths.follow(trajectories, appearance);
    }
    this.outdated = false;
    this.followed = scene;
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const view = { ...viewport.copy(), ratio };
    paths.draw(view, trajectories.size, selected);
    return markers.draw(scene, view, markerRadius(viewport, trajectories.size));
  }

  resize({ width, height }) {
    const { canvas, gl, ratio } = this;
    const [columns, rows] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== columns || canvas.height !== rows) {
      canvas.width = columns;
      canvas.height = rows;
      gl.viewport(0, 0, columns, rows);
    }
  }

  // Draws the scene into a context of two dimensions.
  copyTo(context, scene) {
    this.draw(scene); // what was drawn before is gone once it is shown
    context.drawImage(this.canvas, 0, 0, scene.viewport.width, scene.viewport.height);
  }
}
