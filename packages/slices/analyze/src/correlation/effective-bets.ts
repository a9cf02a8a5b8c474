import { exp, log } from '@bot-v2/quant/elementary';
import { matrix, symmetricEigen } from '@bot-v2/quant/linear';
import { clusterBy, leafOrder } from '@bot-v2/quant/portfolio';
import type { Correlation } from '@bot-v2/sdk';

/** Correlations of some symbols with each other, all of them known: `of(i, j)` by their places in `symbols`. */
export interface KnownCorrelations {
  readonly symbols: readonly string[];
  readonly of: (i: number, j: number) => number;
}

/**
 * The symbols that have a correlation with every other of them: the one that lacks most goes until none lacks any (of
 * equals the last).
 * @param pearson of two symbols by name; null where there is none
 */
export function knownCorrelations(
  symbols: readonly string[],
  pearson: (a: string, b: string) => number | null,
): KnownCorrelations {
  let kept = [...symbols];
  for (;;) {
    const lacking = kept.map((a) => kept.filter((b) => a !== b && pearson(a, b) === null).length);
    const most = Math.max(0, ...lacking);
    if (most === 0) break;
    kept = kept.filter((_, i) => i !== lacking.lastIndexOf(most));
  }
  return { symbols: kept, of: (i, j) => (i === j ? 1 : pearson(kept[i]!, kept[j]!)!) };
}

function matrixOf({ symbols, of }: KnownCorrelations, entry: (rho: number) => number) {
  const n = symbols.length;
  return matrix(
    n,
    n,
    Float64Array.from({ length: n * n }, (_, k) => entry(of(Math.floor(k / n), k % n))),
  );
}

/**
 * Effective number of bets: exp of the entropy of the eigenvalues' shares of the correlation matrix (the effective rank of
 * Roy and Vetterli, 2007). Correlations of pairs over different bars may leave eigenvalues below 0; they count as 0.
 */
export function effectiveBets(known: KnownCorrelations): Correlation['effectiveBets'] {
  const symbols = known.symbols.length;
  if (symbols < 2) return { value: null, symbols, reason: 'fewer than two symbols have a correlation with each other' };
  const values = symmetricEigen(matrixOf(known, (rho) => rho)).values.map((value) => Math.max(0, value));
  const total = values.reduce((sum, value) => sum + value, 0);
  const entropy = values.reduce((sum, value) => (value > 0 ? sum - (value / total) * log(value / total) : sum), 0);
  return { value: exp(entropy), symbols, reason: null };
}

/** The symbols with like next to like: leaves of an average-linkage tree over √((1 − ρ) ÷ 2). */
export function likeNextToLike(known: KnownCorrelations): readonly string[] {
  if (known.symbols.length < 2) return known.symbols;
  const distances = matrixOf(known, (rho) => Math.sqrt((1 - rho) / 2));
  return leafOrder(clusterBy(distances, 'average')).map((i) => known.symbols[i]!);
}
