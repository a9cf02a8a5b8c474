import type { Ledger } from '../ledger/index.js';

/** Sums over evaluation bars of how much was held, by leg and in all. */
export class ExposureMeter {
  bars = 0;
  private barsHeld = 0;
  /** Sum of position value ÷ equity, in all and by leg. */
  exposure = 0;
  private readonly legBarsHeld: Float64Array;
  readonly legExposure: Float64Array;

  constructor(private readonly ledger: Ledger) {
    this.legBarsHeld = new Float64Array(ledger.legs);
    this.legExposure = new Float64Array(ledger.legs);
  }

  /** Counts one bar that closed with `equity`; −1 takes it back. */
  add(equity: number, sign: 1 | -1 = 1): void {
    const { ledger } = this;
    let total = 0;
    this.bars += sign;
    for (let leg = 0; leg < ledger.legs; leg++) {
      const quantity = ledger.quantity[leg]!;
      if (quantity === 0) continue;
      const value = Math.abs(quantity) * ledger.mark[leg]! * ledger.multiplier[leg]!;
      this.legBarsHeld[leg] = this.legBarsHeld[leg]! + sign;
      if (equity > 0) this.legExposure[leg] = this.legExposure[leg]! + (sign * value) / equity;
      total += value;
    }
    if (total === 0) return;
    this.barsHeld += sign;
    if (equity > 0) this.exposure += (sign * total) / equity;
  }

  /** Counts bars of a single leg, `held` of them with a position, whose exposure was summed up elsewhere. */
  record(bars: number, held: number, exposure: number): void {
    this.bars += bars;
    if (held === 0) return;
    this.barsHeld += held;
    this.legBarsHeld[0] = this.legBarsHeld[0]! + held;
    this.exposure = exposure;
    this.legExposure[0] = exposure;
  }

  /** Share of bars that ended with a position; null without bars. */
  timeInMarket(leg?: number): number | null {
    return this.bars === 0 ? null : (leg === undefined ? this.barsHeld : this.legBarsHeld[leg]!) / this.bars;
  }

  /** Mean of position value ÷ equity; null without bars. */
  average(leg?: number): number | null {
    return this.bars === 0 ? null : (leg === undefined ? this.exposure : this.legExposure[leg]!) / this.bars;
  }

  snapshot(): readonly number[] {
    return [this.bars, this.barsHeld, this.exposure, ...this.legBarsHeld, ...this.legExposure];
  }

  restore(values: readonly number[]): void {
    [this.bars, this.barsHeld, this.exposure] = values as [number, number, number];
    const n = this.ledger.legs;
    this.legBarsHeld.set(values.slice(3, 3 + n));
    this.legExposure.set(values.slice(3 + n, 3 + 2 * n));
  }
}
