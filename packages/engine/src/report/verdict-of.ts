import type { BacktestReport } from '@bot-v2/sdk';

/** The part of a report that a verdict rests on. */
export type Judged = Pick<BacktestReport, 'inSample' | 'insufficient'> & {
  readonly stats: Pick<BacktestReport['stats'], 'closedTrades' | 'openTrades' | 'sharpeInterval' | 'totalReturn'>;
  readonly benchmark: {
    readonly buyAndHold: Pick<BacktestReport['stats'], 'totalReturn'>;
    readonly sameExposure: Pick<BacktestReport['stats'], 'totalReturn'>;
  };
};

/**
 * What a judged run allows one to say, in words. Rules, first match first:
 * no order probe, no claim is made here (a run that fails the probe has no report at all);
 * an in-sample run is no test; no trades, nothing to judge; a 95 % interval of the Sharpe ratio that is absent, touches
 * zero, or lies on one side of it. What follows compares plain returns with buy & hold and claims nothing more.
 */
export function verdictOf(report: Judged): string {
  const { stats } = report;
  if (stats.closedTrades + stats.openTrades === 0) return 'No trade was made: there is nothing to judge.';
  const claim = `${sharpeClaim(stats.sharpeInterval)}${comparison(report)}.`;
  if (report.inSample) return `IN-SAMPLE, no test of anything. ${claim}`;
  if (report.insufficient.length > 0) return `Insufficient data for a judgement. ${claim}`;
  return claim;
}

function sharpeClaim(bounds: readonly [number, number] | null): string {
  if (bounds === null) return 'Too few returns to tell from luck';
  if (bounds[0] > 0) return 'Better than holding cash, at 95 % confidence';
  if (bounds[1] < 0) return 'Worse than holding cash, at 95 % confidence';
  return 'Not distinguishable from luck';
}

/** How the return compares with buy & hold, then with buy & hold at the same exposure. */
function comparison(report: Judged): string {
  const own = report.stats.totalReturn;
  const held = report.benchmark.buyAndHold.totalReturn;
  const exposed = report.benchmark.sameExposure.totalReturn;
  if (own === null || held === null) return '';
  if (own < held) {
    return exposed !== null && own > exposed
      ? '; buy & hold did better, but not at the same exposure'
      : '; buy & hold did better';
  }
  return own === held ? '; buy & hold did the same' : '; buy & hold did worse';
}
