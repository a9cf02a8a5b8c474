import { contributionOf, detailOf, excursionsOf, regimesOf } from '@bot-v2/engine';
import type { FrameInput, FrameRun } from '@bot-v2/engine';
import type { BacktestResult, DecisionEntry, Trade } from '@bot-v2/sdk';
import type { LabelledBars } from './labelled-bars.js';

/** A result with the excursions of its trades, further figures of its portfolio, also by regime, and of each symbol. */
export function withDetail(
  { portfolio, bySymbol }: BacktestResult,
  input: FrameInput,
  run: FrameRun,
  { seed, labelled }: { readonly seed: number; readonly labelled: LabelledBars },
): BacktestResult {
  const excursions = excursionsOf(run);
  const added = (trades: readonly Trade[], made: readonly Trade[]) =>
    trades.map((trade, i) => ({ ...trade, ...excursions.get(made[i]!) }));
  const trades = added(portfolio.trades, run.trades);
  const detail = detailOf(run, portfolio, { seed, excursions, decisions: decisionsOf(input, run.firstDecision) });
  const regimes = regimesOf(run, bySymbol, labelled.series);
  const warnings = [...portfolio.warnings, ...labelled.warnings];
  return {
    portfolio: { ...portfolio, trades, warnings, detail: regimes.length === 0 ? detail : { ...detail, regimes } },
    bySymbol: Object.fromEntries(
      run.legs.map((leg) => {
        const report = bySymbol[leg.symbol]!;
        if (run.legs.length === 1) return [leg.symbol, { ...report, trades }];
        const contribution = contributionOf(run, leg, portfolio.stats, excursions);
        return [leg.symbol, { ...report, trades: added(report.trades, leg.trades), contribution }];
      }),
    ),
  };
}

/** What was decided when: the first choices, then what replaced them. */
function decisionsOf(input: FrameInput, firstDecision: number): DecisionEntry[] {
  const first = { at: firstDecision, perSymbol: Object.fromEntries(input.legs.map((leg) => [leg.symbol, leg])) };
  return [first, ...(input.decisions ?? [])].flatMap(({ at, perSymbol }) =>
    Object.entries(perSymbol).map(([symbol, { strategy, params, size }]) => ({
      at,
      symbol,
      strategy: `${strategy.id}@${strategy.version}`,
      params: { ...(params as DecisionEntry['params'] | undefined) },
      fraction: size?.fraction ?? null,
    })),
  );
}
