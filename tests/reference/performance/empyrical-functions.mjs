import { calendarReturns } from '@bot-v2/engine';
import * as statistics from '@bot-v2/quant/statistics';

/**
 * empyrical's functions as calls of ours. Each gets `series(name)` (returns by day, as recorded) and the recorded
 * inputs, and returns what the test asserted about: one value an assertion, a list where it asserted a list.
 */
const periodsOf = { daily: 252, weekly: 52, monthly: 12, quarterly: 4, yearly: 1 };
const year = ({ period }) => periodsOf[period] ?? 252;
const plain = (value) => Number(value ?? 0);

/** Missing returns dropped, on all of the series at once: the days of the first on which each has a number. */
function known(...columns) {
  const lookups = columns.map(({ index, at }) => new Map(index.map((day, row) => [day, at(row)])));
  const days = columns[0].index.filter((day) => lookups.every((values) => Number.isFinite(values.get(day))));
  return lookups.map((values) => Float64Array.from(days, (day) => values.get(day)));
}

/** Missing returns counted as bars without movement. */
const still = (column) => Float64Array.from(column.index, (_, row) => column.at(row) || 0);

/** One value, or one for each column of a frame. */
const each = (column, compute) => column.columns.map(compute);

/** The recorded number, or the recorded series, of a parameter, subtracted from returns bar by bar. */
function excess(returns, column, recorded) {
  if (column === undefined) return returns.map((value) => value - plain(recorded));
  return returns.map((value, row) => value - column.at(row));
}

const growth = (returns, start) => {
  const equity = statistics.equityFromReturns(returns, start === 0 ? 1 : start).slice(1);
  return start === 0 ? equity.map((value) => value - 1) : equity;
};

const finalGrowth = (returns, start) => {
  const total = statistics.cumulativeReturn(returns);
  return start === 0 ? total : start * (1 + total);
};

const drawdown = (returns) =>
  returns.length === 0 ? null : (statistics.maxDrawdown(statistics.equityFromReturns(returns))?.value ?? null);

/** A statistic of the known returns in every window of so many bars. */
function rolling(columns, window, compute) {
  const results = [];
  for (let end = window; end <= columns[0].index.length; end++) {
    const cut = columns.map(({ index, at }) => ({
      index: index.slice(end - window, end),
      at: (row) => at(row + end - window),
    }));
    results.push(compute(...known(...cut)));
  }
  return results;
}

/** Alpha and beta over the bars on which the benchmark did as wanted. */
function conditional(returns, benchmark, wanted) {
  const rows = [...benchmark.keys()].filter((row) => wanted(benchmark[row]));
  return statistics.alphaBeta(
    rows.map((row) => returns[row]),
    rows.map((row) => benchmark[row]),
  );
}

const pairOf = (found) => [found?.alpha ?? null, found?.beta ?? null];
const quotient = (a, b) => (a === null || b === null || b === 0 ? null : a / b);
const upDown = (r, b) => quotient(statistics.upCapture(r, b), statistics.downCapture(r, b));

/** A statistic of known returns. */
const simple =
  (compute) =>
  ({ series }, inputs) =>
    each(series('returns'), (column) => compute(known(column)[0], inputs));

/** A statistic of returns and of what they are measured against. */
const against =
  (name, compute) =>
  ({ series }) => {
    const [returns, benchmark] = known(series('returns').columns[0], series(name).columns[0]);
    return compute(returns, benchmark);
  };

const rolled =
  (names, compute) =>
  ({ series }, { window }) =>
    rolling(
      names.map((name) => series(name).columns[0]),
      window,
      compute,
    );

const rolledCapture = (compute) => (context, inputs) => [
  rolled(['returns', 'factor_returns'], compute)(context, inputs),
];

const calendarPeriods = { weekly: 'week', monthly: 'month', quarterly: 'quarter', yearly: 'year' };

/** A quantile of the known returns, or what lies below it, at the recorded level. */
const recordedRisk =
  (compute) =>
  ({ series }, { cutoff }) =>
    series('returns').columns.map((column) => compute(known(column)[0], cutoff ?? undefined));

export const empyricalFunctions = {
  aggregate_returns: ({ series }, { convert_to: period }) => {
    const [column] = series('returns').columns;
    const time = Float64Array.from(column.index, (day) => Date.parse(day));
    const equity = statistics.equityFromReturns(still(column)).slice(1);
    return calendarReturns(time, equity, 1, calendarPeriods[period]).map((entry) => entry.return);
  },
  value_at_risk: recordedRisk((r, cutoff) => statistics.valueAtRisk(r, cutoff)),
  conditional_value_at_risk: recordedRisk((r, cutoff) => statistics.conditionalValueAtRisk(r, cutoff)),
  simple_returns: ({ series }) => [[...statistics.returnsFromEquity(known(series('prices').columns[0])[0])]],
  cum_returns: ({ series }, { starting_value: start }) => [
    ...growth(still(series('returns').columns[0]), plain(start)),
  ],
  cum_returns_df: ({ series }, { starting_value: start }) => {
    const columns = each(series('returns'), (column) => growth(still(column), plain(start)));
    return [Array.from(columns[0], (_, row) => columns.map((column) => column[row]))];
  },
  cum_returns_final: ({ series }, { starting_value: start }) =>
    each(series('returns'), (column) => finalGrowth(still(column), plain(start))),
  cum_returns_final_df: ({ series }, { starting_value: start }) => [
    each(series('returns'), (column) => finalGrowth(still(column), plain(start))),
  ],
  max_drawdown: simple(drawdown),
  annual_ret: ({ series }, inputs) =>
    each(series('returns'), (column) => statistics.annualisedReturn(still(column), year(inputs))),
  cagr: ({ series }, inputs) =>
    each(series('returns'), (column) => statistics.annualisedReturn(still(column), year(inputs))),
  calmar: ({ series }, inputs) => each(series('returns'), (column) => statistics.calmar(still(column), year(inputs))),
  annual_volatility: simple((r, inputs) => statistics.annualisedVolatility(r, year(inputs))),
  omega: ({ series }, inputs) =>
    each(series('returns'), (column) => {
      const yearly = plain(inputs.required_return);
      const threshold = yearly <= -1 ? NaN : (1 + yearly) ** (1 / 252) - 1;
      const [returns, free] = series('risk_free') ? known(column, series('risk_free').columns[0]) : known(column);
      const above = free
        ? returns.map((value, row) => value - free[row])
        : excess(returns, undefined, inputs.risk_free);
      return statistics.omega(above, threshold);
    }),
  sharpe_ratio: simple((r, inputs) => statistics.sharpe(r, { riskFree: plain(inputs.risk_free), minimum: 2 })),
  sharpe_translation_same: ({ series }, { required_return: free, translation }) => {
    const [returns] = known(series('returns').columns[0]);
    const moved = (by) =>
      statistics.sharpe(
        returns.map((value) => value + by),
        { riskFree: free + by, minimum: 2 },
      );
    return [moved(translation), moved(-translation)];
  },
  sortino_translation_same: ({ series }, { required_return: target, translation }) => {
    const [returns] = known(series('returns').columns[0]);
    const moved = (by) =>
      statistics.sortino(
        returns.map((value) => value + by),
        { target: target + by, minimum: 2 },
      );
    return [moved(translation), moved(-translation)];
  },
  downside_risk: simple((r, inputs) =>
    statistics.downsideDeviation(r, { target: plain(inputs.required_return), periods: year(inputs) }),
  ),
  sortino: simple((r, inputs) =>
    statistics.sortino(r, { target: plain(inputs.required_return), periods: year(inputs), minimum: 2 }),
  ),
  excess_sharpe: ({ series }, inputs) => {
    const column = series('returns').columns[0];
    const factor = series('factor_returns')?.columns[0];
    const [returns, benchmark] = factor ? known(column, factor) : known(column);
    const flat = returns.map(() => plain(inputs.factor_returns));
    return [statistics.informationRatio(returns, benchmark ?? flat)];
  },
  alpha_beta: against('benchmark', (r, b) => pairOf(statistics.alphaBeta(r, b))),
  alpha_beta_with_nan_inputs: against('benchmark', (r, b) => pairOf(statistics.alphaBeta(r, b))),
  alpha: against('benchmark', (r, b) => {
    const value = statistics.alpha(r, b);
    return [value, value];
  }),
  beta: against('benchmark', (r, b) => {
    const value = statistics.beta(r, b);
    return [value, value];
  }),
  alpha_beta_equality: against('benchmark', (r, b) => {
    const { alpha, beta } = statistics.alphaBeta(r, b) ?? { alpha: null, beta: null };
    return [alpha, beta, statistics.alpha(r, b), statistics.beta(r, b)];
  }),
  up_alpha_beta: against('benchmark', (r, b) => pairOf(conditional(r, b, (value) => value >= 0))),
  down_alpha_beta: against('benchmark', (r, b) => pairOf(conditional(r, b, (value) => value <= 0))),
  stability_of_timeseries: simple((r) => statistics.stability(r)),
  tail_ratio: simple((r) => statistics.tailRatio(r)),
  batting_average: against('benchmark', (r, b) => {
    const over = (wanted) => {
      const rows = [...b.keys()].filter((row) => wanted(b[row]));
      return statistics.battingAverage(
        rows.map((row) => r[row]),
        rows.map((row) => b[row]),
      );
    };
    return [[over(() => true), over((value) => value > 0), over((value) => value <= 0)]];
  }),
  capture_ratio: against('factor_returns', (r, b) => [statistics.capture(r, b)]),
  up_capture: against('benchmark', (r, b) => [statistics.upCapture(r, b)]),
  down_capture: against('factor_returns', (r, b) => [statistics.downCapture(r, b)]),
  up_down_capture: against('factor_returns', (r, b) => [upDown(r, b)]),
  roll_up_capture: rolledCapture((r, b) => statistics.upCapture(r, b)),
  roll_down_capture: rolledCapture((r, b) => statistics.downCapture(r, b)),
  roll_up_down_capture: rolledCapture(upDown),
  roll_max_drawdown: (...given) => [rolled(['returns'], drawdown)(...given)],
  roll_sharpe_ratio: (...given) => [rolled(['returns'], (r) => statistics.sharpe(r, { minimum: 2 }))(...given)],
  roll_alpha_beta: (...given) => {
    const pairs = rolled(['returns', 'benchmark'], (r, b) => pairOf(statistics.alphaBeta(r, b)))(...given);
    return [pairs.map(([alpha]) => alpha), pairs.map(([, beta]) => beta)];
  },
};

/** Functions without a counterpart. */
export const empyricalNotBuilt = {
  gpd_risk_estimates: 'the generalised Pareto tail is not in quant',
  beta_fragility_heuristic: 'the fragility heuristic is not in quant',
};
