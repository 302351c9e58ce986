// A graphics card that keeps what is uploaded in the memory of the test.

export const WORDS = 5; // of a segment

export function graphicsCard() {
  const nothing = () => null;
  const card = {
    uploaded: 0, // segments so far
    buffers: new Set(),
    createBuffer: () => {
      const buffer = { bytes: new Uint8Array() };
      card.buffers.add(buffer);
      return buffer;
    },
    deleteBuffer: (buffer) => card.buffers.delete(buffer),
    bindBuffer: (_, buffer) => {
      card.bound = buffer;
    },
    bufferData: (_, size) => {
      card.bound.bytes = new Uint8Array(size);
    },
    bufferSubData: (_, at, source, from, words) => {
      card.bound.bytes.set(new Uint8Array(source.buffer, 4 * from, 4 * words), at);
      card.uploaded += words / WORDS;
    },
    createProgram: () => ({}),
    createShader: () => ({}),
    getProgramParameter: () => true,
    getShaderParameter: () => true,
  };
  return new Proxy(card, { get: (target, name) => target[name] ?? nothing });
}
