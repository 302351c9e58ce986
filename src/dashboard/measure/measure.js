// Measures how fast the page draws, in Chromium without a graphics card. Usage: node measure/measure.js [PAGE…], with the
// folders of other versions of the page to compare with. Of the environment: ONLY=live or ONLY=ended, and a folder for PICTURES.

import { pathToFileURL } from 'node:url';
import { writeFileSync } from 'node:fs';
import { Browser } from './browser.js';
import { frames, MOVES, quantiles } from './frames.js';
import { serve } from './server.js';

const PAGE = new URL('../src/main/resources/io/wanderscope/dashboard/page/', import.meta.url);
const WINDOW = [1440, 900];
const SCENES = {
  live: 'tracks=10000&points=200&live=1',
  ended: 'tracks=100000&points=20&live=0',
};

// With the views open: a part of the plane of D and α is moved.
const BRUSH = `(field, step) => {
  const slow = 10 ** (-3 + (step % 60) / 20);
  page.views.set('plane', { d: [slow, 10 * slow], alpha: [0.3, 1.2] }, true);
}`;

const imported = (name) => `const { page } = await import('/${name}/page/main.js'); const { field } = page;`;
const frame = 'await new Promise(requestAnimationFrame);';

const others = process.argv.slice(2);
const pages = { page: PAGE };
others.forEach((folder, index) => {
  pages[`other${index + 1}`] = pathToFileURL(`${folder}/`);
});

const server = await serve(pages);
const browser = await Browser.open(WINDOW);
try {
  const scenes = Object.entries(SCENES).filter(([scene]) => (process.env.ONLY ?? scene) === scene);
  for (const [scene, query] of scenes) {
    for (const name of Object.keys(pages)) {
      await measure(name, scene, query);
    }
  }
} finally {
  await browser.close();
  server.close();
}

async function measure(name, scene, query) {
  await browser.go(`http://127.0.0.1:${server.address().port}/${name}/?${query}`);
  const first = await browser.ask(firstPicture(name));
  const figures = [`first picture ${Math.round(first)} ms`];
  for (const [move, step] of Object.entries(MOVES)) {
    figures.push(await figureOf(move, name, step));
  }
  await browser.ask(`{ ${imported(name)} page.views?.toggle(); }`);
  figures.push(await figureOf('rest with views', name, MOVES.rest), await figureOf('brush', name, BRUSH));
  const { heap, layer } = await browser.ask(state(name));
  console.log([`${name} ${scene} (${layer})`, ...figures, `heap ${heap} MB`].join('; '));
  if (process.env.PICTURES) {
    writeFileSync(`${process.env.PICTURES}/${name}-${scene}.png`, await browser.screenshot());
  }
  (await browser.errors()).forEach((error) => console.log(`  ${error}`));
}

async function figureOf(move, name, step) {
  const { p50, p95, worst } = quantiles(await browser.ask(`{ ${imported(name)} ${frames(step)} }`));
  return `${move} p50 ${p50} p95 ${p95} max ${worst} ms`;
}

// Milliseconds from the message with all tracks to the first frame that shows them all.
function firstPicture(name) {
  return `{ ${imported(name)}
    const isBehind = ({ drawing, paths }) => drawing?.isBehind ?? (paths.isRepainting || !paths.paintedView);
    while (!window.sentAt || page.trajectories.byId.size === 0) { ${frame} }
    for (let end = window.sentAt + 20000; isBehind(field) && performance.now() < end; ) { ${frame} }
    ${frame}
    return performance.now() - window.sentAt; }`;
}

function state(name) {
  return `{ ${imported(name)}
    const heap = Math.round(performance.memory.usedJSHeapSize / 1e6);
    return { heap, layer: (field.drawing ?? field.paths).constructor.name }; }`;
}
