import { BotError } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import type { ColumnDifference } from './compare.js';
import type { Capture } from './probe-capture.js';

/** A strategy answered differently at a bar because of what came after it. */
export function lookAhead(
  { desk, row }: Pick<Capture, 'desk' | 'row'>,
  bars: Bars,
  form: string,
  what: string,
  where: string,
): BotError {
  const { strategy } = desk.choice;
  const time = bars.time[row]!;
  const on = new Date(time).toISOString().slice(0, 10);
  const known =
    form === 'truncated'
      ? `with the bars of ${bars.symbol} ending on ${on}`
      : `when ${bars.symbol} goes on differently after ${on}`;
  return new BotError('BOT_STRATEGY_LOOKAHEAD', `${strategy.id} looks ahead: ${known}, ${what}`, {
    details: { strategy: strategy.id, symbol: bars.symbol, time, row, form, where },
    hint: 'Make every value at row t from rows ≤ t only: no centred windows, no statistics of the whole series, no bars.length, nothing kept from earlier frames.',
  });
}

/** A column that a strategy prepared was another one because of what came after a bar. */
export function leakingColumn(
  where: Pick<Capture, 'desk' | 'row'>,
  bars: Bars,
  form: string,
  { column, row, is, was }: ColumnDifference,
): BotError {
  const at = new Date(bars.time[row]!).toISOString().slice(0, 10);
  return lookAhead(where, bars, form, `column "${column}" at ${at} is ${is} instead of ${was}`, column);
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
