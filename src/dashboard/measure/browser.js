// Chromium without a window, driven through chromedriver's HTTP interface, with WebGL drawn by software.

import { spawn } from 'node:child_process';

const SOFTWARE = ['--disable-gpu', '--enable-unsafe-swiftshader'];
const FOREGROUND = ['--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'];
const TIMEOUT = 120_000; // milliseconds that a script may take

export class Browser {
  // size: width and height of the window
  static async open([width, height]) {
    const driver = spawn('chromedriver', ['--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const browser = new Browser(driver, `http://127.0.0.1:${await portOf(driver)}/session`);
    const args = ['--headless=new', '--no-sandbox', '--enable-precise-memory-info', `--window-size=${width},${height}`];
    const options = { args: [...args, ...SOFTWARE, ...FOREGROUND] };
    const capabilities = { alwaysMatch: { 'goog:chromeOptions': options, 'goog:loggingPrefs': { browser: 'ALL' } } };
    const { sessionId } = await browser.post('', { capabilities });
    browser.address += `/${sessionId}`;
    await browser.post('/timeouts', { script: TIMEOUT });
    browser.closeWhenStopped();
    return browser;
  }

  constructor(driver, address) {
    this.driver = driver;
    this.address = address;
  }

  // Chromium would outlive a measurement that is stopped, and disturb the next.
  closeWhenStopped() {
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, async () => {
        await this.close();
        process.exit(1);
      });
    }
  }

  async post(path, body) {
    const response = await fetch(this.address + path, { method: 'POST', body: JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) {
      throw new Error(`chromedriver ${path}: ${value.message}`);
    }
    return value;
  }

  async go(url) {
    await this.post('/url', { url });
  }

  // The value of a promise that an expression gives in the page.
  async ask(expression) {
    const script = `const done = arguments[0];
      Promise.resolve((async () => ${expression})()).then(value => done({ value }), error => done({ error: error.stack }))`;
    const { value, error } = await this.post('/execute/async', { script, args: [] });
    if (error) {
      throw new Error(error);
    }
    return value;
  }

  // The answer to a command of Chromium's DevTools protocol.
  async tell(command, parameters = {}) {
    return this.post('/goog/cdp/execute', { cmd: command, params: parameters });
  }

  // What went wrong in the page since the last question.
  async errors() {
    const entries = await this.post('/se/log', { type: 'browser' });
    return entries.filter(({ level }) => level === 'SEVERE').map(({ message }) => message);
  }

  // A picture of the page, as PNG.
  async screenshot() {
    const response = await fetch(`${this.address}/screenshot`);
    return Buffer.from((await response.json()).value, 'base64');
  }

  async close() {
    await fetch(this.address, { method: 'DELETE' });
    this.driver.kill();
  }
}

function portOf(driver) {
  return new Promise((resolve, reject) => {
    let output = '';
    driver.on('error', reject);
    driver.stdout.on('data', (data) => {
      output += data;
      const [, port] = /on port (\d+)\./.exec(output) ?? [];
      if (port) {
        resolve(Number(port));
      }
    });
  });
}
