import type { Bars, CorporateAction } from '@bot-v2/sdk';
import { floorQuantity, toMoneyUnits } from '../costs/index.js';
import { settledActions } from '../price-view/index.js';
import type { Ledger } from './ledger.js';

/** Told of what an action did to a held or resting quantity. */
export interface ActionListener {
  /** `units` of cash (1e-4) moved to or from the holder of leg `leg`. */
  dividend(leg: number, units: number): void;
  /** Quantities were multiplied by `ratio`; `fractionUnits` of cash paid for `fraction` of a share at `price`. */
  split(leg: number, ratio: number, fraction: number, price: number, fractionUnits: number): void;
}

/**
 * Walks the actions of one leg's frame and settles each before the open of the first bar that trades without the
 * right: a dividend on the position held at the close before, then a split. Without fractional shares the fraction a
 * split leaves is paid in cash at that bar's raw open.
 */
export class ActionWalk {
  private next = 0;
  private actions: readonly CorporateAction[];

  /** Actions with ex-date ≤ `after` are behind already. */
  constructor(
    bars: Bars,
    after: number,
    private readonly fractional: boolean,
  ) {
    this.actions = settledActions(bars);
    this.skip(after);
  }

  /** Moves behind every action with ex-date ≤ `time` without settling it. */
  private skip(time: number): void {
    while (this.next < this.actions.length && this.actions[this.next]!.exDate <= time) this.next++;
  }

  /** The same leg, its frame grown: the actions already passed stay passed. */
  grow(bars: Bars): void {
    this.actions = settledActions(bars);
  }

  /** Whether an action is due at a bar that opens at `time`. */
  due(time: number): boolean {
    return this.next < this.actions.length && this.actions[this.next]!.exDate <= time;
  }

  /** Settles what is due at a bar that opens at `time` with raw price `open`. */
  apply(leg: number, time: number, open: number, ledger: Ledger, listener: ActionListener): void {
    while (this.due(time)) {
      const action = this.actions[this.next++]!;
      if (action.type === 'dividend') {
        if (ledger.quantity[leg] === 0) continue;
        listener.dividend(leg, ledger.credit(leg, ledger.quantity[leg]! * action.amount));
      } else this.split(leg, action.ratio, open, ledger, listener);
    }
  }

  private split(leg: number, ratio: number, open: number, ledger: Ledger, listener: ActionListener): void {
    const multiplied = ledger.quantity[leg]! * ratio;
    const kept = this.fractional ? multiplied : Math.sign(multiplied) * floorQuantity(Math.abs(multiplied), false);
    const fraction = Math.abs(multiplied - kept) < 1e-9 ? 0 : multiplied - kept;
    ledger.quantity[leg] = kept;
    ledger.averagePrice[leg] = kept === 0 ? NaN : ledger.averagePrice[leg]! / ratio;
    ledger.mark[leg] = ledger.mark[leg]! / ratio;
    const units = fraction === 0 ? 0 : toMoneyUnits(fraction * open);
    if (units !== 0) ledger.credit(leg, fraction * open);
    listener.split(leg, ratio, fraction, open, units);
  }

  /** Number of actions passed. */
  get position(): number {
    return this.next;
  }

  set position(next: number) {
    this.next = next;
  }
}
