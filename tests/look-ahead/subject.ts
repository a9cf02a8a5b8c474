import { defineStrategy } from '@bot-v2/sdk';
import type { AnyStrategy, BarContext, Bars, Columns, TechnicalAnalysis } from '@bot-v2/sdk';
import { z } from 'zod';

/** One strategy under test: a small file each. */
export interface Subject {
  /** What it does, as a phrase. */
  readonly what: string;
  /** The strategy, from code evaluated anew: whatever it keeps outside its state starts empty. */
  readonly make: () => AnyStrategy;
  /** Symbols of its run (default one). */
  readonly symbols?: readonly string[];
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
  more: Partial<Pick<AnyStrategy, 'warmup' | 'scaleFree' | 'state'>> = {},
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

/** A column of the frame's length, row by row. */
export function columnOf(bars: Bars, value: (row: number) => number): Float64Array {
  return Float64Array.from({ length: bars.length }, (_, row) => value(row));
}
