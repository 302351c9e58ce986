import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SvgContext } from '#page/view/svgContext.js';

// An element that keeps what it is made of.
function document() {
  return {
    createElementNS: (_, name) => ({
      name,
      attributes: {},
      children: [],
      setAttribute(key, value) {
        this.attributes[key] = value;
      },
      append(...children) {
        this.children.push(...children);
      },
    }),
  };
}

test('rectangles and images are as large as on a canvas with the same transform', () => {
  // Given
  globalThis.document = document();
  const context = new SvgContext(100, 100);
  context.translate(10, 20);
  context.scale(2, 3);

  // When
  context.fillRect(1, 2, 4, 5);
  context.drawImage({ toDataURL: () => 'data:' }, 1, 2, 4, 5);

  // Then
  for (const { attributes } of context.root.children) {
    assert.deepEqual([attributes.x, attributes.y, attributes.width, attributes.height].map(Number), [12, 26, 8, 15]);
  }
  assert.equal(context.root.children.length, 2);
});
