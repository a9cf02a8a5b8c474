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
const only = <T>(gate: readonly T[], more: readonly T[]): readonly T[] =>
  wide === undefined ? gate : [...gate, ...more];

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

const distrusted: readonly Label[] = ['overfit', 'insufficient'];

interface Kind {
  readonly kind: string;
  readonly path: (seed: string) => Bars;
  readonly config: object;
}

const noises = only<Kind>(
  [
    { kind: 'noise', path: noise, config: {} },
    { kind: 'restless noise', path: restlessNoise, config: {} },
  ],
  [
    { kind: 'noise, drawn by TPE', path: noise, config: { search: 'tpe', trials: 20 } },
    { kind: 'noise, combinatorial', path: noise, config: { validation: { method: 'combinatorial' } } },
  ],
);

test.each(noises)(
  '$kind is not trusted in 95 of 100 studies',
  async ({ kind, path, config }) => {
    const study = (seed: number) => {
      const strategy = builtIn[seed % builtIn.length]!;
      return judged(strategy, path(`${name} ${seed}`), seed % 2 === 0 ? {} : free, config, seed);
    };
    const found = await labelsOf(kind, study, distrusted);
    expect(`${found.right >= 0.95 * seeds} ${found.text}`).toMatch(/^true/);
  },
  3_600_000,
);

const edges = only<Kind>(
  [{ kind: 'pull of .3', path: pulled(0.3), config: {} }],
  [
    { kind: 'pull of .3, drawn by TPE', path: pulled(0.3), config: { search: 'tpe', trials: 20 } },
    { kind: 'pull of .3, combinatorial', path: pulled(0.3), config: { validation: { method: 'combinatorial' } } },
  ],
);

test.each(edges)(
  'a planted edge ($kind) is robust in 80 of 100 studies',
  async ({ kind, path, config }) => {
    const study = (seed: number) => judged(meanReversion, path(`${name} ${seed}`), {}, config, seed);
    const found = await labelsOf(kind, study, ['robust']);
    expect(`${found.right >= 0.8 * seeds} ${found.text}`).toMatch(/^true/);
  },
  3_600_000,
);

(wide === undefined ? test.skip : test)(
  'a weaker edge is called overfit in less than one of ten studies',
  async () => {
    const study = (seed: number) => judged(meanReversion, pulled(0.2)(`${name} ${seed}`), {}, {}, seed);
    const found = await labelsOf('pull of .2', study, ['robust', 'fragile', 'insufficient']);
    expect(`${found.right >= 0.9 * seeds} ${found.text}`).toMatch(/^true/);
  },
  3_600_000,
);
