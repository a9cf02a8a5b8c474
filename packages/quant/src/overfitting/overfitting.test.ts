import fc from 'fast-check';
import { createRandom } from '../random/index.js';
import { pearson, sharpe } from '../statistics/index.js';
import { combinations } from '../validation/index.js';
import {
  backtestOverfitting,
  bootstrapMeans,
  distinctTrials,
  modelConfidenceSet,
  superiorAbility,
  superiorModels,
  trialClusters,
} from './index.js';

const noise = (seed: number | string, rows: number, mean = 0) => {
  const random = createRandom(seed);
  return Float64Array.from({ length: rows }, () => random.normal(mean, 0.01));
};
const panel = (seed: number, trials: number, rows: number, means: (j: number) => number = () => 0) =>
  Array.from({ length: trials }, (_, j) => noise(`${seed} ${j}`, rows, means(j)));
const part = (x: Float64Array, blocks: readonly number[], size: number) =>
  Float64Array.from(blocks.flatMap((b) => [...x.subarray(b * size, (b + 1) * size)]));

describe('probability of backtest overfitting', () => {
  it('every split is what its definition says', () => {
    const trials = panel(1, 7, 120, (j) => j / 2000);
    const found = backtestOverfitting(trials, { blocks: 6, riskFree: 0.0001 })!;
    expect(found.splits.map(({ inSample }) => inSample)).toEqual(combinations(6, 3));
    for (const split of found.splits) {
      const rest = [0, 1, 2, 3, 4, 5].filter((b) => !split.inSample.includes(b));
      const ratios = (blocks: readonly number[]) =>
        trials.map((x) => sharpe(part(x, blocks, 20), { periods: 1, riskFree: 0.0001 })!);
      const [inside, outside] = [ratios(split.inSample), ratios(rest)];
      expect(split.best).toBe(inside.indexOf(Math.max(...inside)));
      expect(split.bestOutOfSample).toBe(outside.indexOf(Math.max(...outside)));
      expect(split.rank).toBe(outside.filter((x) => x <= outside[split.best]!).length);
      expect(split.inSampleSharpe).toBeCloseTo(inside[split.best]!, 12);
      expect(split.outOfSampleSharpe).toBeCloseTo(outside[split.best]!, 12);
    }
  });
  it('is near a half for noise, near 0 for one skilled among many', () => {
    const of = (means: (j: number) => number) =>
      [1, 2, 3, 4, 5, 6].reduce(
        (sum, seed) => sum + backtestOverfitting(panel(seed, 20, 400, means), { blocks: 8 })!.probability,
        0,
      ) / 6;
    expect(Math.abs(of(() => 0) - 0.5)).toBeLessThan(0.25);
    expect(of((j) => (j === 3 ? 0.004 : 0))).toBeLessThan(0.02);
  });
  it('a trial that does nothing counts as zero, the first rows are left out when blocks do not fill', () => {
    const trials = [new Float64Array(85), noise(1, 85, -0.01)];
    const found = backtestOverfitting(trials, { blocks: 4 })!;
    expect(found.splits.every((split) => split.best === 0 && split.rank === 2 && split.logit === 6)).toBe(true);
    const shifted = trials.map((x) => Float64Array.of(...x.subarray(1)));
    expect(backtestOverfitting(shifted, { blocks: 4 })).toEqual(found);
  });
  it('a trial that does nothing on a half has the ratio zero there, and shares its rank with others that do nothing', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(1, 0.1, 1e-3), (seed, scale) => {
        const active = noise(seed, 80).map((x) => x * scale);
        const trials = [0.02, 0.01, 0].map((mean, j) =>
          Float64Array.from({ length: 160 }, (_, t) => (t < 80 && j < 2 ? active[t]! + mean * scale : 0)),
        );
        const found = backtestOverfitting(trials, { blocks: 8 })!;
        const [split] = found.splits.filter(({ inSample }) => inSample.join() === '0,1,2,3');
        expect(split).toMatchObject({ best: 0, outOfSampleSharpe: 0, rank: 2, bestOutOfSample: 0 });
      }),
    );
  });
  it('is null for too little, and refuses odd blocks', () => {
    expect(backtestOverfitting([noise(1, 100)])).toBeNull();
    expect(backtestOverfitting(panel(1, 3, 10))).toBeNull();
    expect(() => backtestOverfitting(panel(1, 3, 100), { blocks: 5 })).toThrow(RangeError);
    expect(() => backtestOverfitting([noise(1, 100), noise(2, 99)])).toThrow(/same length/);
  });
});

describe('superior predictive ability', () => {
  const losses = (seed: number, better: number) => {
    const benchmark = noise(`b${seed}`, 250);
    const models = Array.from({ length: 6 }, (_, j) => noise(`${seed} m${j}`, 250, j < 2 ? -better : 0));
    return { benchmark, models, block: 5, draws: 200 };
  };
  it('p-values are ordered, and reject when a model is better', () => {
    for (let seed = 1; seed <= 3; seed++) {
      const { lower, consistent, upper } = superiorAbility(losses(seed, 0)).pValues;
      expect(lower <= consistent && consistent <= upper).toBe(true);
    }
    expect(superiorAbility(losses(1, 0.004)).pValues.upper).toBeLessThan(0.05);
  });
  it('rejects a true null about as often as it says', () => {
    let rejected = 0;
    for (let seed = 1; seed <= 20; seed++) if (superiorAbility(losses(seed, 0)).pValues.consistent < 0.1) rejected++;
    expect(rejected).toBeLessThan(7);
  });
  it('StepM names the better ones, the confidence set keeps only them', () => {
    const { benchmark, models, ...rest } = losses(3, 0.005);
    expect(superiorModels({ benchmark, models, ...rest })).toEqual([0, 1]);
    const { included, pValues } = modelConfidenceSet(models, rest);
    expect(included.length).toBeGreaterThan(0);
    expect(included.every((j) => j < 2)).toBe(true);
    expect(Math.max(...pValues)).toBe(1);
  });
  it('of equal models none is left out and none is superior', () => {
    const { benchmark, models, ...rest } = losses(4, 0);
    expect(superiorModels({ benchmark, models, ...rest })).toEqual([]);
    expect(modelConfidenceSet([...models, models[0]!], rest).included).toHaveLength(7);
  });
  it('a model that is the benchmark is not better than it, and two that are one are not told apart', () => {
    const { benchmark, ...rest } = losses(5, 0);
    const worse = benchmark.map((loss) => loss + 0.01);
    for (const models of [[benchmark], [benchmark, worse], [benchmark, benchmark]]) {
      expect(superiorAbility({ ...rest, benchmark, models }).pValues.consistent).toBe(1);
      expect(superiorModels({ ...rest, benchmark, models })).toEqual([]);
    }
    expect(modelConfidenceSet([benchmark, benchmark], rest)).toEqual({
      included: [0, 1],
      pValues: Float64Array.of(1, 1),
    });
  });
  it.each([Number.NaN, Infinity])('refuses a loss or a return of %p', (wrong) => {
    const x = noise(1, 40);
    const holed = x.with(7, wrong);
    expect(() => superiorAbility({ benchmark: x, models: [holed] })).toThrow(/finite/);
    expect(() => superiorModels({ benchmark: holed, models: [x] })).toThrow(/finite/);
    expect(() => modelConfidenceSet([x, holed])).toThrow(/finite/);
    expect(() => backtestOverfitting([x, holed], { blocks: 4 })).toThrow(/finite/);
    expect(() => trialClusters([x, holed])).toThrow(/trialClusters.*finite/);
    expect(() => distinctTrials([holed, x])).toThrow(/distinctTrials.*finite/);
  });
  it('is the same for a seed, and refuses what it cannot compare', () => {
    expect(superiorAbility(losses(1, 0))).toEqual(superiorAbility(losses(1, 0)));
    expect(() => superiorAbility({ benchmark: noise(1, 10), models: [] })).toThrow(RangeError);
    expect(() => superiorAbility({ benchmark: noise(1, 10), models: [noise(1, 9)] })).toThrow(RangeError);
    expect(() => modelConfidenceSet([noise(1, 10)])).toThrow(RangeError);
    expect(() => modelConfidenceSet([noise(1, 1), noise(2, 1)])).toThrow(/two rows/);
    expect(() => distinctTrials([noise(1, 10), noise(1, 9)])).toThrow(/same length/);
    expect(() => trialClusters([noise(1, 10), noise(1, 9)])).toThrow(/same length/);
    expect(() => distinctTrials([noise(1, 10)], Number.NaN)).toThrow(/correlation/);
  });
});

test('bootstrap means resample the same rows of all series', () => {
  const x = noise(1, 60);
  const means = bootstrapMeans([x, x.map((v) => 2 * v + 1)], { draws: 50 });
  for (let d = 0; d < 50; d++) expect(means[2 * d + 1]).toBeCloseTo(2 * means[2 * d]! + 1, 10);
});

describe('trials that are much the same', () => {
  /** The same by repeated search over all pairs, from the definition. */
  function naive(returns: readonly Float64Array[], bound: number): number[][] {
    let clusters = returns.flatMap((x, j) => (pearson(x, x) === null ? [] : [[j]]));
    for (;;) {
      let best: [number, number, number] | null = null;
      clusters.forEach((a, i) =>
        clusters.forEach((b, k) => {
          if (k <= i) return;
          const all = a.flatMap((p) => b.map((q) => pearson(returns[p]!, returns[q]!)!));
          const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
          if (mean >= bound && (best === null || mean > best[0])) best = [mean, i, k];
        }),
      );
      if (best === null) break;
      const [, i, k] = best as [number, number, number];
      clusters[i] = [...clusters[i]!, ...clusters[k]!];
      clusters = clusters.filter((_, c) => c !== k);
    }
    return clusters.map((c) => c.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
  }
  it('are clustered as by definition', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 2, max: 9 }), (seed, trials) => {
        const shared = [noise(`s${seed}`, 40), noise(`t${seed}`, 40)];
        const returns = panel(seed, trials, 40).map((x, j) => x.map((v, t) => v + 1.2 * shared[j % 2]![t]!));
        expect(trialClusters(returns, 0.4)).toEqual(naive(returns, 0.4));
      }),
      { numRuns: 60 },
    );
  });
  it('count once; flat ones not at all', () => {
    const x = noise(1, 50);
    const all = [x, new Float64Array(50), x.map((v) => 3 * v), noise(2, 50), x];
    expect(trialClusters(all)).toEqual([[0, 2, 4], [3]]);
    expect(distinctTrials(all)).toEqual([0, 3]);
  });
});
