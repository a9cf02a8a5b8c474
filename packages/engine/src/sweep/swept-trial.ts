import { FillCosts, instrumentOf, moneyUnits } from '../costs/index.js';
import { opensUntrusted } from '../frame-driver/check-legs.js';
import type { FrameRun } from '../frame-driver/index.js';
import { ActionWalk, Ledger, RoundTrips, tradesOf } from '../ledger/index.js';
import type { ActionListener } from '../ledger/index.js';
import type { FillEvent } from '../loop/index.js';
import { actionRows } from './action-rows.js';
import { sizeOf } from './fill-rows.js';
import type { SweptFills } from './fill-rows.js';
import type { SweepInput } from './sweep-input.js';

/** What a sweep found of one parameter set, as plain data: it may cross to another thread. */
export interface SweptTrial {
  readonly finalEquity: number;
  /** Worst fall from a running peak that starts at the capital: a negative fraction, or 0. */
  readonly maxDrawdown: number;
  /** Orders that became trades, an open one included. */
  readonly trades: number;
  readonly closedTrades: number;
  /** The first row that has the bars the strategy asks for. */
  readonly firstRow: number;
  readonly fills: SweptFills;
}

/** The parts of a run that statistics are made of. Its trades have no reasons. */
export type SweptRun = Pick<
  FrameRun,
  'capital' | 'time' | 'equity' | 'trades' | 'timeInMarket' | 'averageExposure' | 'firstDecision'
> & { readonly costs: { readonly total: number } };

/** Makes the run that a trial of an input was, to the last bit of what the loop writes down. */
export function sweptRun(input: SweepInput, trial: SweptTrial): SweptRun {
  return new FillReader(input).run(trial);
}

/** Walks fills and actions through the same books as the loop. */
class FillReader implements ActionListener {
  private readonly ledger: Ledger;
  private readonly trips: RoundTrips;
  private readonly costs: FillCosts;
  private readonly reference: Float64Array;
  private commissionUnits = 0;
  private adverse = 0;
  private row = 0;

  constructor(private readonly input: SweepInput) {
    const { bars, account } = input;
    this.ledger = new Ledger(account.capital, 1);
    this.trips = new RoundTrips(bars.symbol);
    this.costs = new FillCosts(account.terms.costs);
    this.reference = opensUntrusted(bars) ? bars.close : bars.open;
  }

  run({ fills, firstRow }: SweptTrial): SweptRun {
    const { ledger, trips } = this;
    const { bars, from, account } = this.input;
    const { close, time, length } = bars;
    const equity = new Float64Array(length - from);
    const settledThrough = from === 0 ? -Infinity : time[from - 1]!;
    const actions = actionRows(this.input, settledThrough);
    const walk = new ActionWalk(bars, settledThrough, instrumentOf(account.terms, bars.symbol).lot);
    let held = 0;
    let exposed = 0;
    const filled = fills.rows.subarray(fills.first, fills.first + fills.count);
    let at = 0;
    let action = 0;
    for (let row = from; row < length;) {
      if (actions[action] === row || filled[at] === row) ledger.mark[0] = row === 0 ? 0 : close[row - 1]!;
      if (actions[action] === row) {
        this.row = row;
        walk.apply(0, time[row]!, bars.open[row]!, ledger, this);
        action++;
      }
      for (; filled[at] === row; at++) this.fill(row, sizeOf(fills, at));
      const end = Math.min(length, filled[at] ?? length, actions[action] ?? length);
      const quantity = ledger.quantity[0]!;
      const cash = ledger.cash;
      if (quantity === 0) equity.fill(cash, row - from, end - from);
      else {
        held += end - row;
        for (let i = row; i < end; i++) {
          const value = quantity * close[i]!;
          const worth = cash + value;
          equity[i - from] = worth;
          exposed += value / worth;
        }
      }
      row = end;
    }
    const trades = tradesOf(trips.finished(ledger.quantity[0]!, close[length - 1]!, length - 1));
    const rows = length - from;
    return {
      capital: account.capital,
      time: time.subarray(from),
      equity,
      trades,
      timeInMarket: held / rows,
      averageExposure: exposed / rows,
      costs: { total: this.commissionUnits / moneyUnits + this.adverse },
      firstDecision: time[from === 0 ? firstRow : from - 1]!,
    };
  }

  private fill(row: number, signed: number): void {
    const { ledger, costs } = this;
    const side = signed > 0 ? 1 : -1;
    const quantity = Math.abs(signed);
    const reference = this.reference[row]!;
    const price = costs.marketPrice(reference, side);
    const feeUnits = costs.feeUnits(quantity, price);
    const before = ledger.quantity[0]!;
    const event: FillEvent = {
      order: 0,
      leg: 0,
      time: this.input.bars.time[row]!,
      row,
      side,
      quantity,
      price,
      reference,
      level: 0,
      feeUnits,
      cause: 'next-open',
      cashLimited: false,
      left: 0,
    };
    ledger.fill(0, signed, price, feeUnits);
    this.commissionUnits += feeUnits;
    this.adverse += quantity * Math.abs(price - reference);
    this.trips.fill(event, before, ledger.quantity[0]!, '');
  }

  dividend(_leg: number, units: number): void {
    this.trips.cash(units);
  }

  split(_leg: number, ratio: number, fraction: number, price: number, units: number): void {
    const { row } = this;
    this.trips.split(ratio, fraction, price, units, this.ledger.quantity[0]!, this.input.bars.time[row]!, row);
  }
}
