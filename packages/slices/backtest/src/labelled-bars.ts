import type { FrameRun } from '@bot-v2/engine';
import { labelRegimes } from '@bot-v2/sdk';
import type { RegimeSeries, RunContext } from '@bot-v2/sdk';

/** The way to a provider of labels, where there is one. */
export type LabelServices = Partial<Pick<RunContext, 'useIfProvided'>>;

/** Labels of the bars that were traded, by symbol. */
export interface LabelledBars {
  readonly series: ReadonlyMap<string, RegimeSeries>;
  /** Why a symbol's labels cannot be used. */
  readonly warnings: readonly string[];
}

/**
 * Asks for the regime of every bar of a run, its warm-up included, where anybody labels bars. Done when the run is over:
 * no strategy can see a label. A provider that fails has degraded the run; its symbol has no labels,
 * which a warning says.
 * @throws BOT_RUN_ABORTED
 */
export async function labelBars(run: FrameRun, ctx: LabelServices): Promise<LabelledBars> {
  const series = new Map<string, RegimeSeries>();
  const warnings: string[] = [];
  const label = ctx.useIfProvided?.(labelRegimes);
  if (label === undefined) return { series, warnings };
  for (const { symbol, bars } of run.legs) {
    const given = (await label({ history: bars }))?.series;
    if (given === undefined) warnings.push(`${symbol} has no results by regime: ${labelRegimes.id} failed`);
    else if (given.time.length === bars.length && given.time.every((at, t) => at === bars.time[t]))
      series.set(symbol, given);
    else warnings.push(`${symbol} has no results by regime: ${labelRegimes.id} labelled other bars than those traded`);
  }
  return { series, warnings };
}
