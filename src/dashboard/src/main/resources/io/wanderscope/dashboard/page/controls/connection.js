// The WebSocket to the server: watches one acquisition and one stage, and connects again when the connection is lost,
// soon at first and every few seconds later.

const INITIAL_WAIT = 250; // milliseconds, as all of these
const MAX_WAIT = 5000;
const MAX_SILENCE = 8000; // the server sends something at least every 5 s
const SILENCE_CHECK = 1000;

export class Connection {
  // listener: opened(), lost(status with which the server refused, or null; problem that it reported, or null),
  // hello(message), acquisitions(list, what was rejected), update(message)
  constructor(listener) {
    this.listener = listener;
    this.watched = null;
    this.wait = INITIAL_WAIT;
    this.problem = null; // what the server reported before it closed the connection
    this.refusal = null; // the status with which it refused the latest attempt
    this.connect();
    setInterval(() => this.checkSilence(), SILENCE_CHECK);
  }

  // stage: the index of a residual stage, or null
  watch(acquisition, stage) {
    this.watched = { type: 'watch', acquisition, stage };
    this.sendWatched();
  }

  sendWatched() {
    if (this.watched && this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(this.watched));
    }
  }

  connect() {
    this.socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`);
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = (event) => this.received(JSON.parse(event.data));
    this.socket.onclose = () => this.lost();
    this.receivedAt = performance.now();
  }

  // A pulled cable or a laptop that slept closes no socket: messages just stop.
  checkSilence() {
    if (this.socket && performance.now() - this.receivedAt > MAX_SILENCE) {
      this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
      this.socket.close();
      this.lost();
    }
  }

  opened() {
    this.listener.opened();
    this.sendWatched();
  }

  received(message) {
    this.receivedAt = performance.now();
    switch (message.type) {
      case 'hello':
        this.greeted();
        this.listener.hello(message);
        break;
      case 'acquisitions':
        this.listener.acquisitions(message.acquisitions, message.rejected);
        break;
      case 'update':
        this.listener.update(message);
        break;
      case 'problem':
        this.problem = message.detail || message.title;
        break;
      default: // A later server may send more types.
    }
  }

  // Resets the wait here and not when the socket opens: a server that hangs up at once is not asked four times a second.
  greeted() {
    this.wait = INITIAL_WAIT;
    this.problem = null;
    this.refusal = null;
  }

  async lost() {
    this.socket = null;
    this.listener.lost(this.refusal, this.problem);
    this.refusal = await refusalStatus(); // takes long where nothing answers
    this.listener.lost(this.refusal, this.problem);
    // Spread out, so that not all pages connect at once when a server comes back.
    setTimeout(() => this.connect(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(2 * this.wait, MAX_WAIT);
  }
}

// A WebSocket does not say why it was refused; a plain request for the same address does. Null when nothing answers.
async function refusalStatus() {
  try {
    return (await fetch('/api/live', { signal: AbortSignal.timeout(MAX_WAIT) })).status;
  } catch {
    return null;
  }
}
