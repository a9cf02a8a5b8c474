import { BotError, dayText, momentText } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import type { ColumnDifference } from './compare.js';
import type { Capture } from './probe-capture.js';

/** The open time of a bar as text (UTC): of a daily one the day alone. */
export function barText(time: number): string {
  return time % 86_400_000 === 0 ? dayText(time) : momentText(time);
}

const intentHint =
  'Look for what onBar reads beside cols, p, account and state: bars or arrays kept in a closure or a module, and state written from them. At row t only rows ≤ t of them had closed.';

/** A strategy answered differently at a bar because of what came after it. */
export function lookAhead(
  { desk, row }: Pick<Capture, 'desk' | 'row'>,
  bars: Bars,
  form: string,
  what: string,
  where: string,
  { hint = intentHint, ...more }: { readonly hint?: string; readonly columnRow?: number } = {},
): BotError {
  const { strategy } = desk.choice;
  const time = bars.time[row]!;
  const known =
    form === 'truncated'
      ? `with the bars of ${bars.symbol} ending on ${barText(time)}`
      : `when ${bars.symbol} goes on differently after ${barText(time)}`;
  return new BotError('BOT_STRATEGY_LOOKAHEAD', `${strategy.id} looks ahead: ${known}, ${what}`, {
    details: { strategy: strategy.id, symbol: bars.symbol, time, row, form, where, ...more },
    hint,
  });
}

/** A column that a strategy prepared was another one because of what came after a bar. */
export function leakingColumn(
  where: Pick<Capture, 'desk' | 'row'>,
  bars: Bars,
  form: string,
  { column, row, is, was }: ColumnDifference,
): BotError {
  const rows = where.row - row + 1;
  const ahead = rows === 1 ? 'the next row or a later one' : `rows at least ${rows} later`;
  const what = `column "${column}" at ${barText(bars.time[row]!)} is ${is} instead of ${was}: it depends on ${ahead}`;
  const hint = `Make "${column}" at row i from rows ≤ i only: no [i + k], no centred window, no statistics of the whole series, nothing filled backwards, no bars.length, nothing kept from earlier frames.`;
  return lookAhead(where, bars, form, what, column, { hint, columnRow: row });
}

/** A strategy that is declared scale-free asked for something else at other prices. */
export function notScaleFree(capture: Capture, bars: Bars, factor: number, what: string): BotError {
  const { desk, row } = capture;
  const { strategy } = desk.choice;
  return new BotError(
    'BOT_STRATEGY_INVALID',
    `${strategy.id} is declared scale-free, but at ${factor} times the prices of ${desk.symbol} it asks for ${what}`,
    {
      details: { strategy: strategy.id, symbol: desk.symbol, time: bars.time[row]! },
      hint: 'Remove scaleFree, or compare prices only with prices.',
    },
  );
}

/** A strategy changed prices it was given. */
export function mutated(
  strategy: string,
  bars: Bars,
  change: { readonly column: string; readonly row: number; readonly was: number; readonly is: number },
): BotError {
  const time = bars.time[change.row]!;
  return new BotError(
    'BOT_STRATEGY_MUTATED',
    `${strategy} changed the bars of ${bars.symbol} it was given: ${change.column} on ${new Date(time).toISOString()} is ${change.is} instead of ${change.was}`,
    {
      details: { strategy, symbol: bars.symbol, time, row: change.row, column: change.column },
      hint: 'Bars are immutable by contract: copy a column (column.slice()) before changing it.',
    },
  );
}
