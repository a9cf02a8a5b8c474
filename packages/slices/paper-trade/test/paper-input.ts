import { loadSample } from '@bot-v2/sample-data';
import { defineStrategy, fixedChoice, flatAccount } from '@bot-v2/sdk';
import type { Account, AnyStrategy, Bars } from '@bot-v2/sdk';
import { z } from 'zod';
import type { PaperInput } from '../src/session-legs.js';

/** Above its average: long, with a stop; far below it: a limit order that may rest. */
export const crossing: AnyStrategy = defineStrategy({
  id: 'crossing',
  version: '1.0.0',
  params: z.strictObject({ n: z.number().int().min(2).default(5) }),
  warmup: (p) => p.n,
  scaleFree: true,
  prepare: (bars, p, ta) => ({ close: bars.close, average: ta.sma(bars.close, p.n) }),
  onBar: ({ cols, out }) => {
    const close = cols.close.now;
    if (close < cols.average.now * 0.99) {
      out.target(0);
      out.order({ side: 'buy', quantity: 3, limit: close * 0.98, reason: 'dip' });
    } else if (close > cols.average.now) out.target(1, { stopLoss: close * 0.97 });
  },
});

/** Bundled real bars, rows `from` up to (not including) `to`, as a frame. */
export function sampleBars(symbol: string, from = 0, to = Infinity): Bars {
  const sample = loadSample(symbol);
  const column = (name: 'time' | 'open' | 'high' | 'low' | 'close' | 'volume') =>
    Float64Array.from(sample[name]).slice(from, Math.min(to, sample.length));
  const time = column('time');
  return {
    symbol,
    interval: sample.interval,
    length: time.length,
    time,
    ...{
      open: column('open'),
      high: column('high'),
      low: column('low'),
      close: column('close'),
      volume: column('volume'),
    },
    basis: sample.basis,
    actions: sample.actions
      .filter(({ exDate }) => exDate >= time[0]! && exDate <= time[time.length - 1]!)
      .map((action) =>
        action.type === 'split'
          ? action
          : { type: action.type, exDate: action.exDate, amount: action.amount, source: action.source },
      ),
    provenance: {
      kind: 'real',
      provider: 'sample',
      source: '@bot-v2/sample-data',
      contentHash: `${sample.sha256}:${from}:${to}`,
    },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
  };
}

/** An input that trades `frames` with `crossing`, each from its middle on. */
export function paperInput(frames: readonly Bars[], account: Account = flatAccount(100_000)): PaperInput {
  const strategy = { provider: 'inline', id: 'crossing', version: '1.0.0', params: { n: 5 } };
  return {
    evaluations: Object.fromEntries(frames.map((bars) => [bars.symbol, { bars, from: bars.length >> 1 }])),
    choices: Object.fromEntries(frames.map(({ symbol }) => [symbol, fixedChoice(symbol, strategy)])),
    account,
  };
}

/** Forty bars of AAPL, traded over the last twenty: with the 7:1 split of 2014-06-09 and a dividend before it. */
export function smallInput(): PaperInput {
  const split = loadSample('AAPL').time.findIndex((time) => time >= Date.UTC(2014, 5, 9));
  return paperInput([sampleBars('AAPL', split - 30, split + 10)]);
}
