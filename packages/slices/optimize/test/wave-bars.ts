import { createRandom } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';
import { barsThrough } from '../../../../tests/frames.js';

/** Seeded daily bars whose returns are a given function of noise and of the returns before. */
export function pathOf(
  seed: number | string,
  length: number,
  next: (noise: () => number, returns: readonly number[]) => number,
): Bars {
  const random = createRandom(seed);
  const returns: number[] = [];
  let price = 100;
  const closes = Array.from({ length }, () => {
    const r = next(() => random.normal(), returns);
    returns.push(r);
    price *= Math.exp(r);
    return price;
  });
  return barsThrough(closes);
}
