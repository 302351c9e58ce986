// The segments of up to 256 paths in one buffer of the graphics card. New ones are appended. Those of points that were
// dropped, and of paths that are gone, stay until the buffer is full and is written anew; the shader hides them.

import { levelAt } from '../model/saliency.js';

export const PATHS = 256;
const WORDS = 5; // of a segment: both ends, and what it belongs to
const MIN_CAPACITY = 1024; // segments
const SPARE = 1.5; // capacity of a new buffer, in multiples of its segments
const WITHOUT_SALIENCY = 255;
const QUAD = 4; // corners

// Where segments are put together before they are uploaded; it grows as needed.
let scratch = new ArrayBuffer(WORDS * 4 * MIN_CAPACITY);

export class GlChunk {
  // row: of this chunk in the texture of paths; origin: to which positions are relative, so that single precision suffices
  constructor(gl, row, origin) {
    this.gl = gl;
    this.row = row;
    this.origin = origin;
    this.entries = []; // by column; null for a path that is gone
    this.present = 0;
    this.segments = 0;
    this.capacity = 0;
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    this.connect();
  }

  connect() {
    const { gl } = this;
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 4, gl.FLOAT, false, WORDS * 4, 0);
    gl.vertexAttribDivisor(0, 1);
    gl.enableVertexAttribArray(1);
    gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, WORDS * 4, 16);
    gl.vertexAttribDivisor(1, 1);
    gl.bindVertexArray(null);
  }

  get isFull() {
    return this.entries.length === PATHS;
  }

  add(entry) {
    entry.chunk = this;
    entry.column = this.entries.length;
    entry.written = entry.trajectory.dropped;
    entry.rewritten = entry.trajectory.rewritten;
    this.entries.push(entry);
    this.present++;
  }

  remove(entry) {
    this.entries[entry.column] = null;
    this.present--;
  }

  // Appends what markers have passed since.
  follow() {
    const segments = this.entries.reduce((sum, each) => sum + (each ? behind(each) : 0), 0);
    if (this.segments + segments > this.capacity) {
      this.rewrite();
    } else if (segments > 0) {
      this.upload(segments, this.segments);
      this.segments += segments;
    }
  }

  // Writes anew what has changed other than by growing.
  refresh() {
    if (this.entries.some((each) => each && each.rewritten !== each.trajectory.rewritten)) {
      this.rewrite();
    }
  }

  rewrite() {
    const { gl } = this;
    let segments = 0;
    for (const entry of this.entries) {
      if (entry) {
        entry.written = entry.trajectory.dropped;
        entry.rewritten = entry.trajectory.rewritten;
        segments += behind(entry);
      }
    }
    this.capacity = Math.max(MIN_CAPACITY, Math.ceil(segments * SPARE));
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, this.capacity * WORDS * 4, gl.DYNAMIC_DRAW);
    this.upload(segments, 0);
    this.segments = segments;
  }

  // Uploads the segments that are behind, to a place in the buffer.
  upload(segments, place) {
    const { gl } = this;
    if (scratch.byteLength < segments * WORDS * 4) {
      scratch = new ArrayBuffer(segments * WORDS * 8);
    }
    const target = { floats: new Float32Array(scratch), words: new Uint32Array(scratch), at: 0 };
    this.entries.forEach((each) => each && this.write(each, target));
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferSubData(gl.ARRAY_BUFFER, place * WORDS * 4, target.floats, 0, target.at);
  }

  write(entry, target) {
    const { trajectory, column } = entry;
    const { x, y, dropped, reached } = trajectory;
    const [originX, originY] = this.origin;
    for (let point = Math.max(entry.written - dropped, 0) + 1; point <= reached; point++) {
      const { floats, words, at } = target;
      floats[at] = x[point - 1] - originX;
      floats[at + 1] = y[point - 1] - originY;
      floats[at + 2] = x[point] - originX;
      floats[at + 3] = y[point] - originY;
      const level = levelAt(trajectory, point) ?? WITHOUT_SALIENCY;
      words[at + 4] = column | (level << 8) | ((dropped + point) << 16);
      target.at += WORDS;
    }
    entry.written = Math.max(entry.written, dropped + reached);
  }

  // With a program for segments in use.
  draw() {
    const { gl } = this;
    gl.bindVertexArray(this.array);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, QUAD, this.segments);
  }

  delete() {
    this.gl.deleteBuffer(this.buffer);
    this.gl.deleteVertexArray(this.array);
  }
}

// Segments between what is written and where the marker is.
function behind({ trajectory, written }) {
  return Math.max(0, trajectory.reached - Math.max(written - trajectory.dropped, 0));
}
