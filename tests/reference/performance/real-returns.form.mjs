import { kellyLoss } from '@bot-v2/slice-position-sizing';
import { streak } from '@bot-v2/quant/indicators';
import * as statistics from '@bot-v2/quant/statistics';
import { within } from '../agreement.mjs';
import { numbers } from '../reference-file.mjs';

/** The risk-free return a bar behind `sharpe_rf`. */
const riskFree = 1e-4;

/** The peers print bias-corrected moments; ours are the biased ones. */
function sampleSkewness(r) {
  const n = r.length;
  return (statistics.skewness(r) * Math.sqrt(n * (n - 1))) / (n - 2);
}

function sampleExcessKurtosis(r) {
  const n = r.length;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * (statistics.kurtosis(r) - 3) + 6);
}

/** How much quantstats widens a deviation for returns that depend on those before: by their correlation, at every lag. */
function autocorrelationPenalty(r) {
  const n = r.length;
  const correlation = Math.abs(statistics.pearson(r.subarray(0, n - 1), r.subarray(1)));
  let sum = 0;
  for (let lag = 1; lag < n; lag++) sum += ((n - lag) / n) * correlation ** lag;
  return Math.sqrt(1 + 2 * sum);
}

/** Mean of what lies below the 5 % quantile of the normal distribution with the values' moments. */
function normalShortfall(values) {
  const quantile = statistics.mean(values) + statistics.standardDeviation(values) * statistics.normalQuantile(0.05);
  return statistics.mean(values.filter((value) => value < quantile));
}

/** Falls below the highest value so far, a bar each; the start counts as such a value. */
function falls(equity) {
  let high = equity[0];
  return equity.slice(1).map((value) => value / (high = Math.max(high, value)) - 1);
}

/** What both peers report: ours, or one step of arithmetic on ours. */
function statisticsOf(r, benchmark) {
  const equity = statistics.equityFromReturns(r);
  const gains = r.filter((value) => value > 0);
  const losses = r.filter((value) => value < 0);
  const total = statistics.cumulativeReturn(r);
  const cagr = statistics.annualisedReturn(r);
  const sharpe = statistics.sharpe(r);
  const sortino = statistics.sortino(r);
  const tail = statistics.tailRatio(r);
  const profitFactor = statistics.profitFactor(r);
  const winRate = statistics.hitRate(r);
  const payoff = statistics.payoffRatio(r);
  const beta = statistics.beta(r, benchmark);
  const drawdown = statistics.maxDrawdown(equity).value;
  const pitfall = -normalShortfall(falls(equity)) / statistics.standardDeviation(r);
  const penalty = autocorrelationPenalty(r);
  const geometric = (1 + total) ** (1 / r.length) - 1;
  const notLost = r.filter((value) => value >= 0);
  const normalQuantile = statistics.mean(r) + statistics.standardDeviation(r) * statistics.normalQuantile(0.05);
  // quantstats divides by one bar less than there are returns; ours counts the start as a bar too.
  const ulcer = statistics.ulcerIndex(equity) * Math.sqrt((r.length + 1) / (r.length - 1));
  const runs = streak(equity).filter((value) => !Number.isNaN(value));
  const both = { sharpe, sortino, tail_ratio: tail, max_drawdown: drawdown, omega: statistics.omega(r) };
  return {
    empyrical: {
      ...both,
      calmar: statistics.calmar(r),
      skew: sampleSkewness(r),
      kurt: sampleExcessKurtosis(r),
      cum_returns_final: total,
      annual_return: cagr,
      annual_volatility: statistics.annualisedVolatility(r),
      sharpe_rf: statistics.sharpe(r, { riskFree }),
      downside_risk: statistics.downsideDeviation(r),
      stability: statistics.stability(r),
      var_5: statistics.valueAtRisk(r),
      cvar_5: statistics.conditionalValueAtRisk(r),
      alpha: statistics.alpha(r, benchmark),
      beta,
      capture: statistics.capture(r, benchmark),
      up_capture: statistics.upCapture(r, benchmark),
      down_capture: statistics.downCapture(r, benchmark),
      excess_sharpe: statistics.informationRatio(r, benchmark),
    },
    quantstats: {
      ...both,
      calmar: statistics.calmar(r),
      skew: sampleSkewness(r),
      kurtosis: sampleExcessKurtosis(r),
      comp: total,
      cagr,
      rar: cagr,
      volatility: statistics.annualisedVolatility(r),
      adjusted_sortino: sortino / Math.SQRT2,
      smart_sharpe: sharpe / penalty,
      smart_sortino: sortino / penalty,
      serenity_index: statistics.sum(r) / (ulcer * pitfall),
      risk_of_ruin: ((1 - winRate) / (1 + winRate)) ** r.length,
      exposure: Math.ceil((100 * (gains.length + losses.length)) / r.length) / 100,
      // The formula takes the non-excess kurtosis; quantstats puts the excess into it.
      probabilistic_sharpe_ratio: statistics.probabilisticSharpe({
        sharpe: statistics.sharpe(r, { periods: 1 }),
        n: r.length,
        skewness: sampleSkewness(r),
        kurtosis: sampleExcessKurtosis(r),
      }),
      payoff_ratio: payoff,
      profit_factor: profitFactor,
      win_rate: winRate,
      consecutive_wins: Math.max(...runs),
      consecutive_losses: -Math.min(...runs),
      avg_win: statistics.mean(gains),
      avg_loss: statistics.mean(losses),
      best: statistics.quantile(r, 1),
      worst: statistics.quantile(r, 0),
      kelly_criterion: kellyLoss({ winRate, payoff }),
      gain_to_pain_ratio: statistics.omega(r) - 1,
      common_sense_ratio: profitFactor * tail,
      cpc_index: profitFactor * winRate * payoff,
      recovery_factor: Math.abs(statistics.sum(r)) / Math.abs(drawdown),
      risk_return_ratio: statistics.sharpe(r, { periods: 1 }),
      expected_return: geometric,
      geometric_mean: geometric,
      treynor_ratio: total / beta,
      information_ratio: statistics.informationRatio(r, benchmark),
      r_squared: statistics.pearson(r, benchmark) ** 2,
      value_at_risk: normalQuantile,
      conditional_value_at_risk: normalShortfall(r),
      avg_return: statistics.mean(r.filter((value) => value !== 0)),
      outlier_win_ratio: statistics.quantile(r, 0.99) / statistics.mean(notLost),
      outlier_loss_ratio: statistics.quantile(r, 0.01) / statistics.mean(losses),
      profit_ratio: statistics.mean(notLost) / notLost.length / (Math.abs(statistics.mean(losses)) / losses.length),
      ulcer_index: ulcer,
      ulcer_performance_index: total / ulcer,
    },
  };
}

/** Statistics of real daily returns as two libraries give them; the benchmark is SPY. */
export const realReturnsForm = {
  form: 'perf_*.json',
  claims: (name) => /^perf_.*\.json$/.test(name),
  examine(file, examination) {
    const { data, ...rest } = file.document;
    const table = file.beside(data).document;
    for (const key of ['data', 'tolerance', 'conventions', 'source', 'note']) examination.read(key);
    for (const library of ['empyrical', 'quantstats']) {
      for (const [symbol, expected] of Object.entries(rest[library] ?? {})) {
        const actual = statisticsOf(numbers(table[symbol]), numbers(table.SPY))[library];
        for (const [name, value] of Object.entries(expected)) {
          const place = [library, symbol, name];
          if (name === 'information_ratio' && symbol === 'SPY') {
            examination.notBuilt(place, 'quantstats gives 0 against itself, where the ratio is undefined');
          } else if (Object.hasOwn(actual, name)) {
            examination.case(`${library} ${symbol} ${name}`);
            examination.compare(place, value, actual[name], within(1e-9, 1e-15));
          }
        }
      }
    }
  },
};
