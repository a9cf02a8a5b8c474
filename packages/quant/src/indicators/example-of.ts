import type { IndicatorSpec } from './indicator-spec.js';

/**
 * How a strategy's `prepare` calls an indicator with its defaults, e.g. `ta.rsi(bars.close, 14)`. A second series is
 * called `other`.
 */
export function exampleOf({ name, inputs, params }: IndicatorSpec): string {
  const columns = inputs.map((input) => (input === 'other' ? 'other' : `bars.${input}`));
  return `ta.${name}(${[...columns, ...params.map((param) => param.default)].join(', ')})`;
}
