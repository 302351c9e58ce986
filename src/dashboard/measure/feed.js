// Stands in for the dashboard's server: a socket that sends a made-up acquisition, the same in every run. The page's
// address says which: ?tracks=10000&points=200&live=1.

const FRAME = 100; // milliseconds between frames, and between updates
const ALIVE = 2000; // milliseconds between signs of life, where nothing is live

const query = new URLSearchParams(location.search);

class Feed {
  constructor() {
    this.readyState = WebSocket.OPEN;
    setTimeout(() => {
      this.onopen();
      this.say({
        type: 'hello',
        server: '1',
        classes: [],
        other_motion: [],
        tail_points: 200,
        update_interval_ms: FRAME,
      });
      this.say({ type: 'acquisitions', acquisitions: [summary()], rejected: [] });
    });
  }

  say(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  // The page asks for the acquisition.
  send() {
    const { tracks, points, live } = Object.fromEntries(query);
    this.acquisition = new Worker(`/measure/acquisition.js?tracks=${tracks}&points=${points}&live=${live}`);
    this.acquisition.onmessage = ({ data }) => {
      window.sentAt ??= performance.now();
      this.onmessage({ data });
    };
    this.timer = setInterval(() => this.say({ type: 'alive' }), ALIVE);
  }

  close() {
    clearInterval(this.timer);
    this.acquisition?.terminate();
  }
}

function summary() {
  return {
    name: 'made-up',
    length_unit: 'µm',
    frame_interval_ms: FRAME,
    live_tracks: Number(query.get('tracks')),
    ended_tracks: 0,
    first_time: 0,
    last_time: Date.now(),
    last_frame: Number(query.get('points')),
    stages: [],
  };
}

Feed.OPEN = WebSocket.OPEN;
window.WebSocket = Feed;
