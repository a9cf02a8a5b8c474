import { createRandom } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';
import { barsThrough } from '../frames.js';

/** Bars through a path of log returns. */
function barsOf(returns: Float64Array): Bars {
  let price = 100;
  return barsThrough(returns.map((r) => (price *= Math.exp(r))));
}

const length = 1500;

/** A random walk without drift, 1 % a day. */
export function noise(seed: string): Bars {
  const random = createRandom(`noise ${seed}`);
  return barsOf(Float64Array.from({ length }, () => random.normal(0, 0.01)));
}

/** Noise whose volatility clusters (a GARCH path, 1 % a day on average, tails by mixture): changes alone are not an edge. */
export function restlessNoise(seed: string): Bars {
  const random = createRandom(`restless noise ${seed}`);
  let variance = 1e-4;
  let last = 0;
  return barsOf(
    Float64Array.from({ length }, () => {
      variance = 2e-6 + 0.1 * last * last + 0.88 * variance;
      const shock = random.normal() * (random.next() < 0.05 ? 2 : 0.918);
      return (last = Math.sqrt(variance) * shock);
    }),
  );
}

/** Returns that take back a share (`pull`) of the distance from a slow level every day: what is far below it rises. */
export function pulled(pull: number): (seed: string) => Bars {
  return (seed) => {
    const random = createRandom(`pulled ${seed}`);
    let distance = 0;
    return barsOf(
      Float64Array.from({ length }, () => {
        const r = random.normal(0, 0.01) - pull * distance;
        distance += r;
        return r;
      }),
    );
  };
}
