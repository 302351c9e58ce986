// Measures how the page shows an acquisition that is over, of a running dashboard, in Chromium without a graphics card.
// Usage: node measure/past.js ADDRESS ACQUISITION [PICTURE.png]

import { writeFileSync } from 'node:fs';
import { Browser } from './browser.js';
import { frames, MOVES, quantiles } from './frames.js';

const WINDOW = [1440, 900];
const MOMENTS = 20;
const TIMEOUT = 100_000; // milliseconds

const [address, acquisition, picture] = process.argv.slice(2);
const imported = "const { page } = await import('/page/main.js'); const { field, timeline } = page;";
const settled = `const settled = async (holds) => {
  for (const end = performance.now() + ${TIMEOUT}; !holds() || field.drawing.isBehind; ) {
    if (performance.now() > end) { throw new Error('not shown'); }
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
};`;

const browser = await Browser.open(WINDOW);
try {
  await browser.go(address);
  console.log(`first paint ${Math.round(await browser.ask(firstPaint()))} ms`);
  console.log(`page ${Math.round((await browser.ask(transferred())) / 1e3)} kB`);
  const { first, whole, tracks, note } = await browser.ask(all());
  console.log(`first picture ${Math.round(first)} ms, all ${tracks} tracks ${Math.round(whole)} ms; ${note}`);
  for (const [move, step] of Object.entries(MOVES)) {
    const { p50, p95, worst } = quantiles(await browser.ask(`{ ${imported} ${frames(step)} }`));
    console.log(`${move} p50 ${p50} p95 ${p95} max ${worst} ms`);
  }
  if (picture) {
    writeFileSync(picture, await browser.screenshot());
  }
  const moments = quantiles(await browser.ask(clicks()));
  console.log(`${MOMENTS} moments p50 ${moments.p50} p95 ${moments.p95} max ${moments.worst} ms`);
  (await browser.errors()).forEach((error) => console.log(`  ${error}`));
} finally {
  await browser.close();
}

function firstPaint() {
  return `{ for (;;) {
    const [entry] = performance.getEntriesByName('first-contentful-paint');
    if (entry) { return entry.startTime; }
    await new Promise(requestAnimationFrame);
  } }`;
}

function transferred() {
  return `performance.getEntries().filter(({ name, entryType }) => entryType === 'navigation' || name.includes('/page/'))
    .reduce((sum, { transferSize }) => sum + transferSize, 0)`;
}

// Chooses the acquisition, and waits until all its tracks are shown.
function all() {
  return `{ ${imported} ${settled}
    const { acquisitions } = await (await fetch('/api/history')).json();
    const began = performance.now();
    page.choice.chooseOld(acquisitions.find(({ name }) => name === '${acquisition}'));
    await settled(() => timeline.state === 'ended' && field.source.byId.size > 0);
    const first = performance.now() - began;
    await settled(() => timeline.asking === null);
    return { first, whole: performance.now() - began, tracks: field.source.byId.size, note: timeline.note ?? 'nothing is left out' }; }`;
}

// Milliseconds from a movement of the handle to the picture, at moments all over the acquisition.
function clicks() {
  return `{ ${imported} ${settled}
    const { handle } = timeline.view; const times = [];
    for (let click = 0; click < ${MOMENTS}; click++) {
      const share = (click * 0.618 + 0.3) % 1;
      const began = performance.now();
      handle.value = String(Math.round(share * Number(handle.max)));
      handle.dispatchEvent(new Event('input', { bubbles: true }));
      await settled(() => timeline.asking === null && timeline.moment?.to === timeline.time);
      times.push(performance.now() - began);
    }
    return times; }`;
}
