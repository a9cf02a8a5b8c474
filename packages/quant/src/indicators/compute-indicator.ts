import { requireNumber, requireInteger } from '../parameters.js';
import type { Series } from '../series.js';
import type { IndicatorInput, IndicatorResult, IndicatorSpec } from './indicator-spec.js';

/** Columns an indicator may read, by input name, all of one length. */
export type IndicatorColumns = { readonly [Input in IndicatorInput]?: Series };

/**
 * Runs an indicator of the catalogue on named columns.
 * @param params overrides of the declared defaults
 * @returns its outputs by name, in the declared order, each of the columns' length
 * @throws RangeError when a column is missing or a parameter is unknown or out of range
 */
export function computeIndicator(
  spec: IndicatorSpec,
  columns: IndicatorColumns,
  params: Readonly<Record<string, number>> = {},
): Record<string, Float64Array> {
  const values = parametersOf(spec, params);
  const inputs = spec.inputs.map((input) => {
    const column = columns[input];
    if (column === undefined) throw new RangeError(`${spec.name}: column ${input} is missing`);
    return column;
  });
  const compute = spec.compute as (...args: readonly (Series | number)[]) => IndicatorResult;
  const result = compute(...inputs, ...Object.values(values));
  const [only] = spec.outputs;
  if ('BYTES_PER_ELEMENT' in result) return { [only ?? spec.name]: result as Float64Array };
  return result;
}

/**
 * Index of the first defined bar of an indicator whose inputs are defined from bar 0.
 * @throws RangeError when a parameter is unknown or out of range
 */
export function warmupOf(spec: IndicatorSpec, params: Readonly<Record<string, number>> = {}): number {
  return spec.warmup(parametersOf(spec, params));
}

/**
 * The declared parameters in order, defaults filled in and checked.
 * @throws RangeError when one is unknown or out of range
 */
export function parametersOf(spec: IndicatorSpec, given: Readonly<Record<string, number>>): Record<string, number> {
  for (const name of Object.keys(given)) {
    if (!spec.params.some((param) => param.name === name)) {
      const known = spec.params.map((param) => param.name).join(', ') || 'none';
      throw new RangeError(`${spec.name}: unknown parameter ${name} (known: ${known})`);
    }
  }
  const values: Record<string, number> = {};
  for (const param of spec.params) {
    const value = given[param.name] ?? param.default;
    const check = param.integer ? requireInteger : requireNumber;
    values[param.name] = check(spec.name, param.name, value, param.min);
    if (param.max !== undefined && value > param.max) {
      throw new RangeError(`${spec.name}: ${param.name} must be at most ${param.max}, got ${value}`);
    }
  }
  return values;
}
