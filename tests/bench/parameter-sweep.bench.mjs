/**
 * W2: 1,000 parameter sets of a moving-average cross against C, through the evaluator of a study: 2,148 daily bars in one
 * thread, 100,000 one-minute bars in two. Every round computes all averages anew; the threads stand ready before it.
 */
import { flatAccount } from '@bot-v2/sdk';
import { searchGrid, trialEvaluator } from '@bot-v2/slice-optimize';
import { barsOf, median } from './crossover-product.mjs';
import { crossover } from './crossover.strategy.mjs';
import { missingDaily, missingReference, referencePrograms } from './reference-programs.mjs';

export const name = 'W2';

const account = flatAccount(1_000_000, { costs: { commissionRate: 0.002, halfSpreadBps: 0, slippageBps: 0 } });
const module = { url: new URL('./crossover.strategy.mjs', import.meta.url).href, export: 'crossover' };

/** Fees are rounded to 1e-4: over a thousand sets and their fills that adds up to less than this. */
const rounding = 2;

/**
 * Milliseconds of one evaluation of the grid, which must give the reference's final equities and trades; but for a few
 * crosses by the last bit of an average, which `ta.sma` adds up in another order than the reference.
 */
async function timed(evaluator, sets, line, nearTies) {
  const began = performance.now();
  const outcomes = await evaluator.evaluate(sets);
  const ms = performance.now() - began;
  const check = outcomes.reduce((sum, { finalEquity }) => sum + finalEquity, 0);
  const trades = outcomes.reduce((sum, outcome) => sum + outcome.trades, 0);
  if (!outcomes.every(({ swept }) => swept)) throw new Error('not all trials were swept');
  if (!(Math.abs(trades - line.trades) <= nearTies && Math.abs(check - line.chk) <= rounding + nearTies))
    throw new Error(`${trades} trades and equities of ${check}, the reference has ${line.trades} and ${line.chk}`);
  return ms;
}

export async function measure({ rounds, progress }) {
  const missing = missingReference() ?? missingDaily();
  if (missing !== null) {
    progress(`skipped: ${missing}`);
    return [];
  }
  const reference = referencePrograms();
  const pool = [];
  try {
    const { combinations: sets } = searchGrid(crossover, {}, 1000);
    const bench = (set, length) => ({
      strategy: crossover,
      history: barsOf((k) => reference.column(k, set).subarray(0, length)),
      from: 0,
      account,
    });
    const daily = bench('daily', Infinity);
    const minutes = bench('m1', 100_000);
    const two = trialEvaluator(minutes, { workers: 2, module });
    pool.push(two);
    const works = [
      {
        workload: 'W2 daily, one thread / C',
        ...{ must: 2, aim: 1.3, runs: 15, nearTies: 0 },
        evaluator: () => trialEvaluator(daily, { workers: 0 }),
        line: () => reference.run('reference', 'w2', 'daily', 1_000_000, 15),
      },
      {
        workload: 'W2 100 k bars, two workers / C in one thread',
        ...{ must: 1.5, aim: 0.7, runs: 1, nearTies: 4 },
        evaluator: () => two,
        line: () => reference.run('reference', 'w2', 'm1', 100_000, 1),
      },
    ].map((each) => ({ ...each, ratios: [], references: [] }));
    for (let round = 0; round <= rounds; round++) {
      progress(round === 0 ? 'warm-up' : `round ${round} of ${rounds}`);
      for (const { evaluator, line, runs, nearTies, ratios, references } of works) {
        const plain = line().find(({ impl }) => impl === 'c-scalar');
        const times = [];
        for (let run = 0; run < runs; run++) times.push(await timed(evaluator(), sets, plain, nearTies));
        if (round === 0) continue;
        ratios.push(median(times) / plain.ms);
        references.push(plain.ms);
      }
    }
    return works.map(({ workload, ratios, references, must, aim }) => ({
      workload,
      unit: 'ratio',
      value: median(ratios),
      must,
      aim,
      reference: `${median(references).toFixed(1)} ms`,
    }));
  } finally {
    for (const evaluator of pool) await evaluator.close();
    reference.close();
  }
}
