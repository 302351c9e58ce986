// Draws as SVG what the page's charts draw into a canvas: the part of a context of two dimensions that they use. Transforms are
// translations and scalings.

import { svg } from './elements.js';

const ANCHORS = { left: 'start', center: 'middle', right: 'end' };
const BASELINES = { alphabetic: 'alphabetic', middle: 'central', top: 'text-before-edge' };
const LOOK = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineJoin',
  'globalAlpha',
  'font',
  'textAlign',
  'textBaseline',
  'dash',
];

export class SvgContext {
  // In pixels.
  constructor(width, height) {
    this.root = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height });
    Object.assign(this, { fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, lineJoin: 'miter', globalAlpha: 1 });
    Object.assign(this, { font: '12px sans-serif', textAlign: 'left', textBaseline: 'alphabetic', dash: [] });
    this.transform = { x: 0, y: 0, scaleX: 1, scaleY: 1 };
    this.saved = [];
    this.path = '';
  }

  // The picture as a text.
  get text() {
    return new XMLSerializer().serializeToString(this.root);
  }

  save() {
    this.saved.push([{ ...this.transform }, Object.fromEntries(LOOK.map((name) => [name, this[name]]))]);
  }

  restore() {
    const [transform, look] = this.saved.pop();
    this.transform = transform;
    Object.assign(this, look);
  }

  translate(x, y) {
    const { transform } = this;
    this.transform = { ...transform, x: transform.x + x * transform.scaleX, y: transform.y + y * transform.scaleY };
  }

  scale(x, y) {
    const { transform } = this;
    this.transform = { ...transform, scaleX: transform.scaleX * x, scaleY: transform.scaleY * y };
  }

  place(x, y) {
    const { transform } = this;
    return `${rounded(transform.x + x * transform.scaleX)} ${rounded(transform.y + y * transform.scaleY)}`;
  }

  setLineDash(dash) {
    this.dash = dash;
  }

  beginPath() {
    this.path = '';
  }

  moveTo(x, y) {
    this.path += `M${this.place(x, y)}`;
  }

  lineTo(x, y) {
    this.path += `L${this.place(x, y)}`;
  }

  closePath() {
    this.path += 'Z';
  }

  // Full circles, as markers are.
  arc(x, y, radius) {
    const r = rounded(radius * this.transform.scaleX);
    this.path += `M${this.place(x - radius, y)}A${r} ${r} 0 1 1 ${this.place(x + radius, y)}A${r} ${r} 0 1 1 ${this.place(x - radius, y)}Z`;
  }

  fill() {
    this.add('path', { d: this.path, fill: this.fillStyle });
  }

  stroke() {
    const { strokeStyle: stroke, lineWidth, lineJoin, dash } = this;
    const dashes = dash.length > 0 ? { 'stroke-dasharray': dash.join(' ') } : {};
    this.add('path', {
      ...{ d: this.path, fill: 'none', stroke, 'stroke-width': rounded(lineWidth), 'stroke-linejoin': lineJoin },
      ...dashes,
    });
  }

  fillRect(x, y, width, height) {
    this.add('rect', { ...this.rectangle(x, y, width, height), fill: this.fillStyle });
  }

  rectangle(x, y, width, height) {
    const [left, top] = this.place(x, y).split(' ');
    const { scaleX, scaleY } = this.transform;
    return { x: left, y: top, width: rounded(width * scaleX), height: rounded(height * scaleY) };
  }

  fillText(text, x, y) {
    const [left, top] = this.place(x, y).split(' ');
    const size = /[\d.]+px/.exec(this.font)[0];
    const look = { 'font-family': 'system-ui, sans-serif', 'font-size': size, fill: this.fillStyle };
    const weight = this.font.startsWith('600') ? { 'font-weight': 600 } : {};
    const align = { 'text-anchor': ANCHORS[this.textAlign], 'dominant-baseline': BASELINES[this.textBaseline] };
    this.add('text', { x: left, y: top, ...look, ...weight, ...align }).textContent = text;
  }

  // canvas: becomes a picture within the picture
  drawImage(canvas, x, y, width, height) {
    const place = this.rectangle(x, y, width, height);
    this.add('image', { ...place, href: canvas.toDataURL(), preserveAspectRatio: 'none' });
  }

  add(name, attributes) {
    const opacity = this.globalAlpha < 1 ? { opacity: this.globalAlpha } : {};
    const made = svg(name, { ...attributes, ...opacity });
    this.root.append(made);
    return made;
  }
}

function rounded(value) {
  return Number(value.toFixed(2));
}
