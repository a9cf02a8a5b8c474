/**
 * What studies say of noise and of a planted edge: `node tests/studies/verdicts.mjs [--seeds N] [--json]` on the built
 * packages (100 seeds: `pnpm test:verdicts`). Noise is a random walk without drift, searched by each built-in strategy in
 * turn, half of the seeds with the default costs and half without any; no study of it may be trusted. The edge is a drift that keeps its sign for a
 * while, searched by a strategy that can go with it or against it. Exit 1 when fewer than 95 % of the noise is `overfit` or
 * `insufficient`, or fewer than 80 % of the edges are `robust`.
 */
import { parseArgs } from 'node:util';
import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { memoryStore, optimizeConfig, runStudy } from '@bot-v2/slice-optimize';
import * as builtIn from '@bot-v2/strategies';
import { z } from 'zod';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, json: { type: 'boolean', default: false } },
});
const seeds = Number(values.seeds);
const day = 86_400_000;

/** Bars through a path of log returns; every open is the close before. */
function barsOf(returns) {
  const length = returns.length;
  let price = 100;
  const close = Float64Array.from(returns, (r) => (price *= Math.exp(r)));
  const open = close.map((c, t) => (t === 0 ? 100 : close[t - 1]));
  return {
    symbol: 'TEST',
    interval: '1d',
    length,
    time: Float64Array.from({ length }, (_, t) => t * day),
    open,
    high: close.map((c, t) => Math.max(c, open[t])),
    low: close.map((c, t) => Math.min(c, open[t])),
    close,
    volume: new Float64Array(length).fill(1e6),
    basis: 'as_given',
    actions: [],
    provenance: { kind: 'synthetic', provider: 'test', source: 'seeded', contentHash: '00' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: false, findings: [] },
  };
}

function noise(seed) {
  const random = createRandom(`noise ${seed}`);
  return barsOf(Float64Array.from({ length: 1500 }, () => random.normal(0, 0.01)));
}

/** A drift of ± .25 % a day that changes its sign about every 50 days, under 1 % of noise. */
function edge(seed) {
  const random = createRandom(`edge ${seed}`);
  let drift = 0.0025;
  return barsOf(
    Float64Array.from({ length: 1500 }, () => {
      if (random.next() < 1 / 50) drift = -drift;
      return drift + random.normal(0, 0.01);
    }),
  );
}

/** Goes with, or against, the change over n bars. */
const swing = defineStrategy({
  id: 'swing',
  version: '1.0.0',
  params: z.object({ n: z.number().int().default(10), side: z.enum(['with', 'against']).default('with') }),
  search: { n: [2, 4, 6, 8, 10, 12, 15, 20, 25, 30], side: ['with', 'against'] },
  warmup: (p) => p.n,
  prepare: (bars, p, ta) => ({ change: ta.rocp(bars.close, p.n) }),
  onBar: ({ cols, p, out }) => out.target(cols.change.now > 0 === (p.side === 'with') ? 1 : 0),
});

const searched = ['simpleMa', 'momentum', 'meanReversion', 'volatility', 'breakout'].map((name) => builtIn[name]);
const free = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } };

async function verdictOf(strategy, history, terms, seed) {
  const context = testContext({ strategies: [strategy], seed });
  const config = optimizeConfig.parse({ strategy: strategy.id });
  const { study } = await runStudy({ history, account: flatAccount(100_000, terms) }, config, context, memoryStore());
  return study;
}

const counts = { noise: {}, edge: {} };
const wrong = [];
for (let seed = 1; seed <= seeds; seed++) {
  const strategy = searched[seed % searched.length];
  const studies = {
    noise: await verdictOf(strategy, noise(seed), seed % 2 === 0 ? {} : free, seed),
    edge: await verdictOf(swing, edge(seed), {}, seed),
  };
  for (const [kind, { verdict, strategy: id }] of Object.entries(studies)) {
    counts[kind][verdict.label] = (counts[kind][verdict.label] ?? 0) + 1;
    const right = kind === 'noise' ? ['overfit', 'insufficient'] : ['robust'];
    if (!right.includes(verdict.label)) wrong.push(`${kind} ${seed} (${id}) ${verdict.label}: ${verdict.reasons.join('; ')}`);
  }
}
const shareOf = (kind, labels) => labels.reduce((sum, label) => sum + (counts[kind][label] ?? 0), 0) / seeds;
const result = { seeds, counts, noise: shareOf('noise', ['overfit', 'insufficient']), edge: shareOf('edge', ['robust']) };
const passed = result.noise >= 0.95 && result.edge >= 0.8;
if (values.json) process.stdout.write(`${JSON.stringify({ ...result, passed, wrong })}\n`);
else {
  for (const kind of ['noise', 'edge']) {
    const list = Object.entries(counts[kind]).map(([label, count]) => `${count} ${label}`);
    process.stdout.write(`${kind.padEnd(6)} ${seeds} studies: ${list.join(', ')}\n`);
  }
  for (const text of wrong) process.stdout.write(`  ${text}\n`);
}
process.exitCode = passed ? 0 : 1;
