// Divides the field into cells of the size of a marker. Where many markers would lie in one, the first is enough.

export class Cells {
  // size: of a cell, in pixels of the page. Cells stay where they are in the field when the view is moved.
  constructor({ x, y, width, height, scale }, size) {
    this.length = size / scale;
    this.left = Math.floor(x / this.length);
    this.top = Math.floor(y / this.length);
    this.columns = Math.ceil(width / size) + 1;
    this.rows = Math.ceil(height / size) + 1;
    this.taken = new Uint8Array(this.columns * this.rows);
  }

  // Whether a position, in units of length, is in a cell of the view that was free until now.
  take(x, y) {
    const column = Math.floor(x / this.length) - this.left;
    const row = Math.floor(y / this.length) - this.top;
    if (column < 0 || row < 0 || column >= this.columns || row >= this.rows) {
      return false;
    }
    const place = row * this.columns + column;
    const isFree = this.taken[place] === 0;
    this.taken[place] = 1;
    return isFree;
  }
}
