import { rowsUpTo } from '@bot-v2/sdk';
import type { Account, Bars } from '@bot-v2/sdk';
import { FillCosts, moneyUnits } from '../costs/index.js';
import { longestStretch, stretchesOf, valuesOf } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';
import { opensUntrusted } from '../frame-driver/check-legs.js';
import { writeWorth } from '../ledger/index.js';
import { settledActions } from '../price-view/index.js';

/** One symbol to hold, from its first evaluation row on. */
export interface HeldLeg {
  readonly symbol: string;
  readonly bars: Bars;
  readonly from: number;
}

/** A benchmark. */
export interface Holding {
  readonly time: Float64Array;
  readonly stretches: Stretches;
  readonly basis: 'price only' | 'with dividends';
  readonly costs: number;
}

/** A benchmark with its curve. */
export interface Benchmark extends Omit<Holding, 'stretches'> {
  readonly equity: Float64Array;
}

/** How a benchmark is held; by default as the account pays and as the data knows. */
export interface HoldingOptions {
  readonly dividends?: boolean;
  readonly costs?: boolean;
}

/** Whether a holder's dividends can be told: a raw frame whose dividends are all known. */
function withDividends(bars: Bars): boolean {
  return bars.basis === 'raw' && bars.quality.dividendsKnown;
}

/**
 * Buy and hold: the capital split equally, each part invested at its symbol's first evaluation open (first close, when
 * opens are not trusted) in fractional shares at the run's costs, then held. Splits multiply the shares; dividends are
 * kept as cash when every symbol's dividends are known, and left out otherwise (`price only`).
 */
export function buyAndHold(legs: readonly HeldLeg[], account: Account, options?: HoldingOptions): Benchmark {
  const { stretches, ...facts } = holding(legs, account, options);
  return { ...facts, equity: valuesOf(stretches) };
}

/** `buyAndHold` without its curve, which can be read. */
export function holding(legs: readonly HeldLeg[], account: Account, options: HoldingOptions = {}): Holding {
  const dividends = options.dividends ?? legs.every((leg) => withDividends(leg.bars));
  const fees = new FillCosts(
    options.costs === false ? { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } : account.terms.costs,
  );
  const share = account.capital / legs.length;
  const time = legs.map((leg) => leg.bars.time.subarray(leg.from)).reduce(merged);
  const entries = legs.map((leg) => entryOf(leg, share, fees));
  const read = () => {
    const held = legs.map((leg, k) => new HeldShares(leg, share, entries[k]!.shares, dividends));
    const values = new Float64Array(Math.min(longestStretch, time.length));
    let at = 0;
    return (count: number) => {
      const stretch = values.subarray(0, count);
      if (held.length === 1) held[0]!.writeRows(stretch);
      else {
        stretch.fill(0);
        for (const shares of held) shares.addAtTimes(stretch, time, at);
      }
      at += count;
      return stretch;
    };
  };
  return {
    time,
    stretches: { length: time.length, read },
    basis: dividends ? 'with dividends' : 'price only',
    costs: entries.reduce((sum, entry) => sum + entry.costs, 0),
  };
}

/** Two rising columns as one, equal values once. */
function merged(a: Float64Array, b: Float64Array): Float64Array {
  const all = new Float64Array(a.length + b.length);
  let length = 0;
  for (let i = 0, k = 0; i < a.length || k < b.length;) {
    const next = k >= b.length || a[i]! <= b[k]! ? a[i]! : b[k]!;
    if (a[i] === next) i++;
    if (b[k] === next) k++;
    all[length++] = next;
  }
  return all.slice(0, length);
}

/** The shares that a part of the capital buys at its symbol's entry, and what that costs. */
function entryOf({ bars, from }: HeldLeg, share: number, fees: FillCosts): { shares: number; costs: number } {
  const reference = opensUntrusted(bars) ? bars.close[from]! : bars.open[from]!;
  const price = fees.marketPrice(reference, 1);
  const shares = share / (price * (1 + fees.commissionRate));
  return { shares, costs: shares * (price - reference) + fees.feeUnits(shares, price) / moneyUnits };
}

/** The value of one holding, read forwards. */
class HeldShares {
  /** The row in force; before the entry the part of the capital that waits for it. */
  private row: number;
  private cash = 0;
  private readonly actions;
  private nextAction = 0;

  constructor(
    private readonly leg: HeldLeg,
    private readonly share: number,
    private shares: number,
    private readonly dividends: boolean,
  ) {
    const { bars, from } = leg;
    this.row = from - 1;
    // Actions at the entry bar are behind the buyer: it trades without the right.
    this.actions = settledActions(bars).filter((action) => action.exDate > bars.time[from]!);
  }

  /** Writes the value at each of the next rows of the leg, from its entry on. */
  writeRows(values: Float64Array): void {
    const { time, close } = this.leg.bars;
    for (let i = 0; i < values.length;) {
      const first = this.row + 1;
      if (time[first]! >= this.due) this.act(time[first]!);
      const stop = Math.min(values.length, i + Math.max(1, this.dueRow - first));
      writeWorth(values, i, stop, close, first, this.shares, this.cash);
      this.row += stop - i;
      i = stop;
    }
  }

  /** Adds the value at each of the next times, `time[at]` and on, to `values`. */
  addAtTimes(values: Float64Array, time: Float64Array, at: number): void {
    const { share } = this;
    const { from, bars } = this.leg;
    const { close, length } = bars;
    const times = bars.time;
    let { row, shares, cash, due } = this;
    for (let i = 0; i < values.length; i++) {
      const now = time[at + i]!;
      while (row + 1 < length && times[row + 1]! <= now) {
        if (times[++row]! < due) continue;
        this.act(times[row]!);
        ({ shares, cash, due } = this);
      }
      values[i] = values[i]! + (row < from ? share : shares * close[row]! + cash);
    }
    this.row = row;
  }

  /** Date of the next action; Infinity without one. */
  private get due(): number {
    return this.actions[this.nextAction]?.exDate ?? Infinity;
  }

  /** The row that settles it. */
  private get dueRow(): number {
    return this.due === Infinity ? Infinity : rowsUpTo(this.leg.bars.time, this.due - 0.5);
  }

  /** Settles the actions due at a time. */
  private act(time: number): void {
    for (; this.due <= time; this.nextAction++) {
      const action = this.actions[this.nextAction]!;
      if (action.type === 'split') this.shares *= action.ratio;
      else if (this.dividends) this.cash += this.shares * action.amount;
    }
  }
}

/** The curve of holding a constant fraction `exposure` of equity in the benchmark, the rest in cash without interest. */
export function atExposure(equity: Float64Array, capital: number, exposure: number): Float64Array {
  return valuesOf(stretchesAtExposure(stretchesOf(equity), capital, exposure));
}

/** `atExposure` of a curve that is read. */
export function stretchesAtExposure(held: Stretches, capital: number, exposure: number): Stretches {
  const read = () => {
    const next = held.read();
    const curve = new Float64Array(Math.min(longestStretch, held.length));
    const state = Float64Array.of(capital, capital);
    return (count: number) => {
      const stretch = curve.subarray(0, count);
      compound(next(count), exposure, stretch, state);
      return stretch;
    };
  };
  return { length: held.length, read };
}

/** Rows of `atExposure`; `state`: its value, and the equity, before them. */
function compound(equity: Float64Array, exposure: number, curve: Float64Array, state: Float64Array): void {
  let value = state[0]!;
  let before = state[1]!;
  for (let i = 0; i < equity.length; i++) {
    const now = equity[i]!;
    value *= 1 + exposure * (now / before - 1);
    before = now;
    curve[i] = value;
  }
  state[0] = value;
  state[1] = before;
}
