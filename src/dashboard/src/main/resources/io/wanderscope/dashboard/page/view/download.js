// Hands a file to the person.

import { element } from './elements.js';

const KEPT = 10000; // milliseconds for the browser to take it

export function save(blob, name) {
  const link = element('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
}
