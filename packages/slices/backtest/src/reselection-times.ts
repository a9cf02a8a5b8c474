import type { Bars } from '@bot-v2/sdk';

/**
 * Instants at which the decision recurs: the open time of every `stride`-th evaluation bar of the common clock, counted
 * from the first decision; the last bar is left out, because nothing could trade after it. Empty for stride 0.
 * Evaluation of decision k is what lies after its instant, up to and including the next one.
 */
export function reselectionTimes(
  evaluations: readonly { readonly bars: Bars; readonly from: number }[],
  stride: number,
): number[] {
  if (stride === 0) return [];
  const ticks = new Set<number>();
  for (const { bars, from } of evaluations) for (let t = from; t < bars.length; t++) ticks.add(bars.time[t]!);
  const clock = [...ticks].sort((a, b) => a - b);
  return clock.filter((_, i) => (i + 1) % stride === 0 && i + 1 < clock.length);
}
