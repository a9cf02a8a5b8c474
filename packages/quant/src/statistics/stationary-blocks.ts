import { log, log1p } from '../elementary/index.js';
import type { Random } from '../random/random.js';

/** Calls `visit` for blocks (start, length ≤ n) that together make up one resample of n values. */
export type DrawBlocks = (visit: (start: number, length: number) => void) => void;

/**
 * The blocks of a stationary bootstrap: uniform starts among `n` values, geometric lengths with mean `block`, the last one
 * cut to what is left; a block may wrap round the end. Politis and Romano (1994).
 * @param block mean length, ≥ 1
 * @returns draws one resample at each call, from the generator as it stands
 */
export function stationaryBlocks(random: Random, n: number, block: number): DrawBlocks {
  const logStay = log1p(-1 / block);
  return (visit) => {
    for (let left = n; left > 0;) {
      const start = Math.floor(random.next() * n);
      const drawn = block === 1 ? 1 : Math.floor(log(1 - random.next()) / logStay) + 1;
      const length = drawn < left ? drawn : left;
      visit(start, length);
      left -= length;
    }
  };
}
