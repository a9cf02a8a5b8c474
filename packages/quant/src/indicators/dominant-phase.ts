import { atan, cos, sin } from '../elementary/index.js';
import { HilbertCycle } from './hilbert-cycle.js';

const RADIANS = Math.PI / 180;
const RING = 64;

/** By the bars of a cycle, at most 50, what `waveOf` makes of them. */
const waves: Float64Array[] = [];

/** Sine and cosine, at 2k and 2k + 1, of the k-th bar of a cycle. */
function waveOf(bars: number): Float64Array {
  const step = (2 * Math.PI) / bars;
  return Float64Array.from({ length: 2 * bars }, (_, at) => (at % 2 === 0 ? sin : cos)((at >> 1) * step));
}

/** The phase of the dominant cycle, one value at a time; the kernel of `htDcPhase`, `htSine` and `htTrendMode`. */
export class DominantPhase {
  readonly cycle = new HilbertCycle(34);
  /** Degrees, at most 315; kept where the cycle's phase is undefined. */
  phase = 0;

  readonly #smoothed = new Float64Array(RING);
  #at = 0;

  /** Takes the next value (NaN before the first number is ignored); true once the phase runs. */
  next(value: number): boolean {
    if (!this.cycle.next(value)) return false;
    this.#at = (this.#at + 1) & (RING - 1);
    this.#smoothed[this.#at] = this.cycle.smoothed;
    this.phase = this.#phaseOf(this.cycle.smoothPeriod);
    return true;
  }

  /**
   * Phase of the cycle of `period` bars that ends now. The values count from the newest: sines and cosines of a whole
   * cycle add up to nothing, and so does rounding on a level they would multiply.
   */
  #phaseOf(period: number): number {
    const bars = Math.floor(period + 0.5);
    const wave = (waves[bars] ??= waveOf(bars));
    const level = this.#smoothed[this.#at]!;
    let real = 0;
    let imaginary = 0;
    for (let k = 1; k < bars; k++) {
      const value = this.#smoothed[(this.#at - k) & (RING - 1)]! - level;
      real += wave[2 * k]! * value;
      imaginary += wave[2 * k + 1]! * value;
    }
    let phase = this.phase;
    if (real === 0 && imaginary === 0) return phase;
    if (imaginary !== 0) phase = atan(real / imaginary) / RADIANS;
    else if (real < 0) phase -= 90;
    else if (real > 0) phase += 90;
    phase += 90 + 360 / period;
    if (imaginary < 0) phase += 180;
    return phase > 315 ? phase - 360 : phase;
  }
}
