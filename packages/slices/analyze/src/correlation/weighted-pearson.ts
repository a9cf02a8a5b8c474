import { pow, square } from '@bot-v2/quant/elementary';

/**
 * Pearson correlation with weights that halve every `halfLife` values into the past, around weighted means.
 * @returns null where a series does not vary under the weights, or for fewer than two pairs
 */
export function weightedPearson(x: Float64Array, y: Float64Array, halfLife: number): number | null {
  const n = x.length;
  const keep = pow(0.5, 1 / halfLife);
  const over = (value: (i: number) => number): number => {
    let total = 0;
    for (let i = 0; i < n; i++) total = total * keep + value(i);
    return total;
  };
  const weight = over(() => 1);
  const [mx, my] = [over((i) => x[i]!) / weight, over((i) => y[i]!) / weight];
  const xx = over((i) => square(x[i]! - mx));
  const yy = over((i) => square(y[i]! - my));
  const xy = over((i) => (x[i]! - mx) * (y[i]! - my));
  const scale = Math.sqrt(xx) * Math.sqrt(yy);
  return n > 1 && scale > 1e-24 * weight ? Math.max(-1, Math.min(1, xy / scale)) : null;
}
