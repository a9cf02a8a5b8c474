import { BotError, momentText } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { intervalMs, isIntraday } from '../calendar/index.js';
import type { Leg } from '../loop/index.js';

const fail = (message: string, hint: string) => new BotError('BOT_CAP_INPUT', message, { hint });

/** A symbol of a run, as far as it concerns the others. */
type Member = Pick<Leg, 'symbol' | 'bars' | 'strategy'>;

/**
 * Whether symbols can share a clock and an account: bars of one interval, so that none is decided on before it is over; prices
 * in one currency, since none is changed into another; and for a strategy that decides for all of them bars that begin
 * together.
 * @throws BOT_CAP_INPUT
 */
export function checkTogether(members: readonly Member[]): void {
  if (members.length < 2) return;
  const named = (what: (bars: Bars) => string) =>
    members.map(({ symbol, bars }) => `${symbol} ${what(bars)}`).join(', ');
  if (new Set(members.map(({ bars }) => bars.interval)).size > 1) {
    throw fail(
      `bars of different intervals cannot share a clock: ${named(({ interval }) => interval)}`,
      'Load all symbols at one interval; a strategy reads longer bars by its `timeframes`.',
    );
  }
  if (new Set(members.map(({ bars }) => bars.quality.currency)).size > 1) {
    throw fail(
      `prices in different currencies cannot share an account: ${named(({ quality }) => quality.currency)}`,
      'Run the symbols of each currency by themselves, or convert the bars before: nothing is converted here.',
    );
  }
  if (members.some(({ strategy }) => strategy.scope === 'portfolio')) checkGrid(members);
}

/** Refuses bars that begin while one of another symbol is under way: its close would be known before. Days begin together. */
function checkGrid(members: readonly Member[]): void {
  const { interval } = members[0]!.bars;
  if (!isIntraday(interval)) return;
  const length = intervalMs(interval);
  const next = members.map(() => 0);
  const until = members.map(() => -Infinity);
  for (;;) {
    const now = members.reduce((least, { bars }, k) => Math.min(least, bars.time[next[k]!] ?? Infinity), Infinity);
    if (now === Infinity) return;
    for (let k = 0; k < members.length; k++) {
      if (members[k]!.bars.time[next[k]!] === now) {
        next[k]!++;
        until[k] = now + length;
      } else if (now < until[k]!) {
        throw fail(
          `${members[k]!.strategy.id} decides for all symbols, and at ${momentText(now)} a bar begins while one of ${members[k]!.symbol} is under way`,
          'Give bars that begin together, or choose a strategy for each symbol.',
        );
      }
    }
  }
}
