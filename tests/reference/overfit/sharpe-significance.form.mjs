import * as statistics from '@bot-v2/quant/statistics';
import { within } from '../agreement.mjs';

/** What the ratios need of recorded returns, per bar. */
function observed(file, name) {
  const column = Object.values(file.beside(name).headless()).at(-1);
  const returns = Float64Array.from(column.map(Number).filter((value) => Number.isFinite(value)));
  return {
    sharpe: statistics.sharpe(returns, { periods: 1, minimum: 2 }),
    n: returns.length,
    skewness: statistics.skewness(returns),
    kurtosis: statistics.kurtosis(returns),
  };
}

/** Cases by how their id begins, as calls of ours; annual figures of the papers become per-bar ones. */
const computations = {
  sr: (_, returns) => returns().sharpe,
  sr_sd: (_, returns) => {
    const { sharpe, n, skewness, kurtosis } = returns();
    return statistics.sharpeStandardError(sharpe, n, skewness, kurtosis);
  },
  psr: ({ benchmark }, returns) => statistics.probabilisticSharpe({ ...returns(), benchmark }),
  psr_paper: ({ sr, n, skew, kurt, benchmark }) =>
    statistics.probabilisticSharpe({ sharpe: sr, n, skewness: skew, kurtosis: kurt, benchmark }),
  mintrl_years: ({ periods_per_year: year, sr_annual: own, bench_annual: benchmark, skew, kurt }, _, text) => {
    const bars = statistics.minimumTrackRecordLength({
      sharpe: own / Math.sqrt(year),
      benchmark: benchmark / Math.sqrt(year),
      skewness: skew,
      kurtosis: kurt,
      confidence: Number(/prob (\d?\.\d+)/.exec(text)?.[1] ?? 0.95),
    });
    return bars === null ? null : bars / year;
  },
  dsr_sr0: ({ N, var_sr_annual: variance, ppy }) => statistics.expectedMaximumSharpe(N, variance / ppy),
  dsr: ({ N, var_sr_annual: variance, ppy, T, skew, kurt, sr_annual: own }) =>
    statistics.deflatedSharpe({
      sharpe: own / Math.sqrt(ppy),
      n: T,
      skewness: skew,
      kurtosis: kurt,
      trials: N,
      variance: variance / ppy,
    }),
};

/** Probabilistic and deflated Sharpe ratios, minimum track record: published to few digits, recomputed to all. */
export const sharpeSignificanceForm = {
  form: 'psr_*.json',
  claims: (name) => /^psr_.*\.json$/.test(name),
  examine(file, examination) {
    file.document.forEach((each, k) => {
      for (const key of ['id', 'fn', 'inputs', 'source', 'tol', 'note']) examination.read(k, key);
      const known = Object.keys(computations).filter((id) => each.id === id || each.id.startsWith(`${id}_`));
      if (known.length === 0) return;
      examination.case(each.id);
      const compute = computations[known.sort((a, b) => b.length - a.length)[0]];
      const actual = compute(each.inputs, () => observed(file, each.inputs.file), each.fn);
      const size = Math.max(1, Math.abs(each.expected));
      examination.compare([k, 'expected'], each.expected, actual, within(0, each.tol * size));
      if ('recomputed' in each) examination.compare([k, 'recomputed'], each.recomputed, actual, within(1e-9));
    });
  },
};
