import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { defineIndicator } from './indicator-spec.js';
import { restarting } from './restarting.js';
import type { PairStream } from './series-stream.js';

/**
 * Body of the candle in percent of its open, above 0 when it rises; 0 where the open is 0. A doji by price is one whose
 * size is at most a tenth, whatever the candles before it (the candlestick `doji` compares with those).
 * @param open opens
 * @param close closes, same length
 * @returns same length; defined from bar 0
 * @throws RangeError on unequal lengths
 */
export function bodyPercent(open: Series, close: Series): Float64Array {
  const length = requireEqualLengths('bodyPercent', open, close);
  const o = toColumn(open);
  const c = toColumn(close);
  const out = new Float64Array(length);
  for (let i = 0; i < length; i++) out[i] = share(o[i]!, c[i]!);
  return out;
}

function share(open: number, close: number): number {
  const body = close - open;
  return open === 0 ? 0 * body : (100 * body) / open;
}

/** Streaming {@link bodyPercent}. */
export function createBodyPercent(): PairStream {
  return restarting(() => ({ next: share }));
}

export const bodyPercentIndicator = defineIndicator({
  name: 'bodyPercent',
  title: 'Body of the candle in percent',
  group: 'price',
  inputs: ['open', 'close'],
  params: [],
  outputs: ['bodyPercent'],
  warmup: () => 0,
  formula: '100·(C − O)/O',
  source: 'definition; Stock.Indicators doji is |100·(C − O)/O| ≤ 0.1',
  compute: bodyPercent,
  stream: createBodyPercent,
});
