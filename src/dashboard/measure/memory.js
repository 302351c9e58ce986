// Measures whether the page's memory grows while it is left open, of a running dashboard, in Chromium without a graphics card.
// Usage: node measure/memory.js ADDRESS MINUTES. Prints, once a minute, what is left after a collection of garbage.

import { setTimeout as pause } from 'node:timers/promises';
import { Browser } from './browser.js';

const WINDOW = [1440, 900];
const MINUTE = 60_000; // milliseconds
const MEGABYTE = 1e6;

const [address, minutes] = process.argv.slice(2);
const imported = "const { page } = await import('/page/main.js');";

const browser = await Browser.open(WINDOW);
try {
  await browser.go(address);
  await browser.ask(`{ ${imported} page.views.toggle(); }`);
  for (let minute = 1; minute <= Number(minutes); minute++) {
    await pause(MINUTE);
    await browser.tell('HeapProfiler.collectGarbage');
    const { usedSize } = await browser.tell('Runtime.getHeapUsage');
    // The browser's own count of nodes has those in it that it has not swept yet, ten thousands of them.
    const { jsEventListeners } = await browser.tell('Memory.getDOMCounters');
    const nodes = await browser.ask("document.getElementsByTagName('*').length");
    const seen = await browser.ask(
      `{ ${imported} const { lastFrame, byId } = page.trajectories; return \`frame \${lastFrame}, \${byId.size} tracks\`; }`,
    );
    const heap = (usedSize / MEGABYTE).toFixed(1);
    console.log(`minute ${minute}: heap ${heap} MB, ${nodes} elements, ${jsEventListeners} listeners; ${seen}`);
  }
  (await browser.errors()).forEach((error) => console.log(`  ${error}`));
} finally {
  await browser.close();
}
