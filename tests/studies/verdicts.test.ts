import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Study } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { memoryStore, optimizeConfig, runStudy } from '@bot-v2/slice-optimize';
import { breakout, meanReversion, momentum, simpleMa, volatility } from '@bot-v2/strategies';
import { z } from 'zod';
import { noise, pulls, restlessNoise, swings } from './study-paths.js';

/**
 * What studies say of noise and of a planted edge. The gate runs a few seeds; `BOT_V2_STUDY_SEEDS=100` runs a hundred of each
 * kind and prints the counts, `BOT_V2_STUDY_SEED_NAME=x` other ones.
 */
const seeds = Number(process.env['BOT_V2_STUDY_SEEDS'] ?? 5);
const name = process.env['BOT_V2_STUDY_SEED_NAME'] ?? 'reported';

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

const builtIn: readonly AnyStrategy[] = [simpleMa, momentum, meanReversion, volatility, breakout];
const free = { costs: { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 } };

async function judged(strategy: AnyStrategy, history: Bars, terms: object, config: object, seed: number) {
  const context = testContext({ strategies: [strategy], seed });
  const input = { history, account: flatAccount(100_000, terms) };
  const given = optimizeConfig.parse({ strategy: strategy.id, ...config });
  return (await runStudy(input, given, context, memoryStore())).study;
}

type Label = Study['verdict']['label'];

/** Studies one kind of path with every seed; says which labels came out, and tells of those that should not have. */
async function labelsOf(
  kind: string,
  study: (seed: number) => Promise<Study>,
  right: readonly Label[],
): Promise<{ readonly right: number; readonly text: string }> {
  const counts: Partial<Record<Label, number>> = {};
  const wrong: string[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { verdict, strategy } = await study(seed);
    counts[verdict.label] = (counts[verdict.label] ?? 0) + 1;
    if (!right.includes(verdict.label)) wrong.push(`  ${kind} ${seed} (${strategy}): ${verdict.reasons.join('; ')}`);
  }
  const list = Object.entries(counts).map(([label, count]) => `${count} ${label}`);
  const text = [`${kind}, ${seeds} studies: ${list.join(', ')}`, ...wrong].join('\n');
  if (process.env['BOT_V2_STUDY_SEEDS'] !== undefined) process.stderr.write(`${text}\n`);
  return { right: seeds - wrong.length, text };
}

const distrusted: readonly Label[] = ['overfit', 'insufficient'];

test.each([
  ['noise', noise, {}],
  ['restless noise', restlessNoise, {}],
  ['noise, drawn by TPE', noise, { search: 'tpe', trials: 40 }],
  ['noise, combinatorial', noise, { validation: { method: 'combinatorial' } }],
] as const)(
  '%s is not trusted in 95 of 100 studies',
  async (kind, path, config) => {
    const found = await labelsOf(
      kind,
      (seed) => {
        const strategy = builtIn[seed % builtIn.length]!;
        return judged(strategy, path(`${name} ${seed}`), seed % 2 === 0 ? {} : free, config, seed);
      },
      distrusted,
    );
    expect(`${found.right >= 0.95 * seeds} ${found.text}`).toMatch(/^true/);
  },
  3_600_000,
);

test.each([
  ['swings', swings, {}],
  ['pulls', pulls, {}],
  ['swings, drawn by TPE', swings, { search: 'tpe', trials: 16 }],
  ['swings, combinatorial', swings, { validation: { method: 'combinatorial' } }],
] as const)(
  'a planted edge (%s) is robust in 80 of 100 studies',
  async (kind, path, config) => {
    const found = await labelsOf(kind, (seed) => judged(swing, path(`${name} ${seed}`), {}, config, seed), ['robust']);
    expect(`${found.right >= 0.8 * seeds} ${found.text}`).toMatch(/^true/);
  },
  3_600_000,
);
