// Requests of the page.

const BUSY = 429;
const PATIENCE = 120000; // milliseconds for which a busy server is asked again

// What the server answers, from JSON. Throws an error that says why it does not.
export async function answerTo(path, signal) {
  for (const end = performance.now() + PATIENCE; ;) {
    const response = await fetch(path, { signal });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) {
      return answer;
    }
    const wait = 1000 * Number(response.headers.get('Retry-After') ?? 1);
    if (response.status !== BUSY || performance.now() + wait > end) {
      throw new Error(answer.detail || answer.title || `The server answered ${response.status}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
