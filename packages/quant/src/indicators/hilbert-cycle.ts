import { atan } from '../elementary/index.js';

const A = 0.0962;
const B = 0.5769;
const DEGREES = 180 / Math.PI;

/** A Hilbert transformer over the inputs 0, 2, 4 and 6 bars ago, with a fixed ring of eight values. */
class HilbertTransform {
  readonly #ring = new Float64Array(8);

  next(input: number, at: number, gain: number): number {
    const ring = this.#ring;
    ring[at & 7] = input;
    const lag2 = ring[(at - 2) & 7]!;
    const lag4 = ring[(at - 4) & 7]!;
    const lag6 = ring[(at - 6) & 7]!;
    return (A * (input - lag6) + B * (lag2 - lag4)) * gain;
  }

  /** The input `lag` bars ago, at most 7. */
  ago(at: number, lag: number): number {
    return this.#ring[(at - lag) & 7]!;
  }
}

/**
 * Ehlers' dominant cycle by homodyne discrimination, the kernel of the `ht…` indicators and `mama`, one value at a time.
 * The price is smoothed with weights 4, 3, 2, 1 over four bars; `skip` smoothed bars are thrown away before the
 * Hilbert filters start (TA-Lib: 9, or 34 for the trend line and the sine), with all filter state at zero.
 * Source: J. Ehlers, Rocket Science for Traders (2001), in TA-Lib 0.4.0's form.
 */
export class HilbertCycle {
  /** Bars taken since the first defined one. */
  bars = 0;
  /** Four-bar weighted price of the current bar. */
  smoothed = 0;
  inPhase = 0;
  quadrature = 0;
  /** Dominant cycle in bars, lightly smoothed, within 6 to 50. */
  period = 0;
  /** Dominant cycle in bars, smoothed twice. */
  smoothPeriod = 0;

  readonly #skip: number;
  readonly #detrender = new HilbertTransform();
  readonly #forQuadrature = new HilbertTransform();
  readonly #forInPhase = new HilbertTransform();
  readonly #ofQuadrature = new HilbertTransform();
  #price1 = 0;
  #price2 = 0;
  #price3 = 0;
  #i2 = 0;
  #q2 = 0;
  #re = 0;
  #im = 0;

  constructor(skip: number) {
    this.#skip = skip + 3;
  }

  /** Takes the next value (NaN before the first number is ignored) and updates every public field; true once it runs. */
  next(value: number): boolean {
    if (this.bars === 0 && Number.isNaN(value)) return false;
    const runs = this.bars++ >= this.#skip;
    if (runs) this.#advance(value);
    this.#price3 = this.#price2;
    this.#price2 = this.#price1;
    this.#price1 = value;
    return runs;
  }

  #advance(value: number): void {
    const at = this.bars;
    const gain = 0.075 * this.period + 0.54;
    const smoothed = (4 * value + 3 * this.#price1 + 2 * this.#price2 + this.#price3) * 0.1;
    const detrended = this.#detrender.next(smoothed, at, gain);
    const quadrature = this.#forQuadrature.next(detrended, at, gain);
    const inPhase = this.#forQuadrature.ago(at, 3);
    const ji = this.#forInPhase.next(inPhase, at, gain);
    const jq = this.#ofQuadrature.next(quadrature, at, gain);
    const q2 = 0.2 * (quadrature + ji) + 0.8 * this.#q2;
    const i2 = 0.2 * (inPhase - jq) + 0.8 * this.#i2;
    this.#re = 0.2 * (i2 * this.#i2 + q2 * this.#q2) + 0.8 * this.#re;
    this.#im = 0.2 * (i2 * this.#q2 - q2 * this.#i2) + 0.8 * this.#im;
    this.#i2 = i2;
    this.#q2 = q2;
    this.smoothed = smoothed;
    this.inPhase = inPhase;
    this.quadrature = quadrature;
    this.#updatePeriod();
  }

  #updatePeriod(): void {
    const previous = this.period;
    let period = previous;
    if (this.#im !== 0 && this.#re !== 0) period = 360 / (atan(this.#im / this.#re) * DEGREES);
    if (period > 1.5 * previous) period = 1.5 * previous;
    if (period < 0.67 * previous) period = 0.67 * previous;
    if (period < 6) period = 6;
    else if (period > 50) period = 50;
    this.period = 0.2 * period + 0.8 * previous;
    this.smoothPeriod = 0.33 * this.period + 0.67 * this.smoothPeriod;
  }
}
