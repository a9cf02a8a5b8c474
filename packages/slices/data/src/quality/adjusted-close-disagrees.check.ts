import type { QualityCheck } from './quality-check.js';
import { findByYear } from './year-rows.js';

const name = 'adjusted_close_disagrees';
const limit = 0.1;
const fewestRows = 20;
const halfCent = 0.005;

/**
 * The source's adjusted close, when it gives one: adjusted ÷ close is a factor that changes on ex-dates only, beyond
 * what rounding both to cents allows. A factor that moves on more than a tenth of a year's bars was not computed by
 * dividing (dividends subtracted, or close already adjusted). Years with fewer than 20 pairs are not judged.
 */
export const adjustedCloseDisagrees: QualityCheck = {
  name,
  title: 'adjusted close ÷ close changes on more than 10 % of the bars of a calendar year',
  remedy: 'do not use the adjusted close; give raw prices and the dividends',
  check({ columns: { time, close }, adjustedClose: adjusted, interval }) {
    if (adjusted === undefined) return [];
    return findByYear({
      check: name,
      severity: 'warning',
      time,
      interval,
      reach: 0,
      search({ start, end }) {
        const pairs = end - start - 1;
        const seen: { row: number; text: string }[] = [];
        for (let row = start + 1; row < end; row++) {
          const before = adjusted[row - 1]! / close[row - 1]!;
          const factor = adjusted[row]! / close[row]!;
          const rounding =
            before * halfCent * (1 / adjusted[row - 1]! + 1 / close[row - 1]!) +
            factor * halfCent * (1 / adjusted[row]! + 1 / close[row]!);
          if (Math.abs(factor - before) > rounding) seen.push({ row, text: String(pairs) });
        }
        return pairs < fewestRows || seen.length <= limit * pairs ? [] : seen;
      },
      message: (seen, _, year) =>
        `${year}: adjusted close ÷ close changes on ${seen.length} of ${seen[0]!.text} bars, so it is no proportional adjustment; it is not used`,
    });
  },
};
