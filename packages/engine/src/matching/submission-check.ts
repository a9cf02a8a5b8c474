import { moneyUnits } from '../costs/index.js';
import type { ExecutionSettings } from './execution.js';
import type { WorkingOrder } from './working-order.js';

type Asked = Pick<WorkingOrder, 'side' | 'quantity' | 'price'>;

/**
 * Asks orders for their cash when they are sent: each trades on paper, in full and at its own price, in an account that the
 * ones sent before it at that close have traded in. Cash that one of them overdraws stays overdrawn for the next.
 */
export class SubmissionCheck {
  private open = false;
  private cash = 0;
  /** Cash was gone before any of them. */
  private short = false;
  private readonly held: Float64Array;

  constructor(
    private readonly settings: Pick<ExecutionSettings, 'ledger' | 'funding' | 'costs' | 'instruments' | 'onMargin'>,
    legs: number,
  ) {
    this.held = new Float64Array(legs);
  }

  /** All orders of a close have been sent: the next ones are asked in the account as it is then. */
  end(): void {
    this.open = false;
  }

  /** Whether cash pays for an order at a price after those before it; it counts as traded from here on either way. */
  pays({ side: sign, quantity, price }: Asked, leg: number, market: number): boolean {
    const { ledger, funding, costs, instruments } = this.settings;
    if (!this.open) {
      this.open = true;
      this.cash = funding.available();
      this.short = this.cash < 0;
      this.held.set(ledger.quantity);
    }
    const { multiplier, contractMargin } = instruments[leg]!;
    const at = price !== 0 ? price : market;
    const held = this.held[leg]!;
    const closing = held * sign < 0 ? Math.min(quantity, Math.abs(held)) : 0;
    const opening = quantity - closing;
    if (closing > 0) {
      // What a contract has won or lost is settled when it trades.
      this.cash += contractMargin !== 0 ? contractMargin * closing : funding.freedOnPaper(leg, sign, closing, at);
    }
    if (opening > 0) this.cash -= funding.unitCost(leg, sign, at) * opening;
    this.cash -= costs.feeUnits(quantity, at, multiplier) / moneyUnits;
    this.held[leg] = held + sign * quantity;
    // A call for margin is met by making positions smaller.
    return this.cash >= 0 || (this.short && opening === 0 && this.settings.onMargin);
  }
}
