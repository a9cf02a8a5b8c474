import type { CandlestickSpec } from '@bot-v2/quant/candlesticks';
import { warmupOf, type IndicatorSpec } from '@bot-v2/quant/indicators';
import { notice } from './exports-page.js';

/** How a column is called in a signature: a lone close may be any series. */
const columnsOf = ({ inputs }: IndicatorSpec): readonly string[] =>
  inputs.length === 1 && inputs[0] === 'close' ? ['x'] : inputs;

/** What is promised of an indicator's first bar, in words. */
export function firstBar(spec: IndicatorSpec): string {
  const defaults = spec.params.map(({ name, default: value }) => `${name} ${value}`).join(', ');
  const bar = warmupOf(spec);
  const first = bar === 0 ? 'Defined from the first bar on' : `NaN before bar ${bar}`;
  return `${first}${defaults === '' ? '' : ` with ${defaults}`}${spec.sparse ? ', and wherever nothing is confirmed' : ''}.`;
}

function method(spec: IndicatorSpec): string {
  const required = spec.compute.length - spec.inputs.length;
  const columns = columnsOf(spec).map((name) => `${name}: Float64Array`);
  const params = spec.params.map(({ name }, k) => `${name}${k < required ? '' : '?'}: number`);
  const several = spec.outputs.map((output) => `'${output}'`).join(' | ');
  const result = spec.outputs.length === 1 && spec.outputs[0] === spec.name ? 'Float64Array' : `OutputsOf<${several}>`;
  return `  /** ${spec.title}: ${spec.formula}. ${firstBar(spec)} */
  ${spec.name}(${[...columns, ...params].join(', ')}): ${result};`;
}

function pattern(spec: CandlestickSpec): string {
  return `  /** ${spec.title} (${spec.signals}): ${spec.formula}. NaN before bar ${spec.warmup}. */
  ${spec.name}(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;`;
}

/** The types of a strategy's `ta`: one method for each entry of both catalogues. */
export function functionsPage(indicators: readonly IndicatorSpec[], candlesticks: readonly CandlestickSpec[]): string {
  return `// ${notice}

/** Several columns of the frame's length, by name. */
export type OutputsOf<Name extends string> = { readonly [Each in Name]: Float64Array };

/**
 * Every indicator. Columns go in first, then parameters in their declared order; what comes out has the length of what
 * went in. A parameter out of range or columns of unequal length throw a RangeError.
 */
export interface IndicatorFunctions {
${indicators.map(method).join('\n')}
}

/** Every candlestick pattern: 100 bullish, -100 bearish, 0 none; a neutral pattern is 100 where it is. */
export interface CandlestickFunctions {
${candlesticks.map(pattern).join('\n')}
}
`;
}
