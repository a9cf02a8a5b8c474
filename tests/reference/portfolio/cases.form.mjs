import { fromRows, ledoitWolf } from '@bot-v2/quant/linear';
import {
  equalRiskContribution,
  equalWeights,
  hierarchicalRiskParity,
  inverseVolatility,
  maximumSharpe,
  minimumVariance,
  portfolioFigures,
} from '@bot-v2/quant/portfolio';
import { within } from '../agreement.mjs';
import { ReferenceFile } from '../reference-file.mjs';
import { changes, priceTable } from './price-table.mjs';
import { priceEstimates, rowsOf, shrunk, statedCovariance } from './price-estimates.mjs';
import { toleranceOf } from './tolerance-of.mjs';

/** Risk-free rate a year where a case states none: PyPortfolioOpt's at the commit the cases were made with. */
const defaultRiskFree = 0.02;

/** Weights by name and [return, volatility, Sharpe] of an optimiser's case. */
function optimised(file, weights, means, covariance, riskFree = defaultRiskFree) {
  const { names } = priceEstimates(file);
  const { expectedReturn, volatility, sharpe } = portfolioFigures(weights, means, covariance, riskFree);
  return {
    weights: Object.fromEntries(names.map((name, i) => [name, weights[i]])),
    perf: [expectedReturn, volatility, sharpe],
  };
}

/** Limits on every weight as a case's text states them: `0<=w<=1`. */
function budgetOf({ fn }) {
  const [, lower, upper] = /(-?[\d.]+)\s*<=\s*w\s*<=\s*([\d.]+)/.exec(fn) ?? [];
  return lower === undefined ? {} : { lower: Number(lower), upper: Number(upper) };
}

/** The number an id ends in, or the one its inputs name. */
const numberOf = ({ id, inputs }, key) => inputs?.[key] ?? Number(/(-?[\d.]+)$/.exec(id)?.[1]);

/** Weights with the highest return at a volatility: of those of least variance, by halving, the ones that have it. */
function highestReturn(covariance, means, volatility, budget) {
  const leastFor = (target) => minimumVariance(covariance, budget, { means, target });
  let weights = minimumVariance(covariance, budget);
  let low = portfolioFigures(weights, means, covariance).expectedReturn;
  let high = Math.max(...means);
  for (let step = 0; step < 60; step++) {
    const target = (low + high) / 2;
    const next = leastFor(target);
    if (next === null || portfolioFigures(next, means, covariance).volatility > volatility) high = target;
    else [low, weights] = [target, next];
  }
  return weights;
}

/** Cases by the start of their id: (case, file, data folder) → values in the shape of `expected`. */
const computations = [
  [
    /^mu_mean_historical/,
    (_, file) => {
      const { names, means } = priceEstimates(file);
      return Object.fromEntries(names.map((name, i) => [name, means[i]]));
    },
  ],
  [/^lw_constant_variance/, (_, file) => ({ delta: shrunk(file).shrinkage })],
  [
    /^min_vol/,
    (each, file) => {
      const { means, covariance } = priceEstimates(file);
      return optimised(file, minimumVariance(covariance, budgetOf(each)), means, covariance);
    },
  ],
  [
    /^efficient_return/,
    (each, file) => {
      const { means, covariance } = priceEstimates(file);
      const target = numberOf(each, 'target');
      return optimised(file, minimumVariance(covariance, budgetOf(each), { means, target }), means, covariance);
    },
  ],
  [
    /^efficient_risk/,
    (each, file) => {
      const { means, covariance } = priceEstimates(file);
      const weights = highestReturn(covariance, means, numberOf(each, 'target'), budgetOf(each));
      return optimised(file, weights, means, covariance);
    },
  ],
  [
    /^max_sharpe/,
    (each, file) => {
      const { means, covariance } = priceEstimates(file);
      const riskFree = each.inputs?.risk_free_rate ?? each.inputs?.rf ?? defaultRiskFree;
      const weights = maximumSharpe(covariance, means, riskFree, budgetOf(each));
      return optimised(file, weights, means, covariance, riskFree);
    },
  ],
  [
    /^hrp_/,
    (each, file) => {
      const { arithmeticMeans, covariance, correlation } = priceEstimates(file);
      const linkage = /^hrp_(single|complete|average|ward)/.exec(each.id)?.[1];
      const { weights, order } = hierarchicalRiskParity(covariance, { linkage, correlation });
      return { ...optimised(file, weights, arithmeticMeans, covariance), order };
    },
  ],
  [/^erc_/, ({ inputs }) => Array.from(equalRiskContribution(statedCovariance(inputs)))],
  [/^inverse_vol/, ({ inputs }) => Array.from(inverseVolatility(inputs.vol))],
  [/^equal_/, ({ expected }) => Array.from(equalWeights(expected.length))],
  [
    /^sklearn_ledoit_wolf/,
    ({ id, fn }, _, data) => {
      const rows = Number(/_(\d+)x\d+/.exec(id)?.[1] ?? 250);
      const { document } = new ReferenceFile(data, 'skfolio_sp500_20stocks_1990_2022.csv.gz');
      const columns = Object.values(priceTable(document)).map(changes);
      const from = /\d{4}-\d\d-\d\d/.exec(fn)[0];
      const start = document.Date.slice(1).findIndex((day) => day >= from);
      const window = columns.map((column) => Array.from(column.slice(start, start + rows)));
      const { covariance, shrinkage } = ledoitWolf(fromRows(rowsOf(window)));
      const diagonal = Array.from({ length: covariance.rows }, (_, i) => covariance.data[i * covariance.rows + i]);
      return {
        shrinkage,
        trace: diagonal.reduce((sum, value) => sum + value, 0),
        first_row: Array.from(covariance.data.slice(0, covariance.cols)),
      };
    },
  ],
];

/** A list of cases: id, expected values in any nesting, sometimes also figures as they were published. */
export const casesForm = {
  form: 'portfolio_cases.json',
  claims: (name) => /^portfolio_.*\.json$/.test(name),
  examine(file, examination, { data }) {
    const compareAll = (pointer, wanted, actual, tolerance) => {
      if (wanted === null || typeof wanted !== 'object') examination.compare(pointer, wanted, actual, tolerance);
      else for (const key of Object.keys(wanted)) compareAll([...pointer, key], wanted[key], actual?.[key], tolerance);
    };
    file.document.forEach((each, k) => {
      for (const key of ['id', 'fn', 'inputs', 'tol', 'kind', 'source', 'note']) examination.read(k, key);
      const compute = computations.find(([id]) => id.test(each.id))?.[1];
      if (compute === undefined) return;
      if (each.id.startsWith('sklearn') && data === undefined) {
        examination.notBuilt([k], 'skipped: no data folder (set BOT_V2_DATA)');
        return;
      }
      examination.case(each.id);
      const actual = compute(each, file, data);
      for (const [key, wanted] of Object.entries(each.expected)) {
        if (key === 'file') examination.read(k, 'expected', 'file');
        else compareAll([k, 'expected', key], wanted, actual[key], toleranceOf(each.tol, key));
      }
      if (each.upstream_published !== undefined) {
        compareAll([k, 'upstream_published'], each.upstream_published, actual.perf, toleranceOf(each.tol, 'perf'));
      }
      if (each.published_percent !== undefined) {
        const percent = actual.map((weight) => 100 * weight);
        compareAll([k, 'published_percent'], each.published_percent, percent, within(0, 0.05));
      }
    });
  },
};
