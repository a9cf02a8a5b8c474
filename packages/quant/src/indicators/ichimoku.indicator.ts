import { requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import { defineIndicator, period } from './indicator-spec.js';
import { Lag } from './lag.js';
import { createMidprice } from './midprice.indicator.js';
import { type OutputColumns, runOutputs } from './run-stream.js';
import type { Outputs, RangeStream } from './series-stream.js';
import { restarting } from './restarting.js';

/**
 * Conversion line, base line and the two spans of the cloud as they stand over this bar, in price; the spans were
 * computed `kijun` bars ago. The lagging span, today's close drawn in the past, is left out: at that bar it was not
 * known.
 * @param high highs; a NaN prefix is skipped
 * @param low lows, same length
 * @param tenkan window of the conversion line, ≥ 1; default 9
 * @param kijun window of the base line and shift of the cloud, ≥ 1; default 26
 * @param senkou window of the second span, ≥ 1; default 52
 * @returns `tenkan`, `kijun`, `senkouA` and `senkouB`, same length; NaN before bar kijun + max(tenkan, kijun, senkou) − 1
 * @throws RangeError on unequal lengths or a parameter out of range
 */
export function ichimoku(
  high: Series,
  low: Series,
  tenkan = 9,
  kijun = 26,
  senkou = 52,
): OutputColumns<'tenkan' | 'kijun' | 'senkouA' | 'senkouB'> {
  return runOutputs(
    'ichimoku',
    createIchimoku(tenkan, kijun, senkou),
    ['tenkan', 'kijun', 'senkouA', 'senkouB'],
    high,
    low,
  );
}

/**
 * Streaming {@link ichimoku}; `next` returns `tenkan`.
 * @throws RangeError when a parameter is out of range
 */
export function createIchimoku(
  tenkan = 9,
  kijun = 26,
  senkou = 52,
): RangeStream & Outputs<'tenkan' | 'kijun' | 'senkouA' | 'senkouB'> {
  requireInteger('ichimoku', 'tenkan', tenkan, 1);
  requireInteger('ichimoku', 'kijun', kijun, 1);
  requireInteger('ichimoku', 'senkou', senkou, 1);
  return restarting(() => {
    const conversion = createMidprice(tenkan);
    const base = createMidprice(kijun);
    const wide = createMidprice(senkou);
    const spanA = new Lag(kijun);
    const spanB = new Lag(kijun);
    const out = { tenkan: Number.NaN, kijun: Number.NaN, senkouA: Number.NaN, senkouB: Number.NaN };
    return Object.assign(out, {
      next(high: number, low: number): number {
        const first = conversion.next(high, low);
        const second = base.next(high, low);
        const a = spanA.next((first + second) / 2);
        const b = spanB.next(wide.next(high, low));
        if (!Number.isNaN(a + b)) {
          out.tenkan = first;
          out.kijun = second;
          out.senkouA = a;
          out.senkouB = b;
        }
        return out.tenkan;
      },
    });
  });
}

export const ichimokuIndicator = defineIndicator({
  name: 'ichimoku',
  title: 'Ichimoku cloud',
  group: 'trend',
  inputs: ['high', 'low'],
  params: [period('tenkan', 9), period('kijun', 26), period('senkou', 52)],
  outputs: ['tenkan', 'kijun', 'senkouA', 'senkouB'],
  warmup: ({ tenkan, kijun, senkou }) => kijun + Math.max(tenkan, kijun, senkou) - 1,
  formula: 'middles of the ranges of 9 and 26 bars; their mean and the middle of 52 bars, 26 bars ago',
  source: 'G. Hosoda (1969)',
  compute: ichimoku,
  stream: createIchimoku,
});
