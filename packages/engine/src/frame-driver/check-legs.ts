import { Account, BotError, dayText, describeIssues, suggestName, validateSync } from '@bot-v2/sdk';
import type { RunnableStrategy, Bars } from '@bot-v2/sdk';
import type { FrameDecision, Leg } from '../loop/index.js';
import { checkedChoice, checkInputs } from './check-choice.js';
import { checkFrame } from './check-frame.js';
import { checkTogether } from './check-together.js';

/** Money is counted in whole units of 1e-4, exactly up to here (2^53 units). */
const mostCapital = 9e11;
/** Annual rates beyond 1000 % are taken for a mistake of units. */
const mostRate = 10;

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
    `${symbol}: the choice has seen data through ${dayText(knownThrough)}, but decides on ${dayText(at)}`,
    {
      details: { symbol, knownThrough, at },
      hint: 'Evaluate after the data it was fitted on, or allow it with --allow-in-sample (the result is titled so).',
    },
  );
}

const fail = (message: string, hint: string) => new BotError('BOT_CAP_INPUT', message, { hint });

/**
 * The account, with defaults filled in, if it can trade.
 * @throws BOT_CAP_INPUT
 */
export function checkedAccount(given: Account): Account {
  const checked = validateSync(Account.schema, given);
  if (checked.issues !== undefined)
    throw fail(`the account: ${describeIssues(checked.issues)}`, 'Give an account, see flatAccount.');
  const account = checked.value;
  if (account.capital > mostCapital)
    throw fail(`capital is ${account.capital}`, `Give at most ${mostCapital}: beyond it money is not exact.`);
  const { cashInterest, riskFree, costs } = account.terms;
  for (const [name, rate] of Object.entries({ cashInterest, riskFree })) {
    if (Math.abs(rate) > mostRate) throw fail(`terms.${name} is ${rate}`, 'It is a fraction a year: 0.03 is 3 %.');
  }
  if (costs.commissionRate > 1)
    throw fail(`costs.commissionRate is ${costs.commissionRate}`, 'It is a fraction of notional: 0.001 is 0.1 %.');
  if (costs.halfSpreadBps + costs.slippageBps >= 10_000)
    throw fail('spread and slippage take the whole price', 'They are in basis points: 10 is 0.1 %.');
  return account;
}

/**
 * Whether legs can be run at all: symbols once, bars and choices in order, rows to evaluate.
 * @throws BOT_CAP_INPUT, BOT_DATA_MALFORMED, BOT_DATA_EMPTY, BOT_DATA_BASIS, BOT_DATA_NOT_TRADABLE,
 * BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS
 */
export function checkLegs(legs: readonly Leg[], account: Account): void {
  if (!Array.isArray(legs) || legs.length === 0)
    throw fail('a run needs at least one symbol', 'Give one leg a symbol.');
  checkedAccount(account);
  for (const leg of legs as readonly (Leg | null | undefined)[]) {
    if (typeof leg !== 'object' || leg === null || typeof leg.symbol !== 'string')
      throw fail('a leg has no symbol', 'Give it one.');
    checkFrame(leg.bars);
    if (leg.bars.symbol !== leg.symbol)
      throw fail(`${leg.symbol} is given bars of ${leg.bars.symbol}`, 'Give it bars of its own.');
    checkedChoice(leg.symbol, leg);
    checkInputs(leg);
  }
  if (new Set(legs.map((leg) => leg.symbol)).size !== legs.length)
    throw fail('a symbol is given twice', 'Give each symbol once.');
  for (const { symbol, bars, from } of legs) {
    if (!Number.isInteger(from) || from < 0) throw fail(`${symbol}: from is ${String(from)}`, 'It is a row number.');
    if (from >= bars.length) {
      throw new BotError('BOT_DATA_EMPTY', `${symbol} has no bars to evaluate`, {
        details: { symbol, from, bars: bars.length },
        hint: 'Decide earlier, or ask for a longer range.',
      });
    }
    checkTradable(bars, account);
    checkTick(symbol, bars.low.subarray(from), account);
  }
  checkTogether(legs);
}

/** A price is a tick at least: a fill below it could only be rounded to nothing. */
function checkTick(symbol: string, low: Float64Array, { terms }: Account): void {
  const tick = terms.instruments?.[symbol]?.tick;
  if (tick === undefined) return;
  const worst = 1 - (terms.costs.halfSpreadBps + terms.costs.slippageBps) / 10_000;
  const row = low.findIndex((price) => price * worst < tick);
  if (row < 0) return;
  throw fail(
    `instruments.${symbol}.tick is ${tick}, and its price falls to ${low[row]!}, spread and slippage not counted`,
    'Give the smallest step of its price.',
  );
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
          : `Decide on ${dayText(earliest)} or later (--decide-at ${dayText(earliest)}).`,
    },
  );
}

/**
 * The decision, with defaults filled in, if it is for an instant and names symbols of the run.
 * @throws BOT_CAP_INPUT, BOT_STRATEGY_INVALID, BOT_STRATEGY_PARAMS
 */
export function checkedDecision(decision: FrameDecision, symbols: readonly string[]): FrameDecision {
  const { at, perSymbol } = (decision as FrameDecision | null | undefined) ?? {};
  if (typeof at !== 'number' || Number.isNaN(at) || typeof perSymbol !== 'object' || perSymbol === null)
    throw fail('a decision has no instant or no choices', 'Give `at` and `perSymbol`.');
  const choices = Object.entries(perSymbol).map(([symbol, choice]) => {
    if (!symbols.includes(symbol))
      throw fail(`a decision names ${symbol}, which is not in the run`, suggestName(symbol, symbols));
    return [symbol, checkedChoice(symbol, choice)] as const;
  });
  return { at, perSymbol: Object.fromEntries(choices) };
}

/**
 * Whether a checked decision holds something fitted on later data, where the terms allow that.
 * @throws BOT_DATA_LOOKAHEAD where they do not
 */
export function decidedInSample({ at, perSymbol }: FrameDecision, account: Account): boolean {
  const choices = Object.entries(perSymbol);
  return (
    choices.filter(([symbol, { knownThrough }]) => checkKnownThrough(symbol, knownThrough, at, account)).length > 0
  );
}
