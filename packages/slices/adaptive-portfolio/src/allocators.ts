import {
  equalRiskContribution,
  hierarchicalRiskParity,
  maximumSharpe,
  minimumVariance,
  riskContributions,
} from '@bot-v2/quant/portfolio';
import type { Linkage } from '@bot-v2/quant/portfolio';
import { ofSymbols } from './estimate.js';
import type { Estimate } from './estimate.js';
import { percent } from './figures.js';
import { capWeights } from './weights.js';
import type { Claim } from './weights.js';

/** How weights are found, from what needs the least of the history to what needs the most. */
export const allocationMethods = [
  'equal',
  'inverse_volatility',
  'hierarchical_risk_parity',
  'equal_risk_contribution',
  'minimum_variance',
  'maximum_sharpe',
] as const;
export type AllocationMethod = (typeof allocationMethods)[number];

/** Whether a method weighs symbols by their covariances. */
export function usesCovariance(method: AllocationMethod): boolean {
  return method !== 'equal' && method !== 'inverse_volatility';
}

/** Weights by symbol (0 for what a method wants none of), and what is to be said of each. */
export interface Weighed {
  readonly weights: ReadonlyMap<string, number>;
  readonly notes: ReadonlyMap<string, string>;
}

/** What a method is given beside the claims. */
export interface WeighingTerms {
  /** Sum of the weights at most. */
  readonly total: number;
  /** Absent for methods that do without. */
  readonly estimate?: Estimate;
  readonly linkage: Linkage;
  /** For one interval. */
  readonly riskFree: number;
}

/** Below this a weight is rounding. */
const negligible = 1e-9;

/**
 * Weights of the claims under their caps, summing to at most `total`. `hierarchical_risk_parity` and
 * `equal_risk_contribution` find weights without caps, and what a cap takes away is shared in proportion;
 * `minimum_variance` and `maximum_sharpe` find the best ones under the caps. Does not depend on the order of the claims.
 */
export function weigh(method: AllocationMethod, claims: readonly Claim[], terms: WeighingTerms): Weighed {
  if (!usesCovariance(method) || claims.length === 0) {
    const scored = method === 'equal' ? claims.map((claim) => ({ ...claim, score: 1 })) : claims;
    return { weights: capWeights(scored, terms.total), notes: new Map() };
  }
  const sorted = [...claims].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const estimate = ofSymbols(
    terms.estimate!,
    sorted.map(({ symbol }) => symbol),
  );
  const found = byCovariance(method, sorted, estimate, terms);
  const weights = new Map(sorted.map(({ symbol, cap }, i) => [symbol, Math.min(found.weights[i]!, cap)]));
  const shares = riskContributions(found.weights, estimate.covariance);
  const notes = sorted.map(({ symbol }, i): [string, string] => {
    const share = shares === null ? '' : `, ${percent(shares[i]!)} of the variance`;
    return [symbol, `${found.how}${share}; ${estimate.text}`];
  });
  return { weights, notes: new Map(notes) };
}

interface Found {
  readonly weights: Float64Array;
  readonly how: string;
}

function byCovariance(
  method: AllocationMethod,
  claims: readonly Claim[],
  { covariance, means }: Estimate,
  { total, linkage, riskFree }: WeighingTerms,
): Found {
  const upper = Float64Array.from(claims, ({ cap }) => cap);
  const proportional = (scores: Float64Array): Float64Array => {
    const weights = capWeights(
      claims.map((claim, i) => ({ ...claim, score: scores[i]! })),
      total,
    );
    return Float64Array.from(claims, ({ symbol }) => weights.get(symbol)!);
  };
  switch (method) {
    case 'hierarchical_risk_parity':
      return {
        weights: proportional(hierarchicalRiskParity(covariance, { linkage }).weights),
        how: `hierarchical risk parity, ${linkage} linkage`,
      };
    case 'equal_risk_contribution': {
      const weights = equalRiskContribution(covariance);
      return weights === null
        ? {
            weights: proportional(Float64Array.from(claims, ({ score }) => score)),
            how: 'inverse volatility: some mix of these symbols has no risk to share equally',
          }
        : { weights: proportional(weights), how: 'equal risk contribution' };
    }
    case 'minimum_variance':
      return {
        weights: withRoom(upper, total, (most) => minimumVariance(covariance, { total: most, upper })),
        how: 'minimum variance',
      };
    default: {
      // What is not filled by symbols that earn more than nothing stays cash.
      const room = Math.min(
        total,
        claims.reduce((sum, { cap }, i) => (means[i]! > riskFree ? sum + cap : sum), 0),
      );
      const weights =
        room > negligible
          ? withRoom(upper, room, (most) => maximumSharpe(covariance, means, riskFree, { total: most, upper }))
          : new Float64Array(claims.length);
      return { weights, how: 'maximum Sharpe ratio of shrunk means' };
    }
  }
}

/** Weights that sum to `total`, or all at their caps where these do not reach it; none where there is no solution. */
function withRoom(upper: Float64Array, total: number, solve: (total: number) => Float64Array | null): Float64Array {
  const sum = upper.reduce((all, cap) => all + cap, 0);
  if (sum <= total) return upper;
  const weights = solve(total) ?? new Float64Array(upper.length);
  return weights.map((weight) => (weight < negligible ? 0 : weight));
}
