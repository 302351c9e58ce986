// The paths of all trajectories in the memory of the graphics card, in chunks. Colour, filters and opacity of each path are
// in a texture, so that they change without writing its segments again.

import { ALL_LABELS, isOtherMotion } from '../model/labels.js';
import { channels } from '../model/colours.js';
import { SALIENCY_LEVELS } from '../model/saliency.js';
import { GlChunk, PATHS } from './glChunk.js';
import { GlProgram } from './glProgram.js';
import { PATH_FRAGMENT, PATH_VERTEX } from './glShaders.js';
import { EMPHASIS_WIDTH, lineWidth } from './sizes.js';

const FIRST_ROWS = 64;
const BY_SALIENCY = 255;
const SHOWN = 255;
const FEW = PATHS / 4; // paths of a chunk that is not worth its memory

export class GlPaths {
  constructor(gl) {
    this.gl = gl;
    this.program = new GlProgram(gl, PATH_VERTEX, PATH_FRAGMENT);
    this.chunks = [];
    this.freeRows = [];
    this.rows = 0; // of the texture
    this.origin = null;
    this.round = 0;
    this.grow();
  }

  // More rows for chunks; what was in the texture is lost.
  grow() {
    const { gl } = this;
    const rows = Math.max(FIRST_ROWS, 2 * this.rows);
    this.freeRows.push(...Array.from({ length: rows - this.rows }, (_, index) => rows - 1 - index));
    this.rows = rows;
    this.data = new Uint8Array(4 * PATHS * rows);
    gl.deleteTexture(this.texture ?? null);
    this.texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8UI, PATHS, rows);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  }

  // Takes in new trajectories, and what markers have passed.
  follow(trajectories, appearance) {
    if (this.take(trajectories)) {
      this.describe(appearance);
    }
  }

  // Returns whether there were new trajectories.
  take(trajectories) {
    let isNew = false;
    for (const trajectory of trajectories.values()) {
      if (trajectory.drawn?.owner !== this && trajectory.x.length > 0) {
        this.add(trajectory);
        isNew = true;
      }
    }
    this.chunks.forEach((each) => each.follow());
    return isNew;
  }

  add(trajectory) {
    this.origin ??= [trajectory.x[0], trajectory.y[0]];
    let chunk = this.chunks.at(-1);
    if (!chunk || chunk.isFull) {
      if (this.freeRows.length === 0) {
        this.grow();
      }
      chunk = new GlChunk(this.gl, this.freeRows.pop(), this.origin);
      this.chunks.push(chunk);
    }
    trajectory.drawn = { owner: this, trajectory };
    chunk.add(trajectory.drawn);
  }

  // Lets go of trajectories that are gone, and shows what has changed other than by growing.
  refresh(trajectories, appearance) {
    this.round++;
    for (const { drawn } of trajectories.values()) {
      if (drawn) {
        drawn.round = this.round;
      }
    }
    this.chunks = this.chunks.filter((each) => this.sweep(each));
    if (this.chunks.length === 0) {
      this.origin = null;
    }
    this.chunks.forEach((each) => each.refresh());
    this.take(trajectories);
    this.describe(appearance);
  }

  // Returns whether the chunk is kept. The few paths that are left of a full one move to another, so that memory is bounded.
  sweep(chunk) {
    chunk.entries.filter((each) => each && each.round !== this.round).forEach((each) => release(each));
    if (chunk.isFull && chunk.present < FEW) {
      chunk.entries.filter((each) => each).forEach((each) => release(each));
    }
    if (chunk.present === 0) {
      chunk.delete();
      this.freeRows.push(chunk.row);
    }
    return chunk.present > 0;
  }

  // Writes what each path looks like.
  describe(appearance) {
    const { gl, data } = this;
    this.colours = appearance.colours;
    for (const { entries, row } of this.chunks) {
      data.fill(0, 4 * PATHS * row, 4 * PATHS * (row + 1));
      entries.forEach((each) => each && describeOne(each, data, 4 * (PATHS * row + each.column), appearance));
    }
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, PATHS, this.rows, gl.RGBA_INTEGER, gl.UNSIGNED_BYTE, data);
  }

  // trajectories: their number; selected: the one that is emphasised, or undefined
  draw(view, trajectories, selected) {
    const { gl, program } = this;
    if (this.chunks.length === 0) {
      return;
    }
    program.use();
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    this.configure(view, lineWidth(trajectories));
    for (const chunk of this.chunks) {
      gl.uniform1i(program.place('row'), chunk.row);
      chunk.draw();
    }
    if (selected?.drawn?.owner === this) {
      this.emphasise(selected.drawn);
    }
    gl.bindVertexArray(null);
  }

  configure(view, width) {
    const { gl, program, origin } = this;
    gl.uniform2f(program.place('size'), view.width, view.height);
    gl.uniform2f(program.place('shift'), (origin[0] - view.x) * view.scale, (origin[1] - view.y) * view.scale);
    gl.uniform1f(program.place('scale'), view.scale);
    gl.uniform1f(program.place('halfWidth'), width / 2);
    gl.uniform1f(program.place('pixel'), 1 / view.ratio);
    gl.uniform1i(program.place('paths'), 0);
    gl.uniform3fv(program.place('palette'), palette(this.colours));
    gl.uniform1i(program.place('withoutSaliency'), ALL_LABELS.length);
  }

  // A broader path, above the others.
  emphasise({ trajectory, chunk, column }) {
    const { gl, program } = this;
    const copy = new GlChunk(gl, chunk.row, this.origin);
    copy.entries[column] = { trajectory, column };
    copy.rewrite();
    gl.uniform1f(program.place('halfWidth'), EMPHASIS_WIDTH / 2);
    gl.uniform1i(program.place('row'), chunk.row);
    copy.draw();
    copy.delete();
  }
}

function release(entry) {
  entry.chunk.remove(entry);
  entry.trajectory.drawn = null;
}

function describeOne({ trajectory }, data, at, appearance) {
  const { label, dropped } = trajectory;
  const bySaliency = appearance.bySaliency && !isOtherMotion(label);
  data[at] = bySaliency ? BY_SALIENCY : Math.max(0, ALL_LABELS.indexOf(label));
  data[at + 1] = appearance.isVisible(trajectory) ? Math.round(appearance.opacity(trajectory) * SHOWN) : 0;
  data[at + 2] = dropped & 255;
  data[at + 3] = (dropped >> 8) & 255;
}

// Lines of labels, points without saliency, and its levels; each channel from 0 to 1.
function palette(colours) {
  const levels = Array.from({ length: SALIENCY_LEVELS }, (_, level) => level);
  const lines = ALL_LABELS.map((label) => colours.line(label));
  const all = [...lines, colours.saliencyLevel(null), ...levels.map((level) => colours.saliencyLevel(level))];
  return new Float32Array(all.flatMap((each) => channels(each).map((channel) => channel / 255)));
}
