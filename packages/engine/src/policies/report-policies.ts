/** Every convention that decides what is said about a run once it is over, each a switch of its own. */
export interface ReportPolicies {
  /** Returns from every bar, or from the last equity of each calendar day (week, month or year, where bars are that far apart). */
  readonly sampling: 'bar' | 'calendar-period';
  /** The first return: from the capital to the first sampled equity, or from that to the second. */
  readonly firstReturn: 'from-capital' | 'from-first-equity';
  /**
   * Periods in a year: those of the calendar, those its bar spacing suggests (252, 365 with weekends, 52, 12, 1), the same
   * taken for the days of a year of CAGR as well, 365 days in units of that spacing, or a number.
   */
  readonly annualFactor: 'calendar' | 'spacing' | 'spacing-as-days' | '365-days' | number;
  /**
   * Annual return: calendar growth, mean return × factor, or compounded geometric mean, of the returns alone or with one of 0
   * ahead of them.
   */
  readonly annualReturn: 'cagr' | 'arithmetic' | 'geometric' | 'geometric-flat-start';
  /** Annual volatility: sd × √factor, or that of the compounded product. */
  readonly annualVolatility: 'root-factor' | 'compounded';
  /** Sharpe and Sortino: from means per period, or from annual return over annual risk. */
  readonly ratios: 'per-period' | 'annual';
  /** Average trade return: arithmetic or geometric mean. */
  readonly averageTrade: 'arithmetic' | 'geometric';
  /** Profit factor from money or from trade returns. */
  readonly profitFactor: 'money' | 'returns';
  /** Degrees of freedom taken off in SQN. */
  readonly sqnDdof: 0 | 1;
  /** Bars in the market: those that end with a position, or all from entry to exit, both ends counted. */
  readonly exposure: 'closes' | 'entry-to-exit';
  /** Where buy and hold starts: the first evaluation open or close, or the first tradable close. */
  readonly benchmarkStart: 'first-open' | 'first-close' | 'first-tradable-close';
  /** Drawdown lengths: bars below the peak, or time from the peak to the recovery. */
  readonly drawdownDuration: 'bars' | 'time';
  /** Alpha and beta: by regression of returns, or log-return beta and whole-period alpha. */
  readonly alphaBeta: 'regression' | 'whole-period';
}
