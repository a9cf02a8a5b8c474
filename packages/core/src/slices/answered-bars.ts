import { dayText, getData } from '@bot-v2/sdk';
import type { AnyCapability, Bars, BarsRequest } from '@bot-v2/sdk';
import { hashBars } from '../run/hash-bars.js';
import type { LoadedSlice } from './loaded-slice.js';
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
 * The outputs of `data.get_data`, held against what was asked for; a frame that came without its hash gets it here; the
 * hash of an installed slice that is not ours is checked, since replays go by it. Outputs of other capabilities are given back as they are.
 * @throws BOT_CAP_OUTPUT for bars of another symbol or interval, outside the range asked for, or with a wrong hash
 */
export function answeredBars(token: AnyCapability, provider: LoadedSlice, input: Values, outputs: Values): Values {
  if (token.id !== getData.id) return outputs;
  const bars = outputs['bars'] as Bars;
  const problem = mistaken(bars, input['request'] as BarsRequest);
  if (problem !== undefined) throw wrongOutput(provider.id, token.id, problem);
  const { provenance } = bars;
  const given = provenance.contentHash;
  const { origin } = provider.candidate;
  if (given !== '' && (origin === 'first-party' || origin === 'inline')) return outputs;
  const contentHash = hashBars(bars);
  if (given !== '' && given !== contentHash)
    throw wrongOutput(provider.id, token.id, 'contentHash is not that of the rows; it may be left empty');
  return { ...outputs, bars: { ...bars, provenance: { ...provenance, contentHash } } };
}
