import { ValueWindow } from './value-window.js';

/** Streaming form of the rolling co-moments: Σ(x − x̄)², Σ(y − ȳ)² and Σ(x − x̄)(y − ȳ); NaN while filling. */
export class ComomentsStream {
  xx = Number.NaN;
  yy = Number.NaN;
  xy = Number.NaN;

  readonly #n: number;
  readonly #block: number;
  readonly #x: ValueWindow;
  readonly #y: ValueWindow;
  #anchorX = 0;
  #anchorY = 0;
  #sumX = 0;
  #sumY = 0;
  #sxx = 0;
  #syy = 0;
  #sxy = 0;
  #peakX = 0;
  #peakY = 0;
  #age: number;
  #runX = 0;
  #runY = 0;
  #lastX = Number.NaN;
  #lastY = Number.NaN;

  constructor(n: number) {
    this.#n = n;
    this.#block = n > 32 ? 2 * n : 64;
    this.#age = this.#block;
    this.#x = new ValueWindow(n);
    this.#y = new ValueWindow(n);
  }

  /** Takes the next pair and updates the three sums. */
  push(a: number, b: number): void {
    if (this.#x.count === 0 && Number.isNaN(a + b)) return;
    const n = this.#n;
    const leftX = this.#x.push(a);
    const leftY = this.#y.push(b);
    this.#runX = a === this.#lastX ? this.#runX + 1 : 1;
    this.#runY = b === this.#lastY ? this.#runY + 1 : 1;
    this.#lastX = a;
    this.#lastY = b;
    if (!this.#x.full) return;
    const k = 1 / n;
    if (this.#age < this.#block && this.#runX !== n && this.#runY !== n) {
      const u = a - this.#anchorX;
      const v = b - this.#anchorY;
      const u0 = leftX - this.#anchorX;
      const v0 = leftY - this.#anchorY;
      const nextX = this.#sumX + (u - u0);
      const nextY = this.#sumY + (v - v0);
      this.#sxx += (u - u0) * (u + u0 - (nextX + this.#sumX) * k);
      this.#syy += (v - v0) * (v + v0 - (nextY + this.#sumY) * k);
      this.#sxy += (u - u0) * (v - nextY * k) + (v - v0) * (u0 - this.#sumX * k);
      this.#sumX = nextX;
      this.#sumY = nextY;
      this.#age++;
      if (this.#sxx > this.#peakX) this.#peakX = this.#sxx;
      if (this.#syy > this.#peakY) this.#peakY = this.#syy;
      if (this.#sxx < 0.01 * this.#peakX || this.#syy < 0.01 * this.#peakY) this.#age = this.#block;
    } else this.#age = this.#block;
    if (this.#age === this.#block) this.#renew(a, b, k);
    this.xx = this.#sxx > 0 ? this.#sxx : 0;
    this.yy = this.#syy > 0 ? this.#syy : 0;
    this.xy = this.#sxy;
  }

  #renew(a: number, b: number, k: number): void {
    this.#anchorX = a;
    this.#anchorY = b;
    this.#sumX = 0;
    this.#sumY = 0;
    this.#sxx = 0;
    this.#syy = 0;
    this.#sxy = 0;
    this.#age = 0;
    for (let j = 0; j < this.#n - 1; j++) {
      this.#sumX += this.#x.at(j) - a;
      this.#sumY += this.#y.at(j) - b;
    }
    for (let j = 0; j < this.#n; j++) {
      const u = this.#x.at(j) - a - this.#sumX * k;
      const v = this.#y.at(j) - b - this.#sumY * k;
      this.#sxx += u * u;
      this.#syy += v * v;
      this.#sxy += u * v;
    }
    this.#peakX = this.#sxx;
    this.#peakY = this.#syy;
  }
}
