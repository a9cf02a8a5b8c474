import { dayText, getData } from '@bot-v2/sdk';
import type { AnyCapability, Bars, BarsRequest } from '@bot-v2/sdk';
import { hashBars } from '../run/hash-bars.js';
import { wrongOutput } from './wrong-output.js';

type Values = Readonly<Record<string, unknown>>;

/** What is wrong with bars as an answer to a request; undefined when nothing is. */
function mistaken({ symbol, interval, time, length }: Bars, asked: BarsRequest): string | undefined {
  if (symbol !== asked.symbol) return `bars are of ${symbol}, not of ${asked.symbol}`;
  if (interval !== asked.interval) return `bars are of ${interval}, not of ${asked.interval}`;
  const { from = -Infinity, to = Infinity } = asked;
  const last = time[length - 1]!;
  if (time[0]! < from) return `bars begin on ${dayText(time[0]!)}, before ${dayText(from)} as asked`;
  return last > to ? `bars end on ${dayText(last)}, after ${dayText(to)} as asked` : undefined;
}

/**
 * The outputs of `data.get_data`, held against what was asked for; a frame that came without its hash gets it here.
 * Outputs of other capabilities are given back as they are.
 * @throws BOT_CAP_OUTPUT for bars of another symbol or interval, or outside the range asked for
 */
export function answeredBars(token: AnyCapability, slice: string, input: Values, outputs: Values): Values {
  if (token.id !== getData.id) return outputs;
  const bars = outputs['bars'] as Bars;
  const problem = mistaken(bars, input['request'] as BarsRequest);
  if (problem !== undefined) throw wrongOutput(slice, token.id, problem);
  const { provenance } = bars;
  if (provenance.contentHash !== '') return outputs;
  return { ...outputs, bars: { ...bars, provenance: { ...provenance, contentHash: hashBars(bars) } } };
}
