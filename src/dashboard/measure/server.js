// Serves the page from its sources, with the colours filled in as the build does, and the feed that stands in for the
// dashboard's server.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const PALETTE = new URL(
  '../../diffusion/src/main/resources/io/wanderscope/diffusion/palette.properties',
  import.meta.url,
);

// pages: folders by the name under which each is served; returns the server, listening on a free port of loopback
export function serve(pages) {
  const colours = palette();
  const server = createServer(({ url }, response) => {
    try {
      const { pathname } = new URL(url, 'http://localhost');
      const body = read(pages, pathname, colours);
      response.writeHead(200, { 'Content-Type': TYPES[extname(pathname) || '.html'] }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

// Paths: /measure/FILE, and /NAME/ and /NAME/page/FILE of each page.
function read(pages, pathname, colours) {
  const [, name, ...rest] = pathname.split('/');
  if (name === 'measure') {
    return readFileSync(new URL(rest.join('/'), import.meta.url));
  }
  const file = rest.join('/').replace(/^page\//, '') || 'index.html';
  const text = readFileSync(new URL(file, pages[name]), 'utf8');
  if (file === 'index.html') {
    const feed = '<script type="module" src="/measure/feed.js"></script>';
    return text.replaceAll('"/page/', `"/${name}/page/`).replace('<script', `${feed}<script`);
  }
  return file === 'model/palette.js' ? filled(text, colours) : text;
}

function palette() {
  const lines = readFileSync(PALETTE, 'utf8')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  return new Map(lines.filter((line) => /^[\w.]+ *=/.test(line)).map((line) => line.split(/ *= */)));
}

function filled(text, colours) {
  return text.replaceAll(/\$\{([\w.]+)\}/g, (_, key) => colours.get(key));
}
