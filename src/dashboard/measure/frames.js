// How the view is moved, and how long the frames take meanwhile.

const SECONDS = 3; // of each movement

// Of the field, by the number of the frame.
export const MOVES = {
  rest: '() => {}',
  pan: '(field, step) => field.pan(step % 120 < 60 ? 6 : -6, step % 80 < 40 ? 3 : -3)',
  zoom: '(field, step) => field.zoom(step % 120 < 60 ? 1.02 : 1 / 1.02)',
};

// Statements that give the intervals between animation frames while the field moves.
export function frames(move) {
  return `const move = ${move}; const times = []; const end = performance.now() + ${SECONDS * 1000};
    let last = await new Promise(requestAnimationFrame);
    for (let step = 0; performance.now() < end; step++) {
      move(field, step);
      const now = await new Promise(requestAnimationFrame);
      times.push(now - last); last = now;
    }
    return times;`;
}

export function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
  return { p50: at(0.5), p95: at(0.95), worst: at(1) };
}
