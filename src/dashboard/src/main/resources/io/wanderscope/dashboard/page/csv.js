// A trajectory as CSV (RFC 4180): a row for each classified point, with the weights of every stage; before
// the first classification, a row for each point.

export function trajectoryAsCsv(track) {
  const saliency = track.saliency || { ...track.path, interpolated_frames: [], stages: [] };
  const filled = new Set(saliency.interpolated_frames);
  const head = ['frame', `x_${track.length_unit}`, `y_${track.length_unit}`, 'interpolated', ...saliency.stages.map((each) => each.name)];
  const rows = saliency.frames.map((frame, point) => [frame, saliency.x[point], saliency.y[point], filled.has(frame),
    ...saliency.stages.map((each) => each.weights[point])]);
  return [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
