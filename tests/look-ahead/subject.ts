import { definePortfolioStrategy, defineStrategy } from '@bot-v2/sdk';
import type {
  AnyPortfolioStrategy,
  AnyStrategy,
  BarContext,
  Bars,
  Columns,
  PortfolioContext,
  RunnableStrategy,
  TechnicalAnalysis,
} from '@bot-v2/sdk';
import { z } from 'zod';

/** One strategy under test: a small file each. */
export interface Subject {
  /** What it does, as a phrase. */
  readonly what: string;
  /** The strategy, from code evaluated anew: whatever it keeps outside its state starts empty. */
  readonly make: () => RunnableStrategy;
  /** Symbols of its run (default one). */
  readonly symbols?: readonly string[];
  /** Conventions of its run (default ours). */
  readonly conventions?: string;
  /**
   * It keeps copies of the first frame it sees. Code that cannot be evaluated anew is met with a made-up first frame, and
   * then knows nothing; only beside its twin it can be told from honest code.
   */
  readonly needsTwin?: true;
}

type Context = BarContext<unknown, Record<string, Float64Array>, Record<string, number>>;

/** A strategy of these functions; holds a full position while column `x` is above 0 unless it says otherwise. */
export function strategyOf(
  id: string,
  prepare: (bars: Bars, ta: TechnicalAnalysis, inputs: Columns) => Record<string, Float64Array>,
  onBar: (ctx: Context) => void = ({ cols, out }) => out.target(cols['x']!.now > 0 ? 1 : 0),
  more: Partial<Pick<AnyStrategy, 'warmup' | 'scaleFree' | 'state' | 'timeframes'>> = {},
): AnyStrategy {
  return defineStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 30,
    prepare: (bars, _, ta, inputs) => prepare(bars, ta, inputs),
    onBar: onBar as never,
    ...more,
  }) as AnyStrategy;
}

type Together = PortfolioContext<unknown, Record<string, Float64Array>, Record<string, number>>;

/** The same for a strategy that decides for all symbols at once. */
export function portfolioOf(
  id: string,
  prepare: (bars: Bars, ta: TechnicalAnalysis) => Record<string, Float64Array>,
  onBar: (ctx: Together) => void,
): AnyPortfolioStrategy {
  return definePortfolioStrategy({
    id,
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 30,
    state: (): Record<string, number> => ({}),
    prepare: (bars, _, ta) => prepare(bars, ta),
    onBar,
  });
}

/** A full position in the symbol whose column `x` is highest, nothing in the others. */
export function holdHighest({ cols, out }: Together): void {
  const best = cols.reduce((i, c, k) => (c['x']!.now > cols[i]!['x']!.now ? k : i), 0);
  out.forEach((orders, i) => orders.target(i === best ? 1 : 0));
}

/** A column of the frame's length, row by row. */
export function columnOf(bars: Bars, value: (row: number) => number): Float64Array {
  return Float64Array.from({ length: bars.length }, (_, row) => value(row));
}
