// Messages as the server sends them.

export function update(parts = {}) {
  return { reset: false, last_frame: 0, time: 1000, rates: null, removed: [], tracks: [], triggers: [], ...parts };
}

// A change of a track that adds points, each at its frame, (frame, 2 frame).
export function points(id, frames, parts = {}) {
  return { id, frames, x: frames.map((frame) => frame), y: frames.map((frame) => 2 * frame), ended: false, ...parts };
}
