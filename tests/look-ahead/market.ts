import { createRandom } from '@bot-v2/quant/random';
import type { Bars, CorporateAction } from '@bot-v2/sdk';

const day = 86_400_000;

/** Rows of a market, and the first one that is judged. */
export const length = 640;
export const from = 320;

/**
 * A seeded random walk on weekdays with jumps, lively volumes and nothing to predict. Odd seeds are raw prices with
 * dividends and a split, even ones are prices as given.
 */
export function market(seed: number, symbol = 'X'): Bars {
  const random = createRandom(`${symbol}:${seed}`);
  const raw = seed % 2 === 1;
  const column = () => new Float64Array(length);
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()];
  const actions: CorporateAction[] = [];
  let price = random.uniform(20, 200);
  let at = Date.UTC(2012, 0, 2);
  for (let i = 0; i < length; i++) {
    while (new Date(at).getUTCDay() % 6 === 0) at += day;
    time[i] = at;
    if (raw && i % 160 === 150)
      actions.push({ type: 'dividend', exDate: at, amount: price * 0.01, source: 'reported' });
    if (raw && i === 450) {
      actions.push({ type: 'split', exDate: at, ratio: 2, source: 'reported' });
      price /= 2;
    }
    open[i] = price * Math.exp(random.normal(0, 0.004));
    const jump = random.next() < 0.05 ? random.normal(0, 0.07) : 0;
    price = open[i]! * Math.exp(random.normal(0, 0.014) + jump);
    close[i] = price;
    high[i] = Math.max(open[i]!, price) * Math.exp(Math.abs(random.normal(0, 0.004)));
    low[i] = Math.min(open[i]!, price) * Math.exp(-Math.abs(random.normal(0, 0.004)));
    volume[i] = Math.round(1e6 * Math.exp(random.normal(0, 0.4)));
    at += day;
  }
  return {
    symbol,
    interval: '1d',
    length,
    time,
    open,
    high,
    low,
    close,
    volume,
    basis: raw ? 'raw' : 'as_given',
    actions,
    provenance: { kind: 'synthetic', provider: 'test', source: `seed ${seed}`, contentHash: `${symbol}:${seed}` },
    quality: {
      tradable: true,
      periodsPerYear: 252,
      currency: 'USD',
      dividendsKnown: true,
      calendar: 'CRYPTO',
      findings: [],
    },
  };
}
