import { solventReturns } from '@bot-v2/engine';
import { superiorAbility } from '@bot-v2/quant/overfitting';
import { mean } from '@bot-v2/quant/statistics';
import { BotError, errorData, fixedChoice, isBotError, runBacktest } from '@bot-v2/sdk';
import type { Account, BacktestReport, Bars, ComparedStrategy, InputOf, NamedStrategy } from '@bot-v2/sdk';
import type { PositionSize, RunContext, StrategyComparison } from '@bot-v2/sdk';
import { contendersOf } from './compared-strategies.js';
import type { Contender } from './compared-strategies.js';
import { comparisonVerdict } from './comparison-verdict.js';
import { judgedBars } from './judged-bars.js';
import { differenceText, sharpeDifferences } from './sharpe-differences.js';

/** What is compared. */
export interface ComparisonInput {
  readonly histories: Readonly<Record<string, Bars>>;
  /** Empty: every installed strategy at its default parameters; one: that one and these. */
  readonly strategies: readonly NamedStrategy[];
  readonly account: Account;
}

/** What a comparison needs of a run. */
export type ComparisonServices = Pick<RunContext, 'strategies' | 'seed' | 'signal' | 'use'>;

const inSample =
  'IN-SAMPLE: a strategy chosen from this was chosen on the bars it shows. Judge it on bars that are not among them.';
const luckMethod = "Hansen's test of superior predictive ability, against holding at each strategy's own exposure";

/**
 * Backtests strategies on the same bars, account and size (an equal share of equity for each symbol at full signal), ranks
 * them by Sharpe ratio, and says which differences are more than chance. A strategy that cannot be run has its reason in
 * its row; the others go on. Nothing is decided here.
 * @throws BOT_CAP_INPUT without histories or strategies, BOT_REGISTRY_MISSING without a backtest; BOT_REGISTRY_UNKNOWN_STRATEGY,
 *   BOT_STRATEGY_PARAMS for a named strategy; BOT_RUN_ABORTED
 */
export async function compareStrategies(input: ComparisonInput, ctx: ComparisonServices): Promise<StrategyComparison> {
  const backtest = ctx.use(runBacktest);
  const symbols = Object.keys(input.histories).sort();
  const contenders = await contendersOf(input.strategies, ctx.strategies);
  if (symbols.length === 0 || contenders.length === 0) {
    throw new BotError(
      'BOT_CAP_INPUT',
      `analyze.compare_strategies: there is no ${symbols.length === 0 ? 'history' : 'strategy'}`,
      {
        hint: 'Give a history of at least one symbol, and install or name strategies.',
      },
    );
  }
  const { evaluations, tooShort } = judgedBars(contenders, input.histories);
  const sizes = Object.fromEntries(symbols.map((symbol) => [symbol, equalShare(symbol, symbols.length)]));
  const run = async (contender: Contender): Promise<Outcome> => {
    const { ref, error } = contender;
    const failure = error ?? tooShort.get(contender) ?? null;
    if (failure !== null) return { ref, report: null, error: failure };
    if (ctx.signal.aborted) throw new BotError('BOT_RUN_ABORTED', 'the comparison was interrupted');
    const choices = Object.fromEntries(symbols.map((symbol) => [symbol, fixedChoice(symbol, ref)]));
    const { account } = input;
    const given: InputOf<typeof runBacktest> = { evaluations, choices, sizes, account };
    try {
      return { ref, report: (await backtest(given)).result.portfolio, error: null };
    } catch (caught) {
      if (!isBotError(caught) || caught.code === 'BOT_RUN_ABORTED' || caught.code === 'BOT_INVARIANT') throw caught;
      return { ref, report: null, error: caught };
    }
  };
  const outcomes: Outcome[] = [];
  for (const contender of contenders) outcomes.push(await run(contender));
  return judged(outcomes, symbols, input, ctx.seed('analyze.comparison'));
}

interface Outcome {
  readonly ref: ComparedStrategy['strategy'];
  readonly report: BacktestReport | null;
  readonly error: unknown;
}

/** The same full position for every strategy. */
function equalShare(symbol: string, symbols: number): PositionSize {
  const fraction = 1 / symbols;
  const policy = {
    method: 'fixed' as const,
    fraction,
    confidence: 1,
    regime: 1,
    maxFraction: fraction,
    minFraction: 0,
  };
  return { symbol, at: null, fraction, policy, reasons: [], noTrade: null };
}

interface Compared {
  readonly outcome: Outcome;
  readonly report: BacktestReport;
  /** Per bar. */
  readonly returns: Float64Array;
  /** Return less that of holding at the same average exposure, per bar. */
  readonly excess: Float64Array;
}

function judged(
  outcomes: readonly Outcome[],
  symbols: readonly string[],
  { histories, account }: ComparisonInput,
  seed: number,
): StrategyComparison {
  const periods = Math.max(...symbols.map((symbol) => histories[symbol]!.quality.periodsPerYear));
  const compared = outcomes
    .flatMap((outcome) => comparedOf(outcome))
    .sort((a, b) => b.report.stats.sharpe! - a.report.stats.sharpe!);
  const differences =
    compared.length < 2
      ? []
      : sharpeDifferences(
          compared.map(({ returns }) => returns),
          0,
          { periods, riskFree: account.terms.riskFree / periods, seed },
        );
  const ranked = compared.map(({ outcome, excess }, k): ComparedStrategy => ({
    ...rowOf(outcome),
    rank: k + 1,
    behind: k === 0 ? null : differences[k]!,
    excessReturn: mean(excess)! * periods,
  }));
  const inRank = new Set(compared.map(({ outcome }) => outcome));
  const others = outcomes.filter((outcome) => !inRank.has(outcome));
  const rows = [
    ...ranked,
    ...others.filter(({ report }) => report !== null).map(rowOf),
    ...others.filter(({ report }) => report === null).map(rowOf),
  ];
  const luck = luckOf(compared, seed);
  const first = outcomes.find(({ report }) => report !== null)?.report ?? null;
  return {
    symbols: [...symbols],
    window: first?.windows.evaluation ?? { from: 0, to: 0, bars: 0 },
    rows,
    luck,
    ...comparisonVerdict(rows, luck),
    inSample,
    interval: differenceText,
    warnings: warningsOf(rows, first),
  };
}

/** An outcome that can be compared; none where it has no Sharpe ratio. */
function comparedOf(outcome: Outcome): Compared[] {
  const { report } = outcome;
  if (report === null || report.stats.sharpe === null) return [];
  const { equity, benchmark, stats } = report;
  const returns = solventReturns(Float64Array.from(equity.value), stats.initialEquity);
  const held = solventReturns(heldAt(benchmark.equity, equity.time, stats.initialEquity), stats.initialEquity);
  const exposure = stats.averageExposure ?? 0;
  return [{ outcome, report, returns, excess: returns.map((r, t) => r - exposure * (held[t] ?? 0)) }];
}

/** A curve at other times: its last value, `before` until the first. */
function heldAt(
  curve: { readonly time: readonly number[]; readonly value: readonly number[] },
  at: readonly number[],
  before: number,
) {
  let k = -1;
  return Float64Array.from(at, (time) => {
    while (k + 1 < curve.time.length && curve.time[k + 1]! <= time) k++;
    return k < 0 ? before : curve.value[k]!;
  });
}

function rowOf({ ref, report, error }: Outcome): ComparedStrategy {
  const none = { rank: null, behind: null, excessReturn: null };
  if (report === null) {
    const { code, message } = errorData(error as BotError);
    const empty = { stats: null, sameExposure: null, lookAhead: null, fitted: false, orderHash: null, note: null };
    return { strategy: ref, ...none, ...empty, error: { code, message } };
  }
  const { stats, benchmark, lookAhead, inSample: fitted, orderHash } = report;
  const traded = stats.closedTrades + stats.openTrades > 0;
  const note = stats.sharpe !== null ? null : traded ? 'its returns have no Sharpe ratio' : 'it never traded';
  return {
    strategy: ref,
    ...none,
    stats,
    sameExposure: benchmark.sameExposure,
    lookAhead,
    fitted,
    orderHash,
    error: null,
    note,
  };
}

/** The bootstrap of Hansen's test on returns beyond those of the same exposure. */
function luckOf(compared: readonly Compared[], seed: number): StrategyComparison['luck'] {
  const strategies = compared.length;
  const untested = (reason: string) => ({ method: luckMethod, strategies, pValue: null, reason });
  if (strategies === 0) return untested('no strategy has a Sharpe ratio');
  const { length } = compared[0]!.returns;
  const { pValues } = superiorAbility({
    benchmark: new Float64Array(length),
    models: compared.map(({ excess }) => excess.map((r) => -r)),
    block: 20,
    draws: 2_000,
    seed,
  });
  return { method: luckMethod, strategies, pValue: pValues.consistent, reason: null };
}

function warningsOf(rows: readonly ComparedStrategy[], report: BacktestReport | null): string[] {
  if (report === null) return [];
  const { bars } = report.windows.evaluation;
  const fitted = rows.filter((row) => row.fitted).map(({ strategy }) => strategy.id);
  const unproven = rows.filter((row) => row.lookAhead?.verdict === 'not_proven').map(({ strategy }) => strategy.id);
  return [
    ...(bars < 252 ? [`annualised figures rest on ${bars} bars`] : []),
    ...(fitted.length > 0 ? [`fitted to some of these bars: ${fitted.join(', ')}`] : []),
    ...(unproven.length > 0 ? [`too few decisions to rule out look-ahead: ${unproven.join(', ')}`] : []),
  ];
}
