import type { Bars, Terms } from '@bot-v2/sdk';
import { moneyUnits, toMoneyUnits } from '../costs/index.js';
import { interestOn, writeWorth } from '../ledger/index.js';
import { actionMark, isFill } from './event-log.js';
import type { EventCursor, EventLog } from './event-log.js';

/** Money and position before a row: shares, the leg's cash flows so far and cash, both in money units. */
export interface MoneyState {
  readonly row: number;
  readonly position: number;
  readonly flowUnits: number;
  readonly cashUnits: number;
}

/**
 * Money and position of a log, event by event as the ledger booked them: what was worth how much at a close follows from
 * them and the close, to the last bit, and is written down by nobody while the run goes on.
 */
export class MoneyReplay {
  private row: number;
  private position: number;
  private flowUnits: number;
  private cashUnits: number;
  private readonly event: EventCursor;
  /** Row of the event that is booked next; Infinity at the end of the log. */
  private eventRow = 0;
  private readonly accrues: boolean;

  /** @param start where the log begins */
  constructor(
    log: EventLog,
    start: MoneyState,
    private readonly bars: Bars,
    private readonly terms: Terms,
  ) {
    ({ row: this.row, position: this.position, flowUnits: this.flowUnits, cashUnits: this.cashUnits } = start);
    this.accrues = terms.cashInterest !== 0;
    this.event = log.from(0);
    this.advance();
  }

  /** Writes equity at the closes of the next rows, as many as there are `values`. */
  writeEquity(values: Float64Array): void {
    this.write(values, () => this.cashUnits);
  }

  /** Writes the leg's profit at the closes of the next rows: its cash flows so far and its position. */
  writeProfit(values: Float64Array): void {
    this.write(values, () => this.flowUnits);
  }

  private write(values: Float64Array, money: () => number): void {
    for (let i = 0; i < values.length;) {
      const stop = i + this.rows(values.length - i);
      writeWorth(values, i, stop, this.bars.close, this.row, this.position, money() / moneyUnits);
      this.row += stop - i;
      i = stop;
    }
  }

  /** Books what happens before the close of the next row; for how many rows, `most` at most, that holds. */
  private rows(most: number): number {
    if (this.accrues) {
      const { row } = this;
      const { time } = this.bars;
      const elapsedMs = row === 0 ? 0 : time[row]! - time[row - 1]!;
      this.cashUnits += toMoneyUnits(interestOn(this.cashUnits, this.terms, elapsedMs));
    }
    while (this.eventRow <= this.row) this.book();
    return this.accrues ? 1 : Math.min(most, this.eventRow - this.row);
  }

  private book(): void {
    const { data, at, mark } = this.event;
    if (mark === actionMark) {
      this.position = data[at + 2]!;
      this.flowUnits = data[at + 3]!;
      this.cashUnits = data[at + 4]!;
    } else {
      const flow = -toMoneyUnits(data[at + 3]! * data[at + 4]!) - data[at + 5]!;
      this.position = data[at + 6]!;
      this.flowUnits += flow;
      this.cashUnits += flow;
    }
    this.advance();
  }

  /** Goes on to the next event that moves money or the position. */
  private advance(): void {
    const { event } = this;
    while (event.next()) {
      if (!isFill(event.mark) && event.mark !== actionMark) continue;
      this.eventRow = event.data[event.at + 1]!;
      return;
    }
    this.eventRow = Infinity;
  }
}
