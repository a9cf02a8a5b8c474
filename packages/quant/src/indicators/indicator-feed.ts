import { requireEqualLengths } from '../parameters.js';
import { toColumn } from '../series.js';
import { parametersOf, type IndicatorColumns } from './compute-indicator.js';
import type { IndicatorInput, IndicatorSpec } from './indicator-spec.js';
import type { IndicatorStream, Outputs } from './series-stream.js';

/** One bar of the columns an indicator reads. */
export type IndicatorBar = { readonly [Input in IndicatorInput]?: number };

/** An indicator of the catalogue, fed bar by bar or in chunks; the values are those of the batch form, bit for bit. */
export interface IndicatorFeed {
  /**
   * Takes the next bar.
   * @returns the outputs by name at that bar: always the same object, NaN while warming up
   * @throws RangeError when an input is missing
   */
  next(bar: IndicatorBar): Readonly<Record<string, number>>;
  /**
   * Takes the next bars, any number of them.
   * @returns the outputs by name for these bars, of the chunk's length
   * @throws RangeError when a column is missing or lengths differ
   */
  append(columns: IndicatorColumns): Record<string, Float64Array>;
}

/**
 * The streaming form of any indicator of the catalogue.
 * @param params overrides of the declared defaults
 * @throws RangeError when a parameter is unknown or out of range
 */
export function createIndicator(spec: IndicatorSpec, params: Readonly<Record<string, number>> = {}): IndicatorFeed {
  const values = Object.values(parametersOf(spec, params));
  const create = spec.stream as (...params: readonly number[]) => IndicatorStream & Outputs<string>;
  const stream = create(...values);
  const { inputs, outputs } = spec;
  const current: Record<string, number> = Object.fromEntries(outputs.map((output) => [output, Number.NaN]));
  const [only] = outputs;
  const single = outputs.length === 1 ? only : undefined;
  const row: number[] = inputs.map(() => Number.NaN);
  const take = (): void => {
    const value = stream.next(...row);
    if (single !== undefined) current[single] = value;
    else for (const output of outputs) current[output] = stream[output]!;
  };
  return {
    next(bar) {
      inputs.forEach((input, k) => {
        const value = bar[input];
        if (value === undefined) throw new RangeError(`${spec.name}: input ${input} is missing`);
        row[k] = value;
      });
      take();
      return current;
    },
    append(columns) {
      const given = inputs.map((input) => {
        const column = columns[input];
        if (column === undefined) throw new RangeError(`${spec.name}: column ${input} is missing`);
        return toColumn(column);
      });
      const length = requireEqualLengths(spec.name, ...given);
      const result = Object.fromEntries(outputs.map((output) => [output, new Float64Array(length)]));
      for (let i = 0; i < length; i++) {
        for (let k = 0; k < given.length; k++) row[k] = given[k]![i]!;
        take();
        for (const output of outputs) result[output]![i] = current[output]!;
      }
      return result;
    },
  };
}
