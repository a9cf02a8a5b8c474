import type { Random } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';
import type { Leg } from '../loop/index.js';
import { forwardAdjusted } from '../price-view/index.js';
import { FuturePath } from './future-path.js';
import type { FutureShape } from './future-path.js';

/**
 * Two futures that the past does not make unlikely, and two whose moves and volumes are four times and a quarter of it:
 * those move a quantile, a deviation or a level of the whole series that a likely future leaves where it is.
 */
const shapes = {
  falling: { rising: 0.4, moves: 1, volume: 1 },
  rising: { rising: 0.6, moves: 1, volume: 1 },
  wild: { rising: 0.6, moves: 4, volume: 4 },
  quiet: { rising: 0.1, moves: 1 / 4, volume: 1 / 4 },
} as const satisfies Record<string, FutureShape>;

/** Name of a made-up future. */
export type FutureName = keyof typeof shapes;

/** Their names. */
export const futureNames = Object.keys(shapes) as readonly FutureName[];

/** How much it counts that a made-up future stands on the other side of a bar than the real one, after so many rows. */
const otherSide: readonly (readonly [rows: number, weight: number])[] = [
  [1, 4],
  [2, 2],
  [5, 1],
  [10, 1],
];

/** A made-up future and its name. */
export interface NamedPath {
  readonly name: FutureName;
  readonly path: FuturePath;
}

/** Other futures of every symbol of a run, made when they are first asked for. */
export class Futures {
  private readonly made = new Map<string, NamedPath>();
  private readonly bars: ReadonlyMap<string, Bars>;

  constructor(
    legs: readonly Leg[],
    private readonly random: Random,
  ) {
    this.bars = new Map(legs.map(({ symbol, bars }) => [symbol, bars]));
  }

  /** One of the futures of a symbol. */
  of(symbol: string, name: FutureName): NamedPath {
    const key = `${name} ${symbol}`;
    let future = this.made.get(key);
    if (future === undefined) {
      const view = forwardAdjusted(this.bars.get(symbol)!).bars;
      this.made.set(key, (future = { name, path: new FuturePath(view, this.random.fork(key), shapes[name]) }));
    }
    return future;
  }

  /**
   * The future that goes the other way after a bar than what really came: what knows the one cannot be right about the
   * other. Of equal ones the first from `first` on.
   */
  otherWay(symbol: string, { close, length }: Bars, row: number, first: FutureName): FutureName {
    const start = futureNames.indexOf(first);
    let best = first;
    let most = 0;
    for (let i = 0; i < futureNames.length; i++) {
      const name = futureNames[(start + i) % futureNames.length]!;
      const { path } = this.of(symbol, name);
      let weight = 0;
      for (const [rows, counts] of otherSide) {
        if (row + rows < length && path.risesAfter(row, rows) !== close[row + rows]! > close[row]!) weight += counts;
      }
      if (weight > most) [best, most] = [name, weight];
    }
    return best;
  }
}
