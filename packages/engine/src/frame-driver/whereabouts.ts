import type { Walk } from './walk.js';

/** A bar at which a strategy decides. */
export interface Whereabouts {
  readonly strategy: string;
  readonly symbol: string;
  readonly row: number;
  readonly time: number;
}

/** The bar whose strategy was called last: of the legs of one tick, which decide in order, the last one. */
export function whereaboutsOf({ desks, legs }: Walk): Whereabouts | null {
  let last: Whereabouts | null = null;
  for (const { symbol, runtime } of desks) {
    const { row } = runtime;
    if (row < 0) continue;
    const time = legs.find((leg) => leg.symbol === symbol)!.bars.time[row]!;
    if (last === null || time >= last.time) last = { strategy: runtime.strategy.id, symbol, row, time };
  }
  return last;
}
