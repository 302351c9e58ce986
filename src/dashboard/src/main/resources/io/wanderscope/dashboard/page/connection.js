// The WebSocket to the server: watches one acquisition and one stage, and connects again when the connection is lost,
// soon at first and every few seconds later. Also how often updates really come: a browser that reads slowly gets fewer
// and larger ones, and the page says so rather than look smooth with old data.

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;
const LONGEST_SILENCE = 8000; // the server says something at least every 5 s
const KEPT_TIMES = 20;
const TOLERANCE = 2; // so many times the expected interval is not called slow yet

export class Connection {
  // listener: opened(), lost(status of the refusal if there is one, problem), hello(message), acquisitions(list), update(message)
  constructor(listener) {
    this.listener = listener;
    this.watched = null;
    this.wait = FIRST_WAIT;
    this.connected = false;
    this.problem = null; // what the server said before it hung up
    this.refusal = null; // the status with which it refused the latest attempt
    this.connect();
    setInterval(() => this.watchSilence(), 1000);
  }

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
    this.heardAt = performance.now();
  }

  // A cable that is pulled, or a laptop that slept, closes no socket: nothing comes any more, and that is all.
  watchSilence() {
    if (this.socket && performance.now() - this.heardAt > LONGEST_SILENCE) {
      this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
      this.socket.close();
      this.lost();
    }
  }

  opened() {
    this.connected = true;
    this.listener.opened();
    this.sendWatched();
  }

  received(message) {
    this.heardAt = performance.now();
    switch (message.type) {
      case 'hello': this.greeted(); this.listener.hello(message); break;
      case 'acquisitions': this.listener.acquisitions(message.acquisitions); break;
      case 'update': this.listener.update(message); break;
      case 'problem': this.problem = message.detail || message.title; break;
      default: // A later server may say more.
    }
  }

  // Not when it opens: a server that hangs up at once is not asked four times a second.
  greeted() {
    this.wait = FIRST_WAIT;
    this.problem = null;
    this.refusal = null;
  }

  async lost() {
    this.connected = false;
    this.socket = null;
    this.listener.lost(this.refusal, this.problem);
    this.refusal = await refusal(); // takes long where nothing answers
    this.listener.lost(this.refusal, this.problem);
    // Not all pages at once, when a server comes back.
    setTimeout(() => this.connect(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
  }
}

// A WebSocket does not say why it was refused; the same address without one does. Null when nothing answers.
async function refusal() {
  try {
    return (await fetch('/api/live', { signal: AbortSignal.timeout(LONGEST_WAIT) })).status;
  } catch {
    return null;
  }
}

export class Pace {
  constructor() {
    this.updateInterval = null;
    this.frameInterval = null;
    this.forget();
  }

  forget() {
    this.times = [];
  }

  updated(now) {
    this.times.push(now);
    if (this.times.length > KEPT_TIMES) {
      this.times.shift();
    }
  }

  // A camera slower than the updates has something new only with each of its frames.
  get expected() {
    return Math.round(Math.max(this.updateInterval || 0, this.frameInterval || 0));
  }

  // The median of the latest intervals in milliseconds; null while it is as expected or not known.
  slowInterval() {
    if (this.times.length < KEPT_TIMES || this.expected === 0) {
      return null;
    }
    const intervals = this.times.slice(1).map((time, index) => time - this.times[index]).sort((a, b) => a - b);
    const median = Math.round(intervals[Math.floor(intervals.length / 2)]);
    return median > TOLERANCE * this.expected ? median : null;
  }
}
