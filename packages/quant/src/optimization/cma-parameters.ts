import { log, square } from '../elementary/index.js';

/** Strategy parameters of CMA-ES for `n` dimensions and `lambda` points a generation. Hansen (2016), table 1. */
export interface CmaParameters {
  readonly lambda: number;
  readonly mu: number;
  /** Recombination weights of the ranked points: positive ones sum to 1, negative ones shrink the covariance. */
  readonly weights: Float64Array;
  readonly muEff: number;
  readonly cSigma: number;
  readonly dSigma: number;
  readonly cCov: number;
  readonly c1: number;
  readonly cMu: number;
  /** Expected length of a standard normal vector. */
  readonly chi: number;
}

/** Default number of points a generation: 4 + ⌊3 ln n⌋. */
export const defaultLambda = (n: number): number => 4 + Math.floor(3 * log(n));

/** The default strategy parameters, with the negative weights of the active update. */
export function cmaParameters(n: number, lambda: number): CmaParameters {
  const mu = Math.floor(lambda / 2);
  const raw = Float64Array.from({ length: lambda }, (_, i) => log((lambda + 1) / 2) - log(i + 1));
  const sums = (from: number, to: number) => {
    let first = 0;
    let squares = 0;
    for (let i = from; i < to; i++) {
      first += raw[i]!;
      squares += square(raw[i]!);
    }
    return { first, effective: squares === 0 ? 0 : square(first) / squares };
  };
  const good = sums(0, mu);
  const bad = sums(mu, lambda);
  const muEff = good.effective;
  const c1 = 2 / (square(n + 1.3) + muEff);
  const cMu = Math.min(1 - c1, (2 * (0.25 + muEff + 1 / muEff - 2)) / (square(n + 2) + muEff));
  const limit = Math.min(1 + c1 / cMu, 1 + (2 * bad.effective) / (muEff + 2), (1 - c1 - cMu) / (n * cMu));
  const weights = raw.map((w) => (w >= 0 ? w / good.first : (limit * w) / Math.abs(negativeSum(raw))));
  const cSigma = (muEff + 2) / (n + muEff + 5);
  return {
    lambda,
    mu,
    weights,
    muEff,
    cSigma,
    dSigma: 1 + 2 * Math.max(0, Math.sqrt((muEff - 1) / (n + 1)) - 1) + cSigma,
    cCov: (4 + muEff / n) / (n + 4 + (2 * muEff) / n),
    c1,
    cMu,
    chi: Math.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n)),
  };
}

function negativeSum(raw: Float64Array): number {
  let sum = 0;
  for (const w of raw) if (w < 0) sum += w;
  return sum;
}
