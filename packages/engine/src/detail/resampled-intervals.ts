import { expm1, log, log1p } from '@bot-v2/quant/elementary';
import { createRandom } from '@bot-v2/quant/random';
import * as statistics from '@bot-v2/quant/statistics';
import type { Intervals } from '@bot-v2/sdk';
import { coverage, longestResampled, meanBlock } from '../report/index.js';

/** Bars walked in all: long curves get fewer draws. */
const budget = 10_000_000;
const fewestDraws = 500;

/**
 * 95 % intervals of total return and maximum drawdown by the stationary bootstrap (Politis and Romano 1994) of per-bar
 * returns, the Sharpe interval taken as given. Each draw is a whole path: its growth, and its deepest fall from a running
 * high that starts at capital. Null for fewer than 20 returns, without draws, or for an account that was ever not solvent
 * (empty returns). Curves longer than the Sharpe interval resamples get the normal limit for the return, and no interval
 * for the drawdown.
 */
export function resampledIntervals(
  returns: Float64Array,
  sharpe: readonly [number, number] | null,
  { draws, seed }: { readonly draws: number; readonly seed: number },
): Intervals {
  const n = returns.length;
  const fixed = { level: coverage, meanBlock, sharpe: sharpe === null ? null : ([...sharpe] as [number, number]) };
  if (n < 20 || draws === 0) return { ...fixed, draws: 0, totalReturn: null, maxDrawdown: null };
  const logs = returns.map((r) => log1p(r));
  if (n > longestResampled) return { ...fixed, draws: 0, totalReturn: limitInterval(logs), maxDrawdown: null };
  const count = Math.min(draws, Math.max(fewestDraws, Math.floor(budget / n)));
  const growth = new Float64Array(count);
  const falls = new Float64Array(count);
  const random = createRandom(seed);
  const logStay = log1p(-1 / meanBlock);
  for (let k = 0; k < count; k++) {
    let level = 0;
    let peak = 0;
    let worst = 0;
    for (let left = n; left > 0;) {
      let row = Math.floor(random.next() * n);
      const drawn = Math.floor(log(1 - random.next()) / logStay) + 1;
      const length = drawn < left ? drawn : left;
      for (let j = 0; j < length; j++) {
        level += logs[row]!;
        if (level > peak) peak = level;
        else if (level - peak < worst) worst = level - peak;
        if (++row === n) row = 0;
      }
      left -= length;
    }
    growth[k] = expm1(level);
    falls[k] = expm1(worst);
  }
  return { ...fixed, draws: count, totalReturn: percentiles(growth), maxDrawdown: percentiles(falls) };
}

function percentiles(values: Float64Array): [number, number] {
  const sorted = values.sort();
  return [
    statistics.quantileSorted(sorted, (1 - coverage) / 2)!,
    statistics.quantileSorted(sorted, (1 + coverage) / 2)!,
  ];
}

/** The limit for a long series: normal in the log, with the variance the stationary bootstrap gives a sum. One pass. */
function limitInterval(logs: Float64Array): [number, number] {
  const n = logs.length;
  const mean = statistics.mean(logs)!;
  const stay = 1 - 1 / meanBlock;
  let own = 0;
  let crossed = 0;
  let past = 0;
  for (let i = 0; i < n; i++) {
    const d = logs[i]! - mean;
    own += d * d;
    crossed += d * past;
    past = stay * (past + d);
  }
  const half = statistics.normalQuantile((1 + coverage) / 2) * Math.sqrt(Math.max(0, own + 2 * crossed));
  return [expm1(n * mean - half), expm1(n * mean + half)];
}
