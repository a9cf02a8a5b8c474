import { dividendEvidence } from './dividend-evidence.js';
import type { DividendEvidence, DividendFault } from './dividend-evidence.js';
import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

/** What one fault of stated dividends is called, and how it is told. */
export interface DividendCheck extends Pick<QualityCheck, 'name' | 'title' | 'remedy'> {
  readonly faults: readonly DividendFault[];
  /** The figure named beside the stated amount. */
  readonly beside: (evidence: DividendEvidence) => string;
  /** Completes "3 dividends …". */
  readonly are: string;
}

/** Rows in which a dividend that is stated twice may lie on both sides of the turn of the year. */
const twinReach = 8;

const digits = (amount: number): number => Number(amount.toPrecision(6));

/** The amount that prices bear out. */
export const likelyAmount = ({ likely }: DividendEvidence): string => `likely ${digits(likely)}`;

/** The amount by which the adjusted close steps. */
export const adjustedAmount = ({ implied }: DividendEvidence): string => `adjusted by ${digits(implied)}`;

/** A check that names the stated dividends with certain faults, a calendar year at a time. */
export function dividendCheck({ name, title, remedy, faults, beside, are }: DividendCheck): QualityCheck {
  return {
    name,
    title,
    remedy,
    check(bars) {
      if (bars.stated?.dividends === undefined) return [];
      return findByYear({
        check: name,
        severity: 'error',
        time: bars.columns.time,
        interval: bars.interval,
        reach: twinReach,
        search: ({ start, end, first }) =>
          dividendEvidence(bars, first, end)
            .filter(({ judgedAt, fault }) => judgedAt >= start && fault !== undefined && faults.includes(fault))
            .map((found) => ({ row: found.row, text: `stated ${digits(found.amount)}, ${beside(found)}` })),
        message: (seen, where, year) =>
          `${year}: ${seen.length} ${seen.length === 1 ? 'dividend' : 'dividends'} ${are}: ${where}`,
      });
    },
  };
}
