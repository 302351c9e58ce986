// The markers, drawn by the graphics card as squares of one picture that has each of them.

import { ALL_LABELS } from '../model/labels.js';
import { GlProgram } from './glProgram.js';
import { MARKER_FRAGMENT, MARKER_VERTEX } from './glShaders.js';
import { drawMarker } from './marker.js';
import { RING_RADIUS, RING_WIDTH } from './sizes.js';
import { VisibleMarkers } from './visibleMarkers.js';

const WORDS = 4; // of a marker
const RING = ALL_LABELS.length; // after the markers in the atlas
const SPRITES = RING + 1;

export class GlMarkers {
  constructor(gl) {
    this.gl = gl;
    this.program = new GlProgram(gl, MARKER_VERTEX, MARKER_FRAGMENT);
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    this.atlas = gl.createTexture();
    this.radius = null; // of the markers in the atlas
    this.visible = new VisibleMarkers();
    this.sprites = new Float32Array(WORDS); // place x and y, number of the sprite, opacity
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, WORDS, gl.FLOAT, false, 0, 0);
    gl.vertexAttribDivisor(0, 1);
    gl.bindVertexArray(null);
  }

  // For another density of pixels or another theme.
  prepare() {
    this.radius = null;
  }

  changed() {
    this.visible.changed();
  }

  // Returns how many particles that have not ended have a marker.
  draw(scene, view, radius) {
    if (radius !== this.radius) {
      this.radius = radius;
      this.drawAtlas(view.ratio, scene.appearance.colours);
    }
    this.visible.take(scene);
    const count = this.collect(scene);
    this.upload(count);
    this.drawAll(view, count);
    return this.visible.live;
  }

  drawAtlas(ratio, colours) {
    const { gl, radius } = this;
    const side = Math.ceil(2 * (RING_RADIUS * radius + RING_WIDTH) * ratio);
    this.side = side / ratio;
    const context = new OffscreenCanvas(side * SPRITES, side).getContext('2d');
    context.scale(ratio, ratio);
    const centre = this.side / 2;
    ALL_LABELS.forEach((label, sprite) => drawMarker(context, label, sprite * this.side + centre, centre, radius));
    drawRing(context, RING * this.side + centre, centre, radius, colours.emphasis);
    gl.bindTexture(gl.TEXTURE_2D, this.atlas);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, context.canvas);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  }

  // Puts the ring around the selected one first. Returns how many sprites there are.
  collect({ viewport, appearance, frame, selected }) {
    const { visible } = this;
    if (this.sprites.length < WORDS * (visible.count + 1)) {
      this.sprites = new Float32Array(2 * WORDS * (visible.count + 1));
    }
    let count = 0;
    const put = (px, py, sprite, opacity) => {
      const [x, y] = viewport.toPage(px, py);
      this.sprites.set([x, y, sprite, opacity], WORDS * count);
      count++;
    };
    const ring = selected && appearance.isVisible(selected) ? selected.positionAt(frame) : null;
    if (ring) {
      put(...ring, RING, 1);
    }
    for (let marker = 0; marker < visible.count; marker++) {
      put(visible.x[marker], visible.y[marker], visible.labels[marker], visible.opacities[marker]);
    }
    return count;
  }

  upload(count) {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.sprites, gl.STREAM_DRAW, 0, WORDS * count);
  }

  drawAll(view, count) {
    const { gl, program } = this;
    program.use();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.atlas);
    gl.uniform1i(program.place('atlas'), 0);
    gl.uniform2f(program.place('size'), view.width, view.height);
    gl.uniform1f(program.place('side'), this.side);
    gl.uniform1f(program.place('sprites'), SPRITES);
    gl.bindVertexArray(this.array);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    gl.bindVertexArray(null);
  }
}

function drawRing(context, x, y, radius, colour) {
  context.beginPath();
  context.arc(x, y, RING_RADIUS * radius, 0, 2 * Math.PI);
  context.lineWidth = RING_WIDTH;
  context.strokeStyle = colour;
  context.stroke();
}
