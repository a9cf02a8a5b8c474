/** The references' work as a user of bot-v2 would write it: one share long or flat by two moving averages. */
import { reportOf, runFrames, statsOf, summariseFrames } from '@bot-v2/engine';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';

/** Moving averages summed as the reference sums them: `fused` adds, then takes away; `rolling` adds the difference. */
const averages = {
  fused: (x, n) => {
    const mean = new Float64Array(x.length).fill(NaN, 0, n - 1);
    let sum = 0;
    for (let i = 0; i < x.length; i++) {
      sum += x[i];
      if (i >= n) sum -= x[i - n];
      if (i >= n - 1) mean[i] = sum * (1 / n);
    }
    return mean;
  },
  rolling: (x, n) => {
    const mean = new Float64Array(x.length).fill(NaN, 0, n - 1);
    let sum = 0;
    for (let i = 0; i < x.length; i++) {
      sum += x[i] - (i < n ? 0 : x[i - n]);
      if (i >= n - 1) mean[i] = sum * (1 / n);
    }
    return mean;
  },
};

/**
 * The position after each row, both averages summed as the reference does that keeps none of them: two loops, one while flat
 * and one while long.
 */
function positions(x, fast, slow) {
  const [n, short, long] = [x.length | 0, fast | 0, slow | 0];
  const wanted = new Int8Array(n);
  let sumOfFast = 0;
  let sumOfSlow = 0;
  for (let i = 0; i < long; i++) {
    sumOfSlow += x[i];
    sumOfFast += x[i];
    if (i >= short) sumOfFast -= x[i - short];
  }
  let before = sumOfFast * long - sumOfSlow * short;
  let i = long;
  for (;;) {
    for (; i < n; i = (i + 1) | 0) {
      const value = x[i];
      sumOfFast = sumOfFast + value - x[(i - short) | 0];
      sumOfSlow = sumOfSlow + value - x[(i - long) | 0];
      const now = sumOfFast * long - sumOfSlow * short;
      const up = now > 0 && before <= 0;
      before = now;
      if (up) break;
    }
    if (i >= n) return wanted;
    wanted[i] = 1;
    for (i = (i + 1) | 0; i < n; i = (i + 1) | 0) {
      const value = x[i];
      sumOfFast = sumOfFast + value - x[(i - short) | 0];
      sumOfSlow = sumOfSlow + value - x[(i - long) | 0];
      const now = sumOfFast * long - sumOfSlow * short;
      const down = now < 0 && before >= 0;
      before = now;
      if (down) break;
      wanted[i] = 1;
    }
    if (i >= n) return wanted;
    i = (i + 1) | 0;
  }
}

const common = {
  id: 'crossover',
  version: '1.0.0',
  params: z.object({ fast: z.number().default(10), slow: z.number().default(20) }),
  warmup: (p) => p.slow,
  scaleFree: true,
};

const averagesOf = (average) => ({
  ...common,
  prepare: (bars, p) => ({ fast: average(bars.close, p.fast), slow: average(bars.close, p.slow) }),
});

/** By code at every bar, as the event loop of W4 does: what is measured there is the cost of a bar that calls. */
const crossoverByBar = (average) =>
  defineStrategy({
    ...averagesOf(average),
    onBar: ({ cols, account, out }) => {
      const now = cols.fast.now - cols.slow.now;
      if (now > 0) {
        if (account.quantity === 0 && cols.fast.ago(1) - cols.slow.ago(1) <= 0) out.order({ side: 'buy', quantity: 1 });
      } else if (now < 0) {
        if (account.quantity > 0 && cols.fast.ago(1) - cols.slow.ago(1) >= 0) out.order({ side: 'sell', quantity: 1 });
      }
    },
  });

/** By signals, made in one loop. */
const crossoverBySignals = defineStrategy({
  ...common,
  prepare: (bars, p) => ({ wanted: positions(bars.close, p.fast, p.slow) }),
  position: 'wanted',
});

/** By two columns that are compared. */
const crossoverByColumns = (average) =>
  defineStrategy({ ...averagesOf(average), position: { crosses: ['fast', 'slow'] } });

/** Columns of the reference as a frame. */
export function barsOf(column) {
  const time = column('t');
  return {
    symbol: 'M1',
    interval: '1m',
    length: time.length,
    time,
    open: column('o'),
    high: column('h'),
    low: column('l'),
    close: column('c'),
    volume: column('v'),
    basis: 'as_given',
    actions: [],
    provenance: { kind: 'synthetic', provider: 'bench', source: 'a seeded random walk', contentHash: '' },
    quality: { tradable: true, periodsPerYear: 252 * 390, currency: 'USD', dividendsKnown: false, findings: [] },
  };
}

/**
 * Functions that run the work once and give its final equity: `summary` (the few figures of a search, decided by signals),
 * `loop` (the curve, and a log of orders and fills), `full` (and trades and statistics, decided by signals; trades
 * as columns, as the reference keeps its fills), `summaryByColumns` and `fullByColumns` (the same, decided by two columns),
 * `report` (the look-ahead probe, the statistics of the account and its benchmarks, the order hash; lists of trades, executions
 * and curves are made for who reads them).
 */
export function crossoverProduct(bars, summation) {
  const account = flatAccount(1_000_000, { costs: { commissionRate: 0.002, halfSpreadBps: 0, slippageBps: 0 } });
  const inputOf = (strategy) => ({ legs: [{ symbol: 'M1', bars, from: 0, strategy }], account });
  const input = inputOf(crossoverByBar(averages[summation]));
  const bySignals = inputOf(crossoverBySignals);
  const byColumns = inputOf(crossoverByColumns(averages[summation]));
  const last = ({ equity }) => equity[equity.length - 1];
  const full = (decided) => {
    const run = runFrames({ ...decided, probe: false });
    const { capital, equity, time, tradeColumns, timeInMarket, averageExposure, costs } = run;
    const { periodsPerYear } = bars.quality;
    statsOf({
      ...{ capital, equity, time, trades: tradeColumns, timeInMarket, averageExposure, periodsPerYear },
      ...{ costs: costs.total, startTime: time[0], riskFree: 0, seed: 1 },
    });
    return last(run);
  };
  return {
    summary: () => summariseFrames(bySignals).finalEquity,
    summaryByColumns: () => summariseFrames(byColumns).finalEquity,
    loop: () => last(runFrames({ ...input, probe: false })),
    full: () => full(bySignals),
    fullByColumns: () => full(byColumns),
    report: () => {
      const { lookAhead, stats } = reportOf(runFrames(input)).portfolio;
      if (lookAhead.points === 0) throw new Error('the run was not probed');
      return stats.finalEquity;
    },
  };
}

/** Fees are rounded to 1e-4: over 55,110 fills that adds up to less than this. */
const tolerance = 0.05;

/** Milliseconds of one call, which must give the reference's final equity. */
export function timed(work, finalEquity) {
  const began = performance.now();
  const equity = work();
  const ms = performance.now() - began;
  if (!(Math.abs(equity - finalEquity) < tolerance))
    throw new Error(`final equity is ${equity}, the reference has ${finalEquity}`);
  return ms;
}

/** The middle value. */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
