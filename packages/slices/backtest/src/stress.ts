import { defaultDraws, runFrames, sharpeIntervals, solventReturns, statsOf } from '@bot-v2/engine';
import type { FrameInput, FrameRun } from '@bot-v2/engine';
import { isBotError } from '@bot-v2/sdk';
import type { BacktestReport, StressReport, StressScenario } from '@bot-v2/sdk';
import { harderWorlds } from './harder-worlds.js';

/** Trades that are taken out. */
const bestTrades = 10;

/**
 * What a run's decisions come to in harder worlds: costs twice, one bar later, pessimistic ties, without the ten best
 * trades. The first three trade the same bars again with the same decisions, without probe; where a rule is in force
 * already, the run itself is the answer. A world in which the strategy cannot run is named in `unmeasured`.
 * @param seed of the intervals: that of the report, so that they differ by the returns alone
 * @throws BOT_RUN_ABORTED
 */
export function stressOf(input: FrameInput, run: FrameRun, report: BacktestReport, seed: number): StressReport {
  const worlds: { name: StressScenario['name']; text: string; stressed: FrameRun | null }[] = [];
  const unmeasured: { name: StressScenario['name']; reason: string }[] = [];
  for (const { name, text, input: harder } of harderWorlds(input, run)) {
    try {
      worlds.push({ name, text, stressed: harder === null ? null : runFrames(harder) });
    } catch (error) {
      if (!isBotError(error) || error.code === 'BOT_RUN_ABORTED' || error.code === 'BOT_INVARIANT') throw error;
      unmeasured.push({ name, reason: error.message });
    }
  }
  const intervals = intervalsOf(
    worlds.flatMap(({ stressed }) => stressed ?? []),
    seed,
  );
  const scenarios = worlds.map(({ name, text, stressed }): StressScenario => {
    const outcome = stressed === null ? unchanged(report) : measured(stressed, report, intervals.get(stressed) ?? null);
    return { name, text, ...outcome };
  });
  scenarios.push(withoutBestTrades(run, report));
  return { scenarios, unmeasured, ...edgeOf(report, scenarios, unmeasured) };
}

/** Sharpe intervals of several runs over the same bars, from the same draws. */
function intervalsOf(runs: readonly FrameRun[], seed: number): ReadonlyMap<FrameRun, Interval> {
  const found = new Map<FrameRun, Interval>();
  const [first] = runs;
  if (first === undefined) return found;
  const periods = periodsOf(first);
  const options = { periods, riskFree: first.account.terms.riskFree / periods, draws: defaultDraws, seed };
  const series = runs.map((run) => solventReturns(run.equity, run.capital));
  const together = series.every(({ length }) => length === series[0]!.length);
  const intervals = together
    ? sharpeIntervals(series, options)
    : series.flatMap((returns) => sharpeIntervals([returns], options));
  runs.forEach((run, i) => found.set(run, intervals[i]!));
  return found;
}

type Interval = readonly [number, number] | null;
type Outcome = Omit<StressScenario, 'name' | 'text'>;

function periodsOf(run: FrameRun): number {
  return Math.max(...run.legs.map((leg) => leg.bars.quality.periodsPerYear));
}

function unchanged({ stats }: BacktestReport): Outcome {
  const { sharpe, sharpeInterval, maxDrawdown, closedTrades, costs } = stats;
  return {
    rerun: false,
    totalReturn: stats.finalEquity / stats.initialEquity - 1,
    ...{ sharpe, sharpeInterval, maxDrawdown, closedTrades, costs },
  };
}

function measured(run: FrameRun, report: BacktestReport, sharpeInterval: Interval): Outcome {
  const { equity, time, capital, trades, timeInMarket, averageExposure } = run;
  const startTime = report.windows.history?.to ?? time[0] ?? 0;
  const stats = statsOf({
    ...{ equity, time, capital, startTime, trades, timeInMarket, averageExposure, sharpeInterval },
    periodsPerYear: periodsOf(run),
    riskFree: run.account.terms.riskFree,
    costs: run.costs.total,
    seed: 1,
  });
  return { ...unchanged({ ...report, stats }), rerun: true };
}

/** The account less the profits of the best trades: what is left when the luckiest ten had not been made. */
function withoutBestTrades(run: FrameRun, { stats }: BacktestReport): StressScenario {
  const profits = run.trades.map((trade) => trade.pnl).sort((a, b) => b - a);
  const taken = profits.slice(0, bestTrades).filter((profit) => profit > 0);
  const left = stats.finalEquity - taken.reduce((sum, profit) => sum + profit, 0);
  const closed = run.trades.filter((trade) => trade.exitTime !== null).length;
  return {
    name: 'without_best_trades',
    text: `without the ${bestTrades} best trades (${taken.length} with a profit, of ${run.trades.length})`,
    rerun: false,
    totalReturn: left / stats.initialEquity - 1,
    sharpe: null,
    sharpeInterval: null,
    maxDrawdown: null,
    closedTrades: closed,
    costs: stats.costs,
  };
}

const names: Readonly<Record<StressScenario['name'], string>> = {
  costs_doubled: 'at twice the costs',
  one_bar_later: 'one bar later',
  pessimistic_ties: 'with pessimistic ties',
  without_best_trades: 'without its ten best trades',
};

function edgeOf(
  { stats }: BacktestReport,
  scenarios: readonly StressScenario[],
  unmeasured: StressReport['unmeasured'],
): Pick<StressReport, 'edge' | 'verdict'> {
  const bounds = stats.sharpeInterval;
  if (bounds === null || bounds[0] <= 0) {
    const why =
      bounds === null ? 'there are too few returns' : 'the interval of its Sharpe ratio does not exclude zero';
    return { edge: 'none', verdict: `No edge is shown that could survive: ${why}.` };
  }
  const lost = scenarios.filter((scenario) => !survives(scenario)).map(({ name }) => names[name]);
  if (lost.length > 0) return { edge: 'lost', verdict: `The edge does not survive ${lost.join(', nor ')}.` };
  if (unmeasured.length > 0) {
    const open = unmeasured.map(({ name }) => names[name]).join(' and ');
    return { edge: 'lost', verdict: `The edge is not shown to survive: it could not be measured ${open}.` };
  }
  return { edge: 'survives', verdict: 'The edge survives every stress.' };
}

/** Whether the edge is still shown: an interval above zero, or a gain where there is no curve to take one from. */
function survives({ name, totalReturn, sharpeInterval }: StressScenario): boolean {
  if (name === 'without_best_trades') return totalReturn > 0;
  return sharpeInterval !== null && sharpeInterval[0] > 0;
}
