import { conditionalValueAtRisk } from '@bot-v2/quant/statistics';
import type { Bars } from '@bot-v2/sdk';

/**
 * Mean loss of the worst days: minus the conditional value at risk of the last `window` one-bar simple returns of the
 * close at `level`, as a fraction. Reads rows t − window … t only; costs O(window log window) a call.
 * @returns NaN before row `window`; 0 or less when even the worst days lost nothing
 */
export function tailLoss({ close }: Pick<Bars, 'close'>, t: number, level: number, window: number): number {
  if (t < window) return NaN;
  const returns = new Float64Array(window);
  for (let i = 0; i < window; i++) {
    const row = t - window + 1 + i;
    returns[i] = close[row]! / close[row - 1]! - 1;
  }
  return -conditionalValueAtRisk(returns, level)!;
}
