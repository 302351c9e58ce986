// The occlusion of a track as `/api/tracks/…/occlusion` answers it.

// The weight of the segment of each frame; null outside the segments, and where the model had no answer to the rest.
export function weightsAt(frames, segments) {
  return frames.map(
    (frame) =>
      segments.find(({ first_frame: first, last_frame: last }) => first <= frame && frame <= last)?.weight ?? null,
  );
}

// The frames that the segments cover.
export function framesOf(segments) {
  const [first, last] = [segments[0].first_frame, segments.at(-1).last_frame];
  return Array.from({ length: last - first + 1 }, (_, point) => first + point);
}

// In words: what is lost without which segment, and of which result. revision: the latest one of the track
export function occlusionNote({ segments, explained, revision: occluded }, revision) {
  const largest = segments.reduce((best, each) => ((each.weight ?? 0) > (best.weight ?? 0) ? each : best));
  const old = occluded === revision ? '' : ` (revision ${occluded})`;
  if ((largest.weight ?? 0) <= 0) {
    return `no segment speaks for ${explained}${old}`;
  }
  const [first, last] = [largest.first_frame, largest.last_frame];
  return `without frames ${first}–${last}, log odds of ${explained} fall by ${largest.weight.toPrecision(2)}${old}`;
}
