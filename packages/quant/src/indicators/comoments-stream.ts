import { ValueWindow } from './value-window.js';

/** Streaming form of the rolling co-moments: Σ(x − x̄)², Σ(y − ȳ)² and Σ(x − x̄)(y − ȳ); NaN while filling. */
export class ComomentsStream {
  xx = Number.NaN;
  yy = Number.NaN;
  xy = Number.NaN;

  readonly #n: number;
  readonly #x: ValueWindow;
  readonly #y: ValueWindow;
  /** Of each place in the previous block: Σu, Σv, Σu², Σv², Σuv from there on. */
  readonly #rest: Float64Array;
  /** The same of the current block so far. */
  readonly #sums = new Float64Array(5);
  #anchorX = 0;
  #anchorY = 0;
  /** Place in the current block. */
  #at = 0;

  constructor(n: number) {
    this.#n = n;
    this.#x = new ValueWindow(n);
    this.#y = new ValueWindow(n);
    this.#rest = new Float64Array(5 * (n + 1));
  }

  /** Takes the next pair and updates the three sums. */
  push(a: number, b: number): void {
    if (this.#x.count === 0 && Number.isNaN(a + b)) return;
    this.#x.push(a);
    this.#y.push(b);
    if (!this.#x.full) return;
    if (this.#at === 0) this.#begin(a, b);
    const sums = this.#sums;
    const rest = this.#rest;
    add(sums, a - this.#anchorX, b - this.#anchorY);
    const k = 1 / this.#n;
    const at = 5 * this.#at + 5;
    const totalX = rest[at]! + sums[0]!;
    const totalY = rest[at + 1]! + sums[1]!;
    const xx = rest[at + 2]! + sums[2]! - totalX * totalX * k;
    const yy = rest[at + 3]! + sums[3]! - totalY * totalY * k;
    this.xx = xx > 0 ? xx : 0;
    this.yy = yy > 0 ? yy : 0;
    this.xy = rest[at + 4]! + sums[4]! - totalX * totalY * k;
    this.#at = this.#at + 1 === this.#n ? 0 : this.#at + 1;
  }

  #begin(a: number, b: number): void {
    this.#anchorX = a;
    this.#anchorY = b;
    const sums = this.#sums.fill(0);
    for (let j = this.#n - 1; j > 0; j--) {
      add(sums, this.#x.at(j - 1) - a, this.#y.at(j - 1) - b);
      this.#rest.set(sums, 5 * j);
    }
    sums.fill(0);
  }
}

/** Adds a pair to Σu, Σv, Σu², Σv², Σuv. */
function add(sums: Float64Array, u: number, v: number): void {
  sums[0]! += u;
  sums[1]! += v;
  sums[2]! += u * u;
  sums[3]! += v * v;
  sums[4]! += u * v;
}
