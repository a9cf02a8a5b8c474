/** What is being done, by capability; `%` stands for the symbol. */
const verbs: Record<string, string> = {
  'data.get_data': 'Fetching data for %',
  'analyze.analyze': 'Analyzing %',
  'analyze.compare_strategies': 'Comparing strategies',
  'analyze.correlate': 'Correlating the symbols',
  'market_regime.detect': 'Detecting the regime of %',
  'ml_strategy.select': 'Selecting a strategy for %',
  'adaptive_portfolio.allocate': 'Allocating capital',
  'position_sizing.calculate': 'Sizing %',
  'backtest.run': 'Backtesting',
  'execution.execute': 'Executing',
  'optimize.run': 'Optimizing %',
  'paper_trade.run': 'Trading on paper',
  'live_trade.run': 'Trading live',
  'monitor.log_event': 'Logging the run',
};

/** The progress text of a step: `Fetching data for AAPL`; a step nobody here knows is `Running <id> for AAPL`. */
export function stepVerb(step: {
  readonly id: string;
  readonly capability?: string | undefined;
  readonly symbol?: string | undefined;
}): string {
  const verb = verbs[step.capability ?? ''] ?? `Running ${step.id}${step.symbol === undefined ? '' : ' for %'}`;
  return verb.replace('%', step.symbol ?? 'the portfolio');
}
