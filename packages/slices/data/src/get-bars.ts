import { barColumns, BotError, rowsUpTo } from '@bot-v2/sdk';
import type { BarColumn, Bars, BarsRequest } from '@bot-v2/sdk';
import { contentHash } from './content-hash.js';
import type { BarsProvider, LoadedBars } from './provider.js';
import { findingsOf } from './quality/index.js';

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The rows with `from <= time <= to`, and the actions with an ex-date among them. */
function cutToRange(loaded: LoadedBars, { from = -Infinity, to = Infinity }: BarsRequest): LoadedBars {
  const { time } = loaded.columns;
  const last = time.length - 1;
  if (from <= time[0]! && to >= time[last]!) return loaded;
  const end = rowsUpTo(time, to);
  const start = from === -Infinity ? 0 : rowsUpTo(time, from) - (time[rowsUpTo(time, from) - 1] === from ? 1 : 0);
  if (start >= end) {
    throw new BotError('BOT_DATA_EMPTY', `${loaded.symbol} has no bars in the range asked for`, {
      details: { symbol: loaded.symbol, from, to, first: time[0], last: time[last] },
      hint: `There are ${time.length} bars from ${day(time[0]!)} to ${day(time[last]!)}: choose --from and --to within.`,
    });
  }
  const columns = Object.fromEntries(barColumns.map((c) => [c, loaded.columns[c].slice(start, end)])) as Record<
    BarColumn,
    Float64Array
  >;
  const [first, final] = [columns.time[0]!, columns.time[end - start - 1]!];
  return {
    ...loaded,
    columns,
    adjustedClose: loaded.adjustedClose?.slice(start, end),
    actions: loaded.actions.filter(({ exDate }) => exDate >= first && exDate <= final),
  };
}

/**
 * Bars of one symbol: loaded by the provider, cut to the range asked for, checked and hashed.
 * Actions with an ex-date outside the rows returned are left out: earlier ones adjust nothing, later ones are not known.
 * @throws BOT_DATA_EMPTY when the range holds no bar (the message gives the range there is), and what the provider throws
 */
export async function getBars(provider: BarsProvider, request: BarsRequest): Promise<Bars> {
  const loaded = await provider.load(request);
  if (loaded.columns.time.length === 0) {
    throw new BotError('BOT_DATA_EMPTY', `${loaded.symbol} has no bars`, {
      details: { symbol: loaded.symbol },
      hint: 'Choose another symbol or provider.',
    });
  }
  const { symbol, columns, basis, actions, provenance, quality, adjustedClose } = cutToRange(loaded, request);
  const { interval } = request;
  const findings = findingsOf({ columns, actions, adjustedClose, interval });
  return {
    symbol,
    interval,
    length: columns.time.length,
    ...columns,
    basis,
    actions: [...actions],
    provenance: { ...provenance, contentHash: contentHash({ ...columns, actions: [...actions] }) },
    quality: { ...quality, findings },
  };
}
