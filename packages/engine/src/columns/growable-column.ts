/** A column of doubles that grows: amortised constant time, no boxing. */
export class GrowableColumn {
  data: Float64Array;
  length = 0;

  constructor(capacity = 64) {
    this.data = new Float64Array(Math.max(1, capacity));
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const larger = new Float64Array(this.data.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = value;
  }

  /** Adds `count` values, all of which the caller writes; the index of the first. `data` may be another array afterwards. */
  claim(count: number): number {
    const at = this.length;
    this.reserve(count);
    this.length = at + count;
    return at;
  }

  /** Makes room for `count` more values. */
  reserve(count: number): void {
    if (this.length + count <= this.data.length) return;
    const larger = new Float64Array(Math.max(this.length + count, this.length * 2));
    larger.set(this.data.subarray(0, this.length));
    this.data = larger;
  }

  /** The values for good, without a copy when the column is full: it must not be written to any more. */
  finished(): Float64Array {
    return this.length === this.data.length ? this.data : this.toArray();
  }

  /** The values so far, as a copy of exactly their length. */
  toArray(): Float64Array {
    return this.data.slice(0, this.length);
  }

  /** Replaces all values. */
  assign(values: ArrayLike<number>): void {
    this.data = new Float64Array(Math.max(1, values.length));
    this.data.set(values);
    this.length = values.length;
  }
}
