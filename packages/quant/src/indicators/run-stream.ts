import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import type { IndicatorStream, Outputs } from './series-stream.js';

/** Columns of an indicator with several outputs, by output name. */
export type OutputColumns<Name extends string> = { readonly [Each in Name]: Float64Array };

/**
 * The batch form of a streaming indicator: every bar through a fresh stream.
 * @returns what `next` returned, same length
 * @throws RangeError on unequal lengths
 */
export function runStream(where: string, stream: IndicatorStream, ...inputs: readonly Series[]): Float64Array {
  const out = new Float64Array(requireEqualLengths(where, ...inputs));
  feed(stream, inputs, (i, value) => {
    out[i] = value;
  });
  return out;
}

/**
 * The batch form of a streaming indicator with several outputs.
 * @returns each named output, same length
 * @throws RangeError on unequal lengths
 */
export function runOutputs<const Name extends string>(
  where: string,
  stream: IndicatorStream & Outputs<Name>,
  outputs: readonly Name[],
  ...inputs: readonly Series[]
): OutputColumns<Name> {
  const length = requireEqualLengths(where, ...inputs);
  const columns = outputs.map(() => new Float64Array(length));
  feed(stream, inputs, (i) => {
    for (let k = 0; k < columns.length; k++) columns[k]![i] = stream[outputs[k]!];
  });
  return Object.fromEntries(outputs.map((name, k) => [name, columns[k]!])) as OutputColumns<Name>;
}

function feed(stream: IndicatorStream, inputs: readonly Series[], take: (i: number, value: number) => void): void {
  const [a, b, c, d] = inputs.map(toColumn);
  const length = a?.length ?? 0;
  if (b === undefined) for (let i = 0; i < length; i++) take(i, stream.next(a![i]!));
  else if (c === undefined) for (let i = 0; i < length; i++) take(i, stream.next(a![i]!, b[i]!));
  else if (d === undefined) for (let i = 0; i < length; i++) take(i, stream.next(a![i]!, b[i]!, c[i]!));
  else for (let i = 0; i < length; i++) take(i, stream.next(a![i]!, b[i]!, c[i]!, d[i]!));
}
