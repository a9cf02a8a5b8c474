import type { Leg } from '@bot-v2/engine';
import { BotError } from '@bot-v2/sdk';
import type { Allocation, Decision, InputOf, PositionSize, RunContext, runBacktest, StrategyChoice } from '@bot-v2/sdk';

/** What a backtest is given. */
export type BacktestInput = InputOf<typeof runBacktest>;

/** What is decided for one symbol. */
interface SymbolDecision {
  readonly choice: StrategyChoice;
  readonly size?: PositionSize | undefined;
  readonly allocation?: Allocation | undefined;
}

/** The part of a leg that a decision sets. */
export type DecidedLeg = Pick<Leg, 'strategy' | 'twin' | 'params' | 'size' | 'allocation' | 'knownThrough'>;

function missing(what: string, symbol: string, details: Record<string, unknown>): BotError {
  return new BotError('BOT_CAP_INPUT', `backtest.run: ${symbol} has no ${what}`, {
    details: { symbol, ...details },
    hint: `Give one ${what} for every symbol, and nothing else.`,
  });
}

/** The latest of instants that may be unknown. */
function latest(...instants: readonly (number | null | undefined)[]): number | null {
  const known = instants.filter((instant) => instant !== null && instant !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * Turns one symbol's decision into code and data for the engine.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS
 */
async function resolveDecision(decision: SymbolDecision, ctx: Pick<RunContext, 'strategies'>): Promise<DecidedLeg> {
  const { choice, size, allocation } = decision;
  return {
    strategy: await ctx.strategies.get(choice.strategy),
    twin: await ctx.strategies.twin?.(choice.strategy),
    params: choice.strategy.params,
    size: size ?? null,
    allocation: allocation ?? null,
    knownThrough: latest(choice.knownThrough, choice.strategy.knownThrough, size?.knownThrough),
  };
}

/**
 * One leg per evaluated symbol.
 * @throws BOT_CAP_INPUT when a symbol lacks bars or a choice, or is keyed under another name; BOT_REGISTRY_*
 */
export async function resolveLegs(input: BacktestInput, ctx: Pick<RunContext, 'strategies'>): Promise<Leg[]> {
  const symbols = Object.keys(input.evaluations).sort();
  if (symbols.length === 0) {
    throw new BotError('BOT_CAP_INPUT', 'backtest.run: there is no symbol to evaluate', {
      hint: 'Give the evaluation bars of at least one symbol.',
    });
  }
  for (const symbol of Object.keys(input.choices)) {
    if (input.evaluations[symbol] === undefined) throw missing('evaluation bars', symbol, { evaluated: symbols });
  }
  const legs: Leg[] = [];
  for (const symbol of symbols) {
    const { bars, from } = input.evaluations[symbol]!;
    const choice = input.choices[symbol];
    if (choice === undefined) throw missing('choice', symbol, { chosen: Object.keys(input.choices) });
    if (bars.symbol !== symbol) throw missing(`bars of its own (they are of ${bars.symbol})`, symbol, {});
    const decided = { choice, size: input.sizes?.[symbol], allocation: input.allocation?.[symbol] };
    legs.push({ symbol, bars, from, ...(await resolveDecision(decided, ctx)) });
  }
  return legs;
}

/**
 * A later decision, for the engine.
 * @throws BOT_REGISTRY_*
 */
export async function resolveLater(
  decision: Decision,
  ctx: Pick<RunContext, 'strategies'>,
): Promise<Record<string, DecidedLeg>> {
  const perSymbol: Record<string, DecidedLeg> = {};
  for (const [symbol, decided] of Object.entries(decision.perSymbol)) {
    perSymbol[symbol] = await resolveDecision({ ...decided, allocation: decision.allocation?.[symbol] }, ctx);
  }
  return perSymbol;
}
