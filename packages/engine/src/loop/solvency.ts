import type { Terms } from '@bot-v2/sdk';
import type { Instrument } from '../costs/index.js';
import { maintenanceOf } from '../ledger/index.js';
import type { LoopPolicies } from '../policies/index.js';
import type { DenialLog } from '../risk/index.js';
import type { Dispatcher } from './dispatcher.js';
import type { FillEvent } from './intents.js';
import type { TradingBooks } from './trading-books.js';

/** What the account's solvency is checked on. */
export interface SolvencySettings {
  readonly books: TradingBooks;
  readonly dispatcher: Dispatcher;
  readonly denials: DenialLog;
  readonly terms: Terms;
  readonly bust: LoopPolicies['bust'];
  /** A margin account is called for what it lacks. */
  readonly calls: boolean;
  readonly instruments: readonly Instrument[];
  /** Row of each leg's last bar, −1 before the first. */
  readonly rows: Int32Array;
  readonly timeOf: (leg: number) => number;
}

/** Looks after each close whether the account can go on. */
export class Solvency {
  /** True once equity was not positive: nothing decides any more. */
  stopped = false;
  /** Margin calls so far. */
  calls = 0;
  /** By leg: the order that meets its last margin call; 0 before the first. */
  private readonly called: Float64Array;

  constructor(private readonly settings: SolvencySettings) {
    this.called = new Float64Array(settings.rows.length);
  }

  /** Before a bar's equity is recorded: by convention a bankrupt account is closed at its marks and worth nothing. */
  zero(time: number): void {
    const { books, bust, rows, timeOf } = this.settings;
    const { ledger } = books;
    if ((bust !== 'zero-at-once' && bust !== 'zero-every-other') || this.stopped || ledger.equity() > 0) return;
    const equity = ledger.equity();
    for (let leg = 0; leg < rows.length; leg++) {
      this.stop(leg, equity);
      const quantity = ledger.quantity[leg]!;
      if (quantity === 0) continue;
      const mark = ledger.mark[leg]!;
      const fill: FillEvent = {
        order: 0,
        leg,
        time: Number.isFinite(time) ? time : timeOf(leg),
        row: rows[leg]!,
        side: quantity > 0 ? -1 : 1,
        quantity: Math.abs(quantity),
        price: mark,
        reference: mark,
        level: 0,
        feeUnits: 0,
        cause: 'bust',
        cashLimited: false,
        left: 0,
      };
      books.fill(fill, 'bust');
    }
    books.writeOff();
  }

  /** After a close with `equity`: a bankrupt account is liquidated at the next open, a margin call reduces it there. */
  check(equity: number): void {
    if (this.stopped) return;
    if (equity <= 0) {
      if (this.settings.bust === 'liquidate-next-open') this.liquidate(equity);
      return;
    }
    const { margin } = this.settings.terms;
    if (margin !== undefined && this.settings.calls)
      this.call(equity, maintenanceOf(this.settings.books.ledger, margin));
  }

  private stop(leg: number, equity: number): void {
    const { dispatcher, denials, rows, timeOf } = this.settings;
    this.stopped = true;
    if (rows[leg]! < 0) return;
    dispatcher.cancel(leg, timeOf(leg), null);
    denials.add(leg, rows[leg]!, timeOf(leg), 'account-stopped', `equity is ${equity}`);
  }

  /** All orders are cancelled, every position is closed at its next open, nothing else follows. */
  private liquidate(equity: number): void {
    const { dispatcher, books, rows, timeOf } = this.settings;
    for (let leg = 0; leg < rows.length; leg++) {
      this.stop(leg, equity);
      const quantity = books.ledger.quantity[leg]!;
      if (rows[leg]! < 0 || quantity === 0) continue;
      dispatcher.reduce(leg, timeOf(leg), quantity, Math.abs(quantity), 'liquidation');
    }
  }

  /**
   * Equity is below the maintenance requirement: every position is cut by the same share, up to whole lots; not one that an
   * earlier call is still cutting, because its bar has not come or its volume did not do.
   */
  private call(equity: number, required: number): void {
    const { dispatcher, books, rows, timeOf, instruments } = this.settings;
    if (equity >= required) return;
    this.calls++;
    const share = 1 - equity / required;
    for (let leg = 0; leg < rows.length; leg++) {
      const quantity = books.ledger.quantity[leg]!;
      if (quantity === 0 || dispatcher.works(leg, this.called[leg]!)) continue;
      const { floor, lot } = instruments[leg]!;
      const cut = Math.min(Math.abs(quantity), floor(Math.abs(quantity) * share) + lot);
      this.called[leg] = dispatcher.reduce(leg, timeOf(leg), quantity, cut, 'margin call');
    }
  }

  /** The order that meets a leg's last margin call, which no strategy may touch; 0 before the first. */
  callOf(leg: number): number {
    return this.called[leg]!;
  }

  snapshot(): SolvencySnapshot {
    return { stopped: this.stopped, calls: this.calls, called: [...this.called] };
  }

  restore(snapshot: SolvencySnapshot): void {
    this.stopped = snapshot.stopped;
    this.calls = snapshot.calls;
    this.called.set(snapshot.called);
  }
}

/** Plain copy of where solvency stands. */
export interface SolvencySnapshot {
  readonly stopped: boolean;
  readonly calls: number;
  readonly called: readonly number[];
}
