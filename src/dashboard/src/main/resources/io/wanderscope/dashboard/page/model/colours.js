// The colours of classes, of other kinds of motion and of saliency in the light and in the dark theme.

import {
  DARK_LINES,
  DARK_MARKERS,
  DARK_SALIENCY,
  DARK_WITHOUT_SALIENCY,
  LINES,
  MARKERS,
  SALIENCY,
  WITHOUT_SALIENCY,
} from './palette.js';
import { SALIENCY_LEVELS, saliencyLevel } from './saliency.js';

class Colours {
  // rim and outline surround each marker; emphasis is the ring around the selected one.
  constructor({ markers, lines, saliency, withoutSaliency, rim, outline, emphasis }) {
    this.markers = markers;
    this.lines = lines;
    this.saliencyTable = Array.from({ length: SALIENCY_LEVELS }, (_, level) =>
      interpolated(saliency, level / (SALIENCY_LEVELS - 1)),
    );
    this.withoutSaliency = withoutSaliency;
    this.rim = rim;
    this.outline = outline;
    this.emphasis = emphasis;
    Object.freeze(this);
  }

  // Fills markers and bars.
  marker(label) {
    return this.markers[label] ?? this.markers.UNDETERMINED;
  }

  // Draws paths, and outlines what is filled with the colour of the marker.
  line(label) {
    return this.lines[label] ?? this.lines.UNDETERMINED;
  }

  // The colour of a weight from -1 to 1.
  saliency(weight) {
    return this.saliencyTable[saliencyLevel(weight)];
  }

  // The colour of a level of saliency; null is the level of points without saliency.
  saliencyLevel(level) {
    return level === null ? this.withoutSaliency : this.saliencyTable[level];
  }
}

const darkMarkers = { ...MARKERS, ...DARK_MARKERS };

const LIGHT = new Colours({
  markers: MARKERS,
  lines: LINES,
  saliency: SALIENCY,
  withoutSaliency: WITHOUT_SALIENCY,
  rim: '#ffffff',
  outline: '#1a1a1a',
  emphasis: '#1b1f23',
});

const DARK = new Colours({
  markers: darkMarkers,
  lines: { ...darkMarkers, ...DARK_LINES },
  saliency: DARK_SALIENCY,
  withoutSaliency: DARK_WITHOUT_SALIENCY,
  rim: '#0a0d11',
  outline: '#d8d8d4',
  emphasis: '#ffffff',
});

export function coloursOf(theme) {
  return theme === 'dark' ? DARK : LIGHT;
}

// Between the stops, which are evenly spaced from 0 to 1.
function interpolated(stops, fraction) {
  const position = fraction * (stops.length - 1);
  const stop = Math.min(Math.floor(position), stops.length - 2);
  const [from, to] = [channels(stops[stop]), channels(stops[stop + 1])];
  const mixed = from.map((value, channel) => Math.round(value + (to[channel] - value) * (position - stop)));
  return `rgb(${mixed.join(',')})`;
}

// Red, green and blue, from 0 to 255, of a colour such as #56b4e9 or rgb(1,2,3).
export function channels(colour) {
  return colour.startsWith('#')
    ? [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
    : colour.match(/\d+/g).map(Number);
}
