import { runFrames, statsOf } from '@bot-v2/engine';
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
  const scenarios: StressScenario[] = [];
  const unmeasured: { name: StressScenario['name']; reason: string }[] = [];
  for (const { name, text, input: harder } of harderWorlds(input, run)) {
    try {
      const stressed = harder === null ? null : runFrames(harder);
      scenarios.push({ name, text, ...(stressed === null ? unchanged(report) : measured(stressed, report, seed)) });
    } catch (error) {
      if (!isBotError(error) || error.code === 'BOT_RUN_ABORTED' || error.code === 'BOT_INVARIANT') throw error;
      unmeasured.push({ name, reason: error.message });
    }
  }
  scenarios.push(withoutBestTrades(run, report));
  return { scenarios, unmeasured, ...edgeOf(report, scenarios, unmeasured) };
}

type Outcome = Omit<StressScenario, 'name' | 'text'>;

function unchanged({ stats }: BacktestReport): Outcome {
  const { sharpe, sharpeInterval, maxDrawdown, closedTrades, costs } = stats;
  return {
    rerun: false,
    totalReturn: stats.finalEquity / stats.initialEquity - 1,
    ...{ sharpe, sharpeInterval, maxDrawdown, closedTrades, costs },
  };
}

function measured(run: FrameRun, report: BacktestReport, seed: number): Outcome {
  const stats = statsOf({
    equity: run.equity,
    time: run.time,
    capital: run.capital,
    startTime: report.windows.history?.to ?? run.time[0] ?? 0,
    periodsPerYear: Math.max(...run.legs.map((leg) => leg.bars.quality.periodsPerYear)),
    riskFree: run.account.terms.riskFree,
    trades: run.trades,
    timeInMarket: run.timeInMarket,
    averageExposure: run.averageExposure,
    costs: run.costs.total,
    seed,
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
