import { requireInteger } from '../parameters.js';

/** Binomial coefficient n over k, exact up to 2⁵³; 0 for k > n. */
export function binomial(n: number, k: number): number {
  requireInteger('binomial', 'n', n, 0);
  requireInteger('binomial', 'k', k, 0);
  if (k > n) return 0;
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = Math.round((result * (n - i + 1)) / i);
  return result;
}

/** All choices of `k` of the numbers 0 … n − 1, each ascending, in lexicographic order. */
export function combinations(n: number, k: number): number[][] {
  const count = binomial(n, k);
  const all: number[][] = [];
  const chosen = Array.from({ length: k }, (_, i) => i);
  for (let c = 0; c < count; c++) {
    all.push([...chosen]);
    let last = k - 1;
    while (last >= 0 && chosen[last] === n - k + last) last--;
    if (last < 0) break;
    chosen[last]!++;
    for (let i = last + 1; i < k; i++) chosen[i] = chosen[i - 1]! + 1;
  }
  return all;
}
