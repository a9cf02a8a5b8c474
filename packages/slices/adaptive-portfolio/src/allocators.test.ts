import { matrix } from '@bot-v2/quant/linear';
import fc from 'fast-check';
import { allocationMethods, usesCovariance, weigh } from './allocators.js';
import type { AllocationMethod, WeighingTerms } from './allocators.js';
import type { Estimate } from './estimate.js';
import type { Claim } from './weights.js';

interface Situation {
  readonly claims: readonly Claim[];
  readonly terms: WeighingTerms;
}

/** Two to eight symbols with returns that share a market, made by a small generator from one number. */
function situationOf(count: number, seed: number, caps: readonly number[], total: number): Situation {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  const loads = Array.from({ length: count }, () => 0.5 + next());
  const noises = Array.from({ length: count }, () => 0.01 + 0.02 * Math.abs(next()));
  const rows = 80;
  const data = Float64Array.from({ length: rows * count });
  for (let r = 0; r < rows; r++) {
    const market = 0.03 * next();
    for (let j = 0; j < count; j++) data[r * count + j] = loads[j]! * market + noises[j]! * next();
  }
  const symbols = Array.from({ length: count }, (_, i) => `S${i}`);
  const covariance = matrix(count, count);
  const means = new Float64Array(count);
  for (let r = 0; r < rows; r++) for (let j = 0; j < count; j++) means[j]! += data[r * count + j]! / rows;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += (data[r * count + i]! - means[i]!) * (data[r * count + j]! - means[j]!);
      covariance.data[i * count + j] = sum / (rows - 1);
    }
  }
  const estimate: Estimate = { symbols, covariance, means, text: 'made' };
  const claims = symbols.map((symbol, i) => ({
    symbol,
    score: 1 / Math.sqrt(covariance.data[i * count + i]!),
    cap: caps[i % caps.length]!,
  }));
  return { claims, terms: { total, estimate, linkage: 'single', riskFree: 0 } };
}

/** The same where every symbol has earned something. */
function earning({ claims, terms }: Situation): Situation {
  const estimate = { ...terms.estimate!, means: terms.estimate!.means.map((mean) => Math.abs(mean) + 1e-4) };
  return { claims, terms: { ...terms, estimate } };
}

const situations = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 2 ** 31 }),
    fc.array(fc.double({ min: 0.02, max: 0.6, noNaN: true }), { minLength: 1, maxLength: 8 }),
    fc.double({ min: 0.1, max: 1, noNaN: true }),
  )
  .map(([count, seed, caps, total]) => situationOf(count, seed, caps, total));
const methods = fc.constantFrom(...allocationMethods);

function variance({ covariance, symbols }: Estimate, weights: ReadonlyMap<string, number>): number {
  let sum = 0;
  symbols.forEach((a, i) =>
    symbols.forEach((b, j) => (sum += weights.get(a)! * weights.get(b)! * covariance.data[i * symbols.length + j]!)),
  );
  return sum;
}
const meanOf = ({ means, symbols }: Estimate, weights: ReadonlyMap<string, number>) =>
  symbols.reduce((sum, symbol, i) => sum + means[i]! * weights.get(symbol)!, 0);
const sumOf = (weights: ReadonlyMap<string, number>) => [...weights.values()].reduce((a, b) => a + b, 0);

describe('weights by any method', () => {
  it('are not negative, are under their caps, and sum to at most the total', () => {
    fc.assert(
      fc.property(methods, situations, (method, { claims, terms }) => {
        const { weights } = weigh(method, claims, terms);
        expect([...weights.keys()].sort()).toEqual(claims.map(({ symbol }) => symbol).sort());
        for (const { symbol, cap } of claims) {
          expect(weights.get(symbol)).toBeGreaterThanOrEqual(0);
          expect(weights.get(symbol)).toBeLessThanOrEqual(cap);
        }
        expect(sumOf(weights)).toBeLessThanOrEqual(terms.total + 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('fill the total unless all caps are met (a maximum Sharpe ratio may hold less)', () => {
    fc.assert(
      fc.property(methods, situations, (method, { claims, terms }) => {
        if (method === 'maximum_sharpe') return;
        const room = claims.reduce((sum, { cap }) => sum + cap, 0);
        expect(sumOf(weigh(method, claims, terms).weights)).toBeCloseTo(Math.min(terms.total, room), 9);
      }),
    );
  });

  it('belong to the symbols, not to their places', () => {
    fc.assert(
      fc.property(methods, situations, fc.integer({ min: 0, max: 7 }), (method, { claims, terms }, turn) => {
        const k = turn % claims.length;
        const turned = [...claims.slice(k), ...claims.slice(0, k)].reverse();
        const [one, other] = [weigh(method, claims, terms).weights, weigh(method, turned, terms).weights];
        for (const { symbol } of claims) expect(other.get(symbol)).toBe(one.get(symbol));
      }),
    );
  });

  it('do not depend on the unit of risk', () => {
    fc.assert(
      fc.property(methods, situations, fc.constantFrom(0.01, 3, 100), (method, { claims, terms }, scale) => {
        const { covariance, means } = terms.estimate!;
        const estimate = {
          ...terms.estimate!,
          means: means.map((x) => x * scale),
          covariance: { ...covariance, data: covariance.data.map((x) => x * scale * scale) },
        };
        const scores = claims.map((claim) => ({ ...claim, score: claim.score / scale }));
        const [one, other] = [
          weigh(method, claims, terms).weights,
          weigh(method, scores, { ...terms, estimate }).weights,
        ];
        for (const { symbol } of claims) expect(other.get(symbol)).toBeCloseTo(one.get(symbol)!, 5);
      }),
      { numRuns: 50 },
    );
  });

  it('of one symbol are its cap or the total', () => {
    for (const method of allocationMethods) {
      const { claims, terms } = situationOf(1, 7, [0.3], 0.5);
      const mean = terms.estimate!.means[0]!;
      const weight = weigh(method, claims, terms).weights.get('S0')!;
      expect(weight).toBeCloseTo(method === 'maximum_sharpe' && mean <= 0 ? 0 : 0.3, 12);
    }
  });
});

describe('each method is best at what it is for', () => {
  const others = allocationMethods;
  const filled = situations.filter(({ claims, terms }) => claims.reduce((sum, { cap }) => sum + cap, 0) > terms.total);

  it('minimum variance has the least variance of all', () => {
    fc.assert(
      fc.property(filled, fc.constantFrom(...others), ({ claims, terms }, other) => {
        const least = variance(terms.estimate!, weigh('minimum_variance', claims, terms).weights);
        const { weights } = weigh(other, claims, terms);
        if (sumOf(weights) < terms.total - 1e-9) return;
        expect(least).toBeLessThanOrEqual(variance(terms.estimate!, weights) * (1 + 1e-6));
      }),
    );
  });

  it('maximum Sharpe has the greatest ratio of those that hold as much', () => {
    fc.assert(
      fc.property(filled, fc.constantFrom(...others), ({ claims, terms }, other) => {
        const ratio = (weights: ReadonlyMap<string, number>) =>
          meanOf(terms.estimate!, weights) / Math.sqrt(variance(terms.estimate!, weights));
        const best = weigh('maximum_sharpe', claims, terms).weights;
        const { weights } = weigh(other, claims, terms);
        if (sumOf(best) < terms.total - 1e-9 || sumOf(weights) < terms.total - 1e-9) return;
        expect(ratio(best)).toBeGreaterThanOrEqual(ratio(weights) - 1e-6 * Math.abs(ratio(weights)));
      }),
    );
  });

  it('maximum Sharpe holds nothing where nothing earns more than the risk-free rate', () => {
    const { claims, terms } = situationOf(4, 11, [0.4], 0.8);
    const { weights } = weigh('maximum_sharpe', claims, { ...terms, riskFree: 1 });
    expect([...weights.values()]).toEqual([0, 0, 0, 0]);
  });

  it('equal risk contribution gives every symbol the same share of the variance while no cap is met', () => {
    fc.assert(
      fc.property(situations, ({ claims, terms }) => {
        const free = claims.map((claim) => ({ ...claim, cap: 1 }));
        const { weights, notes } = weigh('equal_risk_contribution', free, terms);
        const { covariance, symbols } = terms.estimate!;
        const n = symbols.length;
        if (notes.get('S0')!.startsWith('inverse volatility')) return;
        const all = variance(terms.estimate!, weights);
        symbols.forEach((symbol, i) => {
          let marginal = 0;
          symbols.forEach((other, j) => (marginal += covariance.data[i * n + j]! * weights.get(other)!));
          expect((weights.get(symbol)! * marginal) / all).toBeCloseTo(1 / n, 6);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('the methods differ from one another', () => {
    const { claims, terms } = earning(situationOf(5, 3, [0.6], 0.8));
    const shown = (method: AllocationMethod) =>
      [...weigh(method, claims, terms).weights]
        .sort()
        .map(([, weight]) => weight.toFixed(6))
        .join();
    expect(new Set(allocationMethods.map(shown)).size).toBe(allocationMethods.length);
  });

  it('says how a weight came about, where covariances decide', () => {
    const { claims, terms } = earning(situationOf(3, 5, [0.5], 0.8));
    for (const method of allocationMethods) {
      const note = weigh(method, claims, terms).notes.get('S1');
      if (usesCovariance(method)) expect(note).toMatch(/^[a-zA-Z ,]+, -?[\d.]+ % of the variance; made$/);
      else expect(note).toBeUndefined();
    }
  });
});
