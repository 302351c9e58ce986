// How often updates really arrive. A browser that reads slowly gets fewer and larger updates, and the page says so
// rather than look smooth while it shows old data.

const SAMPLES = 20;
const TOLERANCE = 2; // multiples of the expected interval that are not called slow yet

export class Pace {
  constructor() {
    this.updateInterval = null; // milliseconds between updates, as the server announces
    this.frameInterval = null; // milliseconds between the camera's frames
    this.reset();
  }

  reset() {
    this.times = [];
  }

  updateArrived(now) {
    this.times.push(now);
    if (this.times.length > SAMPLES) {
      this.times.shift();
    }
  }

  // Milliseconds. A camera slower than the updates has new data only with each of its frames.
  get expected() {
    return Math.round(Math.max(this.updateInterval || 0, this.frameInterval || 0));
  }

  // The median interval between recent updates in milliseconds when that is slow; null when it is not, or not known.
  get slowInterval() {
    if (this.times.length < SAMPLES || this.expected === 0) {
      return null;
    }
    const intervals = this.times
      .slice(1)
      .map((time, index) => time - this.times[index])
      .sort((a, b) => a - b);
    const median = Math.round(intervals[Math.floor(intervals.length / 2)]);
    return median > TOLERANCE * this.expected ? median : null;
  }
}
