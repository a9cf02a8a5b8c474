import type { Random } from '@bot-v2/quant/random';
import type { Leg } from '../loop/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { FuturePath } from './future-path.js';

/** A made-up future and its name. */
export interface NamedPath {
  readonly name: 'rising' | 'falling';
  readonly path: FuturePath;
}

/** Two other futures of every leg, made when they are first asked for. */
export class Futures {
  private readonly made = new Map<string, NamedPath>();

  constructor(
    private readonly legs: readonly Leg[],
    private readonly random: Random,
  ) {}

  /** One of the two futures of a leg. */
  of(leg: number, name: NamedPath['name']): NamedPath {
    const { symbol, bars } = this.legs[leg]!;
    const key = `${name} ${symbol}`;
    let future = this.made.get(key);
    if (future === undefined) {
      const path = new FuturePath(forwardAdjusted(bars).bars, this.random.fork(key), name);
      this.made.set(key, (future = { name, path }));
    }
    return future;
  }
}
