import { createRandom } from '@bot-v2/quant/random';
import { cumulativeReturn, sharpe } from '@bot-v2/quant/statistics';
import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
import { crossValidation } from './cross-validation.js';
import { optimizeConfig } from './optimize.config.js';
import { searchSpace } from './search-space.js';
import { TrialBook } from './trial-book.js';

const rows = 600;

const strategy = defineStrategy({
  id: 'listed',
  version: '1.0.0',
  params: z.object({ n: z.number().default(0) }),
  search: { n: [0, 1] },
  warmup: () => 1,
  prepare: (bars) => ({ close: bars.close }),
  onBar: () => undefined,
});

/** Returns of two trials: the first is steadily good, the second is noise. */
function twoTrials(drift = 0.002): [Float64Array, Float64Array] {
  const random = createRandom('cross-validation');
  return [
    Float64Array.from({ length: rows }, () => random.normal(drift, 0.01)),
    Float64Array.from({ length: rows }, () => random.normal(0, 0.01)),
  ];
}

function validate(trials: readonly Float64Array[], validation: object, warmup = 0) {
  const config = optimizeConfig.parse({ validation });
  const book = new TrialBook({
    executor: {
      run: (batch, done) => {
        batch.forEach(({ n }, k) =>
          done(k, {
            returns: trials[n as number]!,
            stats: null,
            trades: 1,
            finalEquity: null,
            swept: false,
            error: null,
          }),
        );
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    },
    stored: new Map(),
    identityOf: (params) => JSON.stringify(params),
    enter: () => undefined,
    store: () => undefined,
    onTrial: () => undefined,
  });
  const plan = { config, space: searchSpace(strategy, { n: 0 }), grid: [{ n: 0 }, { n: 1 }], seed: 1 };
  const left: number[] = [];
  const options = { config: config.validation, rows, warmup, seed: 1, onSearch: (count: number) => left.push(count) };
  return crossValidation(plan, book, options).then((found) => ({ found, left }));
}

test('one that is best everywhere is followed everywhere', async () => {
  const trials = twoTrials();
  const { found, left } = await validate(trials, { method: 'combinatorial' });
  expect(found).toMatchObject({ method: 'combinatorial', folds: 6, testFolds: 2, splits: 15, bars: rows });
  expect(left).toEqual(Array.from({ length: 15 }, (_, i) => 15 - i));
  const ratio = sharpe(trials[0], { periods: 1 })!;
  expect(found!.paths).toHaveLength(5);
  for (const path of found!.paths) expect(path).toBeCloseTo(ratio, 12);
  expect(found!.totalReturn).toBe(cumulativeReturn(trials[0]));
  expect(found!.efficiency).toBeCloseTo(1, 1);
});

test('what happens in a test fold does not choose who is tested there', async () => {
  const [good, noise] = twoTrials();
  const lucky = noise.map((r, t) => (t >= 200 && t < 300 ? 0.05 : r));
  const { found } = await validate([good, lucky], { method: 'purged', folds: 6 });
  expect(found).toMatchObject({ method: 'purged', testFolds: 1, splits: 6, paths: [found!.sharpe] });
  // Fold 2 is judged by a choice made without it: the good one. All others are judged by the lucky one.
  const followed = lucky.map((r, t) => (t >= 200 && t < 300 ? good[t]! : r));
  expect(found!.totalReturn).toBeCloseTo(cumulativeReturn(followed), 12);
});

test('rows within the warm-up of a test are not trained on, before it and after it', async () => {
  const [good, noise] = twoTrials(0.0005);
  const lucky = noise.map((r, t) => ((t >= 170 && t < 200) || (t >= 300 && t < 330) ? 0.05 : r));
  const followed = async (warmup: number) =>
    (await validate([good, lucky], { method: 'purged', folds: 6 }, warmup)).found!.totalReturn;
  const judgedBy = (first: Float64Array) => lucky.map((r, t) => (t >= 200 && t < 300 ? first[t]! : r));
  expect(await followed(0)).toBeCloseTo(cumulativeReturn(judgedBy(lucky)), 12);
  expect(await followed(30)).toBeCloseTo(cumulativeReturn(judgedBy(good)), 12);
});

test('folds that are too short, or nothing to choose from: none', async () => {
  const trials = twoTrials();
  expect((await validate(trials, { method: 'purged', folds: 31 })).found).toBeNull();
  expect((await validate(trials, { method: 'purged', folds: 6 }, 99)).found).toBeNull();
  expect(
    (
      await validate(
        trials.map((each) => each.fill(0)),
        { method: 'purged' },
      )
    ).found,
  ).toBeNull();
});

test('schemes that cannot be are refused', () => {
  const parse = (validation: object) => optimizeConfig.safeParse({ validation }).success;
  expect(parse({ method: 'combinatorial', folds: 4, testFolds: 4 })).toBe(false);
  expect(parse({ method: 'combinatorial', folds: 50, testFolds: 10 })).toBe(false);
  expect(parse({ method: 'purged', folds: 1 })).toBe(false);
  expect(parse({ method: 'combinatorial', folds: 8, testFolds: 3 })).toBe(true);
});
