import type { CorporateAction, Interval } from '@bot-v2/sdk';
import { periodsPerYearOf } from './csv/bar-spacing.js';
import type { CsvConfig } from './data-config.schema.js';
import type { LoadedBars } from './provider.js';

type Stated = Pick<CsvConfig, 'basis' | 'tradable' | 'currency' | 'periodsPerYear'>;

/** What is stated of rows, and what follows from it; `actions`, where given, are all there are. */
export function statedQuality(
  { basis, tradable, currency, periodsPerYear }: Stated,
  time: Float64Array,
  interval: Interval,
  actions: readonly CorporateAction[] | undefined,
): LoadedBars['quality'] {
  return {
    tradable,
    periodsPerYear: periodsPerYear ?? periodsPerYearOf(time, interval),
    currency,
    dividendsKnown: basis === 'total_return' || actions !== undefined,
  };
}
