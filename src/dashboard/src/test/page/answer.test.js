import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answerTo } from '#page/controls/answer.js';

const busy = () => Response.json({ detail: 'ask again' }, { status: 429, headers: { 'Retry-After': '0' } });

// A server that answers one request after the other.
function server(t, ...answers) {
  const asked = t.mock.method(globalThis, 'fetch', async () => answers.shift());
  return () => asked.mock.callCount();
}

test('a busy server is asked again', async (t) => {
  // Given
  const requests = server(t, busy(), busy(), Response.json({ tracks: 3 }));

  // When
  const answer = await answerTo('/moment');

  // Then
  assert.deepEqual(answer, { tracks: 3 });
  assert.equal(requests(), 3);
});

test('another refusal is told with its reason, at once', async (t) => {
  // Given
  const requests = server(t, Response.json({ detail: 'the topics cannot be read' }, { status: 503 }));

  // When
  const asking = answerTo('/moment');

  // Then
  await assert.rejects(asking, new Error('the topics cannot be read'));
  assert.equal(requests(), 1);
});

test('an answer that is no JSON is told by its status', async (t) => {
  // Given
  server(t, new Response('<html>', { status: 502 }));

  // When
  const asking = answerTo('/moment');

  // Then
  await assert.rejects(asking, new Error('The server answered 502.'));
});
