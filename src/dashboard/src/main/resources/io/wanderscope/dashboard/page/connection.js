// The WebSocket to the server: watches one acquisition and one stage, and connects again when the connection is lost,
// soon at first and every few seconds later.

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;

export class Connection {
  // listener: opened(), lost(needsToken), hello(message), acquisitions(list), update(message)
  constructor(listener) {
    this.listener = listener;
    this.watched = null;
    this.wait = FIRST_WAIT;
    this.connected = false;
    this.connect();
  }

  watch(acquisition, stage) {
    this.watched = { type: 'watch', acquisition, stage };
    this.sendWatched();
  }

  sendWatched() {
    if (this.watched && this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(this.watched));
    }
  }

  connect() {
    this.socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`);
    this.socket.onopen = () => this.opened();
    this.socket.onmessage = (event) => this.received(JSON.parse(event.data));
    this.socket.onclose = () => this.lost();
  }

  opened() {
    this.connected = true;
    this.wait = FIRST_WAIT;
    this.listener.opened();
    this.sendWatched();
  }

  received(message) {
    switch (message.type) {
      case 'hello': this.listener.hello(message); break;
      case 'acquisitions': this.listener.acquisitions(message.acquisitions); break;
      case 'update': this.listener.update(message); break;
      case 'problem': console.error(message.title, message.detail); break;
      default: // A later server may say more.
    }
  }

  async lost() {
    this.connected = false;
    this.listener.lost(await needsToken());
    // Not all pages at once, when a server comes back.
    setTimeout(() => this.connect(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }
}

// A WebSocket does not say why it was refused.
async function needsToken() {
  try {
    return (await fetch('/api/acquisitions')).status === 401;
  } catch {
    return false;
  }
}
