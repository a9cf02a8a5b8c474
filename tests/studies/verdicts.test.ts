import { flatAccount } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, Study } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { memoryStore, optimizeConfig, runStudy } from '@bot-v2/slice-optimize';
import { breakout, meanReversion, momentum, simpleMa, volatility } from '@bot-v2/strategies';
import { noise, pulled, restlessNoise } from './study-paths.js';

/**
 * What studies say of noise and of a planted edge. The gate runs a few seeds of the default study;
 * `BOT_V2_STUDY_SEEDS=100` runs a hundred of it and of others and prints the counts, `BOT_V2_STUDY_NAME=x` with other seeds.
 */
const wide = process.env['BOT_V2_STUDY_SEEDS'];
const seeds = Number(wide ?? 4);
const name = process.env['BOT_V2_STUDY_NAME'] ?? 'reported';

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
  if (wide !== undefined) process.stderr.write(`${text}\n`);
  return { right: seeds - wrong.length, text };
}

interface Kind {
  readonly kind: string;
  readonly strategy: (seed: number) => AnyStrategy;
  readonly path: (seed: string) => Bars;
  readonly terms: (seed: number) => object;
  readonly config: object;
  readonly right: readonly Label[];
  /** Least share of the studies that have to be right. */
  readonly least: number;
}

/** Every built-in strategy in turn, half of the studies without costs. */
const noisy = {
  strategy: (seed: number) => builtIn[seed % builtIn.length]!,
  terms: (seed: number) => (seed % 2 === 0 ? {} : free),
  right: ['overfit', 'insufficient'] as const,
  least: 0.95,
};
const planted = {
  strategy: () => meanReversion,
  terms: () => ({}),
  right: ['robust'] as const,
  least: 0.8,
};
const byTpe = { search: 'tpe', trials: 20 };
const combinatorial = { validation: { method: 'combinatorial' } };

const gate: readonly Kind[] = [
  { ...noisy, kind: 'noise', path: noise, config: {} },
  { ...noisy, kind: 'restless noise', path: restlessNoise, config: {} },
  { ...planted, kind: 'an edge', path: pulled(0.3), config: {} },
];
const more: readonly Kind[] = [
  { ...noisy, kind: 'noise, drawn by TPE', path: noise, config: byTpe },
  { ...noisy, kind: 'noise, combinatorial', path: noise, config: combinatorial },
  { ...planted, kind: 'an edge, drawn by TPE', path: pulled(0.3), config: byTpe },
  { ...planted, kind: 'an edge, combinatorial', path: pulled(0.3), config: combinatorial },
  // At two thirds of the strength the ranks of parameters that all work are often luck: not robust, but not overfit either.
  {
    ...{ ...planted, kind: 'a weaker edge', path: pulled(0.2), config: {} },
    ...{ right: ['robust', 'fragile'], least: 0.9 },
  },
];

test.each(wide === undefined ? gate : [...gate, ...more])(
  '$kind: $right in at least $least of the studies',
  async ({ kind, strategy, path, terms, config, right, least }) => {
    const study = (seed: number) => judged(strategy(seed), path(`${name} ${seed}`), terms(seed), config, seed);
    const found = await labelsOf(kind, study, right);
    expect(`${found.right >= Math.floor(least * seeds)} ${found.text}`).toMatch(/^true/);
  },
  3_600_000,
);
