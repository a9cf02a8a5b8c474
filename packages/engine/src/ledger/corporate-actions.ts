import { BotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { lotOf } from '../costs/index.js';
import { dividendMultiplier, settledActions } from '../price-view/index.js';
import type { SettledAction } from '../price-view/index.js';
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
 * right, in the order of `settledActions`: by ex-date, of one date the dividend first.
 *
 * A cash dividend, ordinary or special, is credited (short: debited) on the shares held at the close before. It changes
 * no order: resting prices stay where they are, as of orders marked "do not reduce" (the exception of FINRA rule 5330),
 * so that a stop within the dividend's reach is hit at the ex-date open.
 *
 * A split multiplies shares and divides the prices of the position. What it leaves of less than a share, or than the lot
 * where parts of a share are traded, is paid in cash at that bar's raw open; when several actions fall between two bars they act on the unrounded
 * quantity, and the fraction is settled once, in shares of the day it is paid.
 */
export class ActionWalk {
  private next = 0;
  private symbol: string;
  private actions: readonly SettledAction[];
  /** Actions of the frame with ex-date ≤ this have been passed. */
  private seenThrough: number;

  /**
   * Actions with ex-date ≤ `after` are behind already.
   * @param lot the smallest quantity that can be traded
   */
  constructor(
    bars: Bars,
    after: number,
    private readonly lot: number,
  ) {
    this.symbol = bars.symbol;
    this.actions = settledActions(bars);
    this.seenThrough = after;
    while (this.due(after)) this.next++;
  }

  /**
   * The same leg, its frame grown: the actions already passed stay passed.
   * @throws BOT_DATA_MALFORMED when the frame now has more, or fewer, of those: its position can no longer be right
   */
  grow(bars: Bars): void {
    const actions = settledActions(bars);
    const start = bars.time[0] ?? Infinity;
    const passed = (list: readonly SettledAction[]) =>
      list.filter(({ exDate }) => exDate > start && exDate <= this.seenThrough);
    const [before, now] = [passed(this.actions), passed(actions)];
    if (before.length !== now.length) throw revised(bars.symbol, before, now);
    this.symbol = bars.symbol;
    this.actions = actions;
    this.next = actions.filter(({ exDate }) => exDate <= this.seenThrough).length;
    this.seenThrough = bars.time[bars.length - 1] ?? this.seenThrough;
  }

  /** Whether an action is due at a bar that opens at `time`. */
  due(time: number): boolean {
    return this.next < this.actions.length && this.actions[this.next]!.exDate <= time;
  }

  /**
   * Settles what is due at a bar that opens at `time` with raw price `open`.
   * @throws BOT_DATA_MALFORMED for a dividend that is not smaller than the price it comes out of
   */
  apply(leg: number, time: number, open: number, ledger: Ledger, listener: ActionListener): void {
    let ratio = 1;
    let reference = ledger.mark[leg]!;
    while (this.due(time)) {
      const action = this.actions[this.next++]!;
      if (action.type === 'split') {
        ratio *= action.ratio;
        reference /= action.ratio;
      } else if (ledger.quantity[leg] !== 0) {
        const left = dividendMultiplier(this.symbol, action, reference);
        ledger.adjustedEntry[leg] = ledger.adjustedEntry[leg]! * left;
        listener.dividend(leg, ledger.credit(leg, ledger.quantity[leg]! * ratio * action.amount));
        reference -= action.amount;
      }
    }
    if (ratio !== 1) this.split(leg, ratio, open, ledger, listener);
  }

  private split(leg: number, ratio: number, open: number, ledger: Ledger, listener: ActionListener): void {
    const multiplied = ledger.quantity[leg]! * ratio;
    // Of a large lot single shares can be held.
    const unit = Math.min(1, this.lot);
    const units = multiplied / unit;
    const finest = this.lot <= lotOf(true);
    const exact = finest || isWhole(units);
    // + 0: no negative zero for a short that is gone.
    const kept = (finest ? multiplied : (exact ? Math.round(units) : Math.trunc(units)) * unit) + 0;
    const fraction = exact ? 0 : multiplied - kept;
    ledger.split(leg, ratio, kept);
    const paid = fraction === 0 ? 0 : ledger.credit(leg, fraction * open);
    listener.split(leg, ratio, fraction, open, paid);
  }

  /** Number of actions passed. */
  get position(): number {
    return this.next;
  }

  set position(next: number) {
    this.next = next;
    this.seenThrough = Math.max(this.seenThrough, this.actions[next - 1]?.exDate ?? -Infinity);
  }
}

/** Whether shares × ratio is a whole number up to the rounding of the product: a third of three million is. */
function isWhole(shares: number): boolean {
  return Math.abs(shares - Math.round(shares)) <= 1e-9 + Math.abs(shares) * 2 * Number.EPSILON;
}

function revised(symbol: string, before: readonly SettledAction[], now: readonly SettledAction[]): BotError {
  const key = ({ type, exDate }: SettledAction) => `${type} of ${new Date(exDate).toISOString().slice(0, 10)}`;
  const [more, fewer, what] = now.length > before.length ? [now, before, 'has appeared'] : [before, now, 'is gone'];
  const known = fewer.map(key);
  const names = more.map(key).filter((name) => !known.includes(name));
  return new BotError(
    'BOT_DATA_MALFORMED',
    `${symbol}: a ${names.join(', ') || 'second action of one day'} ${what} after its bar was traded`,
    {
      details: { symbol, before: before.length, now: now.length },
      hint: 'Compare the position with the broker, then start the session anew from corrected data.',
    },
  );
}
