import assert from 'node:assert/strict';
import { test } from 'node:test';

const DESCRIBED = { version: 'a', length_unit: 'um' };

// A page whose layer remembers what it shows.
function pageWith(shown) {
  const image = { look: { isInverted: () => false }, show: (each) => shown.push(each), changed: () => {} };
  return { acquisition: 'cell', acquisitions: { lengthUnit: 'µm' }, field: { image } };
}

// Stands for any element.
function element() {
  return { addEventListener: () => {}, querySelector: element, style: {} };
}

test('an image that could not be loaded is asked for again', async (t) => {
  // Given a server that is too busy at first
  t.mock.method(globalThis, 'setInterval', () => 0);
  t.mock.method(globalThis, 'fetch', async () => Response.json({ image: DESCRIBED }));
  let failures = 1;
  globalThis.document = { documentElement: { dataset: {} } };
  globalThis.Image = class {
    async decode() {
      if (failures-- > 0) {
        throw new Error('503');
      }
    }
  };
  const { FieldImage } = await import('#page/controls/fieldImage.js');
  const shown = [];
  const image = new FieldImage(element(), pageWith(shown));
  await image.refresh();

  // When
  await image.refresh();

  // Then
  assert.deepEqual(shown.at(-1), DESCRIBED);
});
