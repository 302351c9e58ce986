// Draws mean squared displacements over the lag, both logarithmic: thin lines for single tracks, thick ones with markers for the mean of
// each kind of motion, dashed ones for the laws of the classes.

import { ACROSS, logarithmicTicks, UPWARDS } from '../model/ticks.js';
import { drawAxes, line, write } from './chart.js';
import { drawMarker } from './marker.js';
import { colours } from './theme.js';

const MARGIN = { left: 50, top: 22, right: 10, bottom: 38 };
const RADIUS = 3.6; // of markers, in pixels

// curves: see msdCurves
export function drawMsd(context, width, height, curves) {
  const box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(1, width - MARGIN.left - MARGIN.right),
    height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
  };
  const { units, means } = curves;
  write(context, `mean squared displacement (${units.length}²)`, 2, 12);
  write(context, `lag (${units.timeName})`, box.left + box.width / 2, box.top + box.height + 22, {
    align: 'center',
    base: 'top',
  });
  if (means.length === 0) {
    drawAxes(context, box, [], []);
    write(context, 'no two points are a few frames apart', box.left + 12, box.top + box.height / 2);
    return;
  }
  const scale = scaleOf(curves, box);
  drawAxes(context, box, logarithmicTicks(scale.x, ACROSS, scale.toX), logarithmicTicks(scale.y, UPWARDS, scale.toY));
  curves.single.forEach((each) => drawSingle(context, each, scale));
  means.forEach((each) => each.law && drawLaw(context, each, scale));
  means.forEach((each) => drawMean(context, each, scale));
}

function scaleOf({ means, single }, box) {
  const all = [...means, ...single].flatMap(({ curve }) => curve);
  const x = rangeOf(all.map(({ time }) => time));
  const y = rangeOf([...all.map(({ value }) => value), ...means.flatMap(lawEnds).map(([, value]) => value)]);
  const toX = (time) => box.left + (box.width * (Math.log10(time) - x.from)) / (x.to - x.from);
  const toY = (value) => box.top + (box.height * (y.to - Math.log10(value))) / (y.to - y.from);
  return { x, y, toX, toY, bottom: box.top + box.height };
}

// Exponents of ten a little beyond the values.
function rangeOf(values) {
  const exponents = values.map(Math.log10);
  const [least, most] = [Math.min(...exponents), Math.max(...exponents)];
  const margin = Math.max(0.06, 0.04 * (most - least));
  return { from: least - margin, to: most + margin };
}

function placesOf(curve, { toX, toY }) {
  return curve.map(({ time, value }) => [toX(time), toY(value)]);
}

function drawSingle(context, { label, curve }, scale) {
  context.globalAlpha = 0.3;
  context.strokeStyle = colours().line(label);
  context.lineWidth = 0.8;
  line(context, placesOf(curve, scale));
  context.globalAlpha = 1;
}

function drawMean(context, { label, curve }, scale) {
  const places = placesOf(curve, scale);
  context.strokeStyle = colours().line(label);
  context.lineWidth = 2.2;
  line(context, places);
  places.forEach(([x, y]) => drawMarker(context, label, x, y, RADIUS));
}

function drawLaw(context, mean, scale) {
  context.setLineDash([6, 4]);
  context.strokeStyle = colours().line(mean.label);
  context.lineWidth = 1.4;
  line(
    context,
    lawEnds(mean).map(([time, value]) => [scale.toX(time), scale.toY(value)]),
  );
  context.setLineDash([]);
}

// Time and value of a law at the first and the last lag; none where there is no law.
function lawEnds({ curve, law }) {
  return law === null ? [] : [curve[0], curve.at(-1)].map(({ lag, time }) => [time, law.factor * lag ** law.power]);
}
