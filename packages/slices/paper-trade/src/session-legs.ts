import { replayHistory } from '@bot-v2/engine';
import type { ReplayLeg, SessionLeg } from '@bot-v2/engine';
import { BotError } from '@bot-v2/sdk';
import type { Evaluation, InputOf, RunContext, runPaper } from '@bot-v2/sdk';

/** What a session is given. */
export type PaperInput = InputOf<typeof runPaper>;

/** One symbol of a replayed session: what the engine trades, and the stored bars behind its feed. */
export interface PaperLeg {
  readonly session: SessionLeg;
  readonly replay: ReplayLeg;
}

/** The latest of instants that may be unknown. */
function latest(...instants: readonly (number | null | undefined)[]): number | null {
  const known = instants.filter((instant) => instant !== null && instant !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

function evaluationsOf(input: PaperInput): Readonly<Record<string, Evaluation>> {
  if (input.evaluations === undefined) {
    throw new BotError(
      'BOT_CAP_INPUT',
      'paper_trade: there are no stored bars to replay, and a live feed is not built yet',
      {
        hint: 'Put a step that fetches bars before the executing step, or bind `evaluations` in its `with`.',
      },
    );
  }
  if (Object.keys(input.evaluations).length === 0) {
    throw new BotError('BOT_CAP_INPUT', 'paper_trade: there is no symbol to trade', {
      hint: 'Give the bars of at least one symbol.',
    });
  }
  return input.evaluations;
}

function checkSymbols(input: PaperInput, evaluations: Readonly<Record<string, Evaluation>>): void {
  const unfit = (symbol: string, what: string) =>
    new BotError('BOT_CAP_INPUT', `paper_trade: ${symbol} ${what}`, {
      details: { symbol, bars: Object.keys(evaluations), choices: Object.keys(input.choices) },
      hint: 'Give bars and one choice for every symbol, and nothing else.',
    });
  for (const symbol of Object.keys(input.choices)) {
    if (evaluations[symbol] === undefined) throw unfit(symbol, 'has a choice, but no bars');
  }
  for (const [symbol, { bars, from }] of Object.entries(evaluations)) {
    if (input.choices[symbol] === undefined) throw unfit(symbol, 'has bars, but no choice');
    if (bars.symbol !== symbol) throw unfit(symbol, `was given the bars of ${bars.symbol}`);
    if (from < bars.length) continue;
    throw new BotError('BOT_DATA_EMPTY', `paper_trade: ${symbol} has no bars after the decision to replay`, {
      details: { symbol, from, bars: bars.length },
      hint: 'Decide earlier (--decide-at), or ask for a longer range.',
    });
  }
}

/**
 * One leg per symbol, by name.
 * @throws BOT_CAP_INPUT when there are no bars, or bars and choices are not of the same symbols; BOT_DATA_EMPTY when
 *   nothing is left to replay; BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS
 */
export async function resolvePaperLegs(input: PaperInput, ctx: RunContext): Promise<PaperLeg[]> {
  const evaluations = evaluationsOf(input);
  checkSymbols(input, evaluations);
  const legs: PaperLeg[] = [];
  for (const symbol of Object.keys(evaluations).sort()) {
    const replay: ReplayLeg = { symbol, ...evaluations[symbol]! };
    const choice = input.choices[symbol]!;
    const size = input.sizes?.[symbol] ?? null;
    const session: SessionLeg = {
      symbol,
      history: replayHistory(replay),
      strategy: await ctx.strategies.get(choice.strategy),
      params: choice.strategy.params,
      size,
      allocation: input.allocation?.[symbol] ?? null,
      knownThrough: latest(choice.knownThrough, choice.strategy.knownThrough, size?.knownThrough),
    };
    legs.push({ session, replay });
  }
  return legs;
}
