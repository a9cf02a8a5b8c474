import { barColumns, BotError, dayText, intervalSchema, rowsUpTo } from '@bot-v2/sdk';
import type { BarColumn, Bars, BarsRequest, Interval } from '@bot-v2/sdk';
import { contentHash } from './content-hash.js';
import { frameOf } from './frame-of.js';
import type { FrameOptions } from './frame-of.js';
import type { BarsProvider, LoadedBars } from './provider.js';

/** The rows with `from <= time <= to`, the actions with an ex-date among them, and earlier changes of symbol. */
function cutToRange(loaded: LoadedBars, { from = -Infinity, to = Infinity }: BarsRequest): LoadedBars {
  const { time } = loaded.columns;
  const last = time.length - 1;
  if (from <= time[0]! && to >= time[last]!) return loaded;
  const end = rowsUpTo(time, to);
  const start = from === -Infinity ? 0 : rowsUpTo(time, from) - (time[rowsUpTo(time, from) - 1] === from ? 1 : 0);
  if (start >= end) {
    throw new BotError('BOT_DATA_EMPTY', `${loaded.symbol} has no bars in the range asked for`, {
      details: { symbol: loaded.symbol, from, to, first: time[0], last: time[last] },
      hint: `There are ${time.length} bars from ${dayText(time[0]!)} to ${dayText(time[last]!)}: choose --from and --to within.`,
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
    stated: loaded.stated && {
      dividends: loaded.stated.dividends?.slice(start, end),
      splits: loaded.stated.splits?.slice(start, end),
      capitalGains: loaded.stated.capitalGains?.slice(start, end),
    },
    actions: loaded.actions.filter(
      ({ type, exDate }) => (exDate >= first || type === 'symbol_change') && exDate <= final,
    ),
  };
}

/**
 * Bars of one symbol: loaded by the provider, cut to the range asked for, repaired where configured, checked and hashed.
 * Actions with an ex-date outside the rows returned are left out: earlier ones adjust nothing (changes of symbol stay, they
 * say what the symbol was called), later ones are not known.
 * A repaired frame says so in its source and in findings `repaired_<name>`; its hash is that of the repaired rows.
 * @throws BOT_DATA_EMPTY when the range holds no bar (the message gives the range there is), BOT_CONFIG_INVALID for a
 *   repair or calendar that does not exist, and what the provider throws
 */
export async function getBars(provider: BarsProvider, request: BarsRequest, options: FrameOptions = {}): Promise<Bars> {
  const interval = shorter(provider.interval, request.interval);
  const loaded = await provider.load({ ...request, interval });
  if (loaded.columns.time.length === 0) {
    throw new BotError('BOT_DATA_EMPTY', `${loaded.symbol} has no bars`, {
      details: { symbol: loaded.symbol },
      hint: 'Choose another symbol or provider.',
    });
  }
  const bars = frameOf(cutToRange(loaded, request), interval, options);
  return interval === request.interval ? bars : await resampled(bars, request.interval, loaded.calendar);
}

/** The interval to load: the provider's own where a longer one is asked for. */
function shorter(own: Interval | undefined, asked: Interval): Interval {
  const order = intervalSchema.options;
  return own !== undefined && order.indexOf(own) < order.indexOf(asked) ? own : asked;
}

/** Longer bars by the exchange's calendar; an incomplete one at either end is left out. */
async function resampled(bars: Bars, interval: Interval, id: string | undefined): Promise<Bars> {
  if (id === undefined) {
    throw new BotError(
      'BOT_CONFIG_INVALID',
      `${bars.symbol}: ${interval} bars are made from ${bars.interval} bars by a calendar, and none is named`,
      {
        details: { symbol: bars.symbol, interval, from: bars.interval },
        hint: 'Name the exchange, for example --set data.csv.calendar=XNYS.',
      },
    );
  }
  const [{ calendar }, { resample }] = await Promise.all([
    import('@bot-v2/engine/calendar'),
    import('@bot-v2/engine/resampling'),
  ]);
  return resample(bars, interval, calendar(id), { hash: contentHash }).bars;
}
