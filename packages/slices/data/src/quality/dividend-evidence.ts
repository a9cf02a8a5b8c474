import { log, square } from '@bot-v2/quant/elementary';
import type { CheckedBars } from './quality-check.js';
import { returnScale } from './robust-scale.js';

/** What is wrong with a stated dividend or with the adjusted close over its ex-date. */
export type DividendFault =
  'missing_adjustment' | 'adjustment_disagrees' | 'wrong_amount' | 'phantom' | 'gain_counted_twice';

/** A stated dividend against what the prices and the adjusted close show. */
export interface DividendEvidence {
  readonly row: number;
  /** The last row this was judged by: that of the dividend, or of its twin. */
  readonly judgedAt: number;
  /** As stated, and as a fraction of the close before. */
  readonly amount: number;
  readonly yield: number;
  /** The amount the adjusted close was computed with. NaN without an adjusted close. */
  readonly implied: number;
  /** The amount that fits best; 0 for one that was not paid. */
  readonly likely: number;
  readonly fault: DividendFault | undefined;
  /** What the adjusted closes before the row are to be multiplied with; 1 where they are right. */
  readonly factor: number;
}

interface Stated {
  readonly row: number;
  readonly amount: number;
  readonly gain: number;
  readonly split: number;
  readonly before: number;
  readonly after: number;
  readonly implied: number;
  /** Whether anything traded on the ex-date: a quote carried on says nothing about the dividend. */
  readonly traded: boolean;
}

/** How far (in typical moves) the close after is from the close before without `paid`; Infinity when that is no price. */
function misfit({ before, after }: Stated, paid: number, scale: number): number {
  const left = before - paid;
  return left > 0 ? Math.abs(log(after / left)) / scale : Infinity;
}

const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;

/**
 * Whether the `disputed` amounts, rather than a hundredth of them, were paid: by the fall of the prices, and by whether
 * they are like the dividends nobody disputes.
 */
function amountsFit(disputed: readonly Stated[], others: readonly Stated[], scale: number): boolean {
  let stated = 0;
  let hundredth = 0;
  for (const dividend of disputed) {
    if (!dividend.traded && dividend.amount < dividend.before / 12) continue;
    stated += square(Math.min(misfit(dividend, dividend.amount, scale), 30));
    hundredth += square(Math.min(misfit(dividend, dividend.amount / 100, scale), 30));
  }
  // A yield of a twelfth and more at a time is rare in itself, so such amounts need the fall to speak for them.
  const large = disputed.filter(({ amount, before }) => amount > before / 12).length;
  const alike = others.length === 0 ? 0 : disputed.filter((one) => likeOthers(one, others)).length;
  return stated + 4 * large <= hundredth + 6 + likeness * alike;
}

/** What it weighs that a disputed dividend is like the others: a fall that is five typical moves off. */
const likeness = 25;

/** Whether a dividend has the yield of the others, give or take a factor of three. */
function likeOthers(one: Stated, others: readonly Stated[]): boolean {
  const yields = others.map(({ amount, before }) => amount / before).sort((a, b) => a - b);
  return Math.abs(log(one.amount / one.before / yields[yields.length >> 1]!)) < log(3);
}

/**
 * Judges the stated dividends that go ex on rows `first + 1 … end - 1`, from those rows only. The adjusted close steps
 * by `1 − D ÷ C` over an ex-date (C the close before), which gives the amount it was computed with; the fall of the
 * price over the ex-date tells which of two amounts that differ is the likelier. Yields under a tenth of a percent, and
 * rows on which a split is stated too, are only compared with the adjusted close.
 */
export function dividendEvidence(
  { columns, adjustedClose: adjusted, stated, interval }: CheckedBars,
  first: number,
  end: number,
): DividendEvidence[] {
  const { close, time } = columns;
  // Within a week or month the adjusted close may already be that of after the ex-date: the step ends a row later.
  const later = interval === '1w' || interval === '1M' ? 1 : 0;
  const all: Stated[] = [];
  for (let row = first + 1; row < end; row++) {
    const amount = stated?.dividends?.[row] ?? 0;
    if (!(amount > 0)) continue;
    const before = close[row - 1]!;
    const after = row + later;
    const step =
      adjusted === undefined || after >= end ? NaN : (adjusted[row - 1]! / before) * (close[after]! / adjusted[after]!);
    const split = stated?.splits?.[row] ?? 0;
    all.push({
      row,
      amount,
      gain: stated?.capitalGains?.[row] ?? 0,
      split: split > 0 ? split : 1,
      before,
      after: close[row]!,
      implied: before * (1 - step),
      traded: columns.volume[row]! > 0 || close[row] !== before,
    });
  }
  if (all.length === 0) return [];
  const scale = Math.max(returnScale(close, first, end), 0.005);
  const disputed = all.filter(({ implied, amount }) => implied === implied && near(implied / amount, 0.01, 0.003));
  const agreed = all.filter(({ implied, amount }) => near(implied / amount, 1, 0.1));
  const believed = disputed.length === 0 || amountsFit(disputed, agreed, scale);
  const phantoms = phantomRows(all, time, scale);
  return all.map((dividend) => {
    const { row, amount, implied, gain, split, before } = dividend;
    const given = { row, judgedAt: phantoms.get(row) ?? row, amount, yield: amount / before, implied };
    const verdict = (fault: DividendFault | undefined, likely: number, used: number): DividendEvidence => {
      const factor = (1 - likely / before) / (1 - used / before);
      const usable = fault !== undefined && Number.isFinite(factor) && factor !== 0;
      return { ...given, fault, likely, factor: usable ? factor : 1 };
    };
    // What the prices of both columns are rounded to, seen as cash.
    const noise = Math.max(0.02 * amount, 2e-5 * before);
    const known = implied === implied;
    if (phantoms.has(row)) return verdict('phantom', 0, known ? implied : 0);
    if (known && gain > 0 && near(implied, amount + gain, noise) && !near(implied, amount, noise)) {
      return verdict('gain_counted_twice', amount, implied);
    }
    if (known && split !== 1 && near(implied, amount / split, noise / split) && !near(implied, amount, noise)) {
      return verdict('wrong_amount', amount / split, implied);
    }
    const stretch = misfit(dividend, amount, scale) - misfit(dividend, amount / 100, scale);
    const tooLarge = split === 1 && given.yield > 0.1 && stretch > 4;
    if (known && near(implied, amount / 100, Math.min(0.3 * (amount / 100), noise))) {
      if (given.yield < 0.001) return verdict(undefined, amount, implied);
      return believed
        ? verdict('adjustment_disagrees', amount, implied)
        : verdict('wrong_amount', amount / 100, implied);
    }
    if (tooLarge) return verdict('wrong_amount', amount / 100, known ? implied : amount / 100);
    if (known && given.yield >= 0.001 && !near(implied, amount, Math.max(noise, 0.05 * amount))) {
      return verdict(near(implied, 0, 0.1 * amount) ? 'missing_adjustment' : 'adjustment_disagrees', amount, implied);
    }
    return verdict(undefined, amount, known ? implied : amount);
  });
}

/**
 * Of two dividends of about the same amount within a week, the row of the one that the price did not fall by, with the
 * later row of the two.
 */
function phantomRows(all: readonly Stated[], time: Float64Array, scale: number): Map<number, number> {
  const phantoms = new Map<number, number>();
  for (let i = 1; i < all.length; i++) {
    const [one, two] = [all[i - 1]!, all[i]!];
    if (time[two.row]! - time[one.row]! > 7 * 86_400_000) continue;
    if (Math.abs(log(two.amount / one.amount)) > 0.1 || two.amount < 0.005 * two.before) continue;
    const first = square(misfit(one, one.amount, scale)) + square(misfit(two, 0, scale));
    const second = square(misfit(one, 0, scale)) + square(misfit(two, two.amount, scale));
    phantoms.set(first <= second ? two.row : one.row, two.row);
  }
  return phantoms;
}
