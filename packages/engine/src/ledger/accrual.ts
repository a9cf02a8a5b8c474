import type { Terms } from '@bot-v2/sdk';
import { moneyUnits } from '../costs/index.js';
import type { LoopPolicies } from '../policies/index.js';
import type { Ledger } from './ledger.js';

const millisecondsPerYear = 365 * 86_400_000;

/** Told of money that time alone moves. */
export interface AccrualListener {
  interest(units: number): void;
  borrow(leg: number, units: number): void;
}

/** Whether time alone moves money under these terms. */
export function accrues(terms: Terms): boolean {
  return terms.cashInterest !== 0 || (terms.borrowRate ?? 0) !== 0 || (terms.margin?.interest ?? 0) !== 0;
}

/** Interest that a balance of cash, in money units, earns (or owes) under these terms in calendar time (act/365), in currency. */
export function interestOn(cashUnits: number, terms: Terms, elapsedMs: number): number {
  if (!(elapsedMs > 0)) return 0;
  const rate = cashUnits > 0 ? terms.cashInterest : (terms.margin?.interest ?? 0);
  return (cashUnits / moneyUnits) * rate * (elapsedMs / millisecondsPerYear);
}

/**
 * Interest on cash and the fee on short positions for calendar time (act/365): positive cash earns `cashInterest`, borrowed
 * cash costs the margin rate, what is short costs `borrowRate` on its value at the marks unless conventions differ. Cash is what a statement shows:
 * futures settled, their margin posted; the notional of a future is neither lent nor borrowed.
 */
export function accrue(
  ledger: Ledger,
  terms: Terms,
  elapsedMs: number,
  listener?: AccrualListener,
  borrowFee: LoopPolicies['borrowFee'] = 'short-value',
): void {
  if (!(elapsedMs > 0)) return;
  const years = elapsedMs / millisecondsPerYear;
  const cashUnits = ledger.hasFutures ? ledger.settledCash() * moneyUnits : ledger.cashUnits;
  const interest = interestOn(cashUnits, terms, elapsedMs);
  if (interest !== 0) {
    const units = ledger.creditInterest(interest);
    listener?.interest(units);
  }
  const { borrowRate = 0 } = terms;
  if (borrowRate === 0) return;
  for (let leg = 0; leg < ledger.legs; leg++) {
    const charged = chargedOn(ledger, leg, borrowFee);
    if (charged === 0) continue;
    const units = ledger.chargeBorrow(leg, charged * borrowRate * years);
    listener?.borrow(leg, units);
  }
}

/** What the fee on a leg's position is a part of; 0 for none. */
function chargedOn(ledger: Ledger, leg: number, borrowFee: LoopPolicies['borrowFee']): number {
  const quantity = ledger.quantity[leg]!;
  if (quantity === 0 || (quantity > 0 && borrowFee !== 'all-entries')) return 0;
  if (borrowFee !== 'short-value') return Math.abs(quantity) * ledger.averagePrice[leg]!;
  return ledger.contractMargin[leg] !== 0 ? 0 : -ledger.valueOf(leg);
}
