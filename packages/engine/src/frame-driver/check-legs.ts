import { BotError, suggestName } from '@bot-v2/sdk';
import type { Account, RunnableStrategy, Bars } from '@bot-v2/sdk';
import type { FrameDecision, Leg } from '../loop/index.js';

const day = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Whether fills at the open would be fills at the previous close: the quality check found it on too many bars. */
export function opensUntrusted(bars: Bars): boolean {
  return bars.quality.findings.some((f) => f.check === 'open_equals_previous_close' && f.severity === 'error');
}

/**
 * Whether bars can be traded on these terms.
 * @throws BOT_DATA_BASIS for total-return prices, BOT_DATA_NOT_TRADABLE for an index
 */
export function checkTradable(bars: Bars, account: Account): void {
  const { symbol } = bars;
  if (bars.basis === 'total_return') {
    throw new BotError('BOT_DATA_BASIS', `${symbol}: nobody ever traded at total-return prices`, {
      details: { symbol, basis: bars.basis },
      hint: 'Give raw bars with their actions, or split-adjusted ones.',
    });
  }
  if (!bars.quality.tradable && !account.terms.allowIndex) {
    throw new BotError(
      'BOT_DATA_NOT_TRADABLE',
      `${symbol} cannot be bought: it is an index or another computed series`,
      {
        details: { symbol },
        hint: 'Choose a symbol that trades, or allow it knowingly with --allow-index.',
      },
    );
  }
}

/** Refuses what was fitted on data later than `at`; true when the terms allow it in sample. */
export function checkKnownThrough(
  symbol: string,
  knownThrough: number | null | undefined,
  at: number,
  account: Account,
): boolean {
  if (knownThrough === null || knownThrough === undefined || knownThrough <= at) return false;
  if (account.terms.allowInSample) return true;
  throw new BotError(
    'BOT_DATA_LOOKAHEAD',
    `${symbol}: the choice has seen data through ${day(knownThrough)}, but decides on ${day(at)}`,
    {
      details: { symbol, knownThrough, at },
      hint: 'Evaluate after the data it was fitted on, or allow it with --allow-in-sample (the result is titled so).',
    },
  );
}

/**
 * Whether legs can be run at all: symbols once, rows to evaluate, enough history for the warm-up.
 * @throws BOT_CAP_INPUT, BOT_DATA_EMPTY, BOT_DATA_BASIS, BOT_DATA_NOT_TRADABLE
 */
export function checkLegs(legs: readonly Leg[], account: Account): void {
  const fail = (message: string, hint: string) => new BotError('BOT_CAP_INPUT', message, { hint });
  if (legs.length === 0) throw fail('a run needs at least one symbol', 'Give one leg a symbol.');
  if (!(account.capital > 0)) throw fail(`capital is ${account.capital}`, 'Give a positive capital.');
  if (new Set(legs.map((leg) => leg.symbol)).size !== legs.length)
    throw fail('a symbol is given twice', 'Give each symbol once.');
  for (const { symbol, bars, from } of legs) {
    if (!Number.isInteger(from) || from < 0) throw fail(`${symbol}: from is ${from}`, 'It is a row number.');
    if (from >= bars.length) {
      throw new BotError('BOT_DATA_EMPTY', `${symbol} has no bars to evaluate`, {
        details: { symbol, from, bars: bars.length },
        hint: 'Decide earlier, or ask for a longer range.',
      });
    }
    checkTradable(bars, account);
  }
}

/**
 * Whether the bars before the first decision warm a strategy up.
 * @throws BOT_DATA_HISTORY_SHORT with the earliest date that would do
 */
export function checkWarmup(
  symbol: string,
  bars: Bars,
  from: number,
  strategy: RunnableStrategy,
  warmup: number,
): void {
  const needed = from === 0 ? warmup : warmup + 1;
  if (from === 0 ? bars.length > needed : from >= needed) return;
  const earliest = bars.time[warmup];
  throw new BotError(
    'BOT_DATA_HISTORY_SHORT',
    `${strategy.id} needs ${warmup} bars of ${symbol} before it decides, there are ${Math.max(0, (from === 0 ? bars.length : from) - 1)}`,
    {
      details: { symbol, strategy: strategy.id, warmup, earliest: earliest ?? null },
      hint:
        earliest === undefined
          ? 'Ask for a longer range.'
          : `Decide on ${day(earliest)} or later (--decide-at ${day(earliest)}).`,
    },
  );
}

/**
 * Whether a decision names symbols of the run and has seen nothing later; true when it has and that is allowed.
 * @throws BOT_CAP_INPUT, BOT_DATA_LOOKAHEAD
 */
export function checkDecision(decision: FrameDecision, legs: readonly Leg[], account: Account): boolean {
  const symbols = legs.map((leg) => leg.symbol);
  for (const symbol of Object.keys(decision.perSymbol)) {
    if (symbols.includes(symbol)) continue;
    throw new BotError('BOT_CAP_INPUT', `a decision names ${symbol}, which is not in the run`, {
      hint: suggestName(symbol, symbols),
    });
  }
  let inSample = false;
  for (const [symbol, choice] of Object.entries(decision.perSymbol)) {
    inSample = checkKnownThrough(symbol, choice.knownThrough, decision.at, account) || inSample;
  }
  return inSample;
}
