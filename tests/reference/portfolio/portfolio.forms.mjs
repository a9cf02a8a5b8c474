import { covariance, fromRows, ledoitWolf } from '@bot-v2/quant/linear';
import { annualisedReturn } from '@bot-v2/quant/statistics';
import { within } from '../agreement.mjs';
import { ReferenceFile } from '../reference-file.mjs';
import { changes, priceTable } from './price-table.mjs';

const year = 252;

/** Rows of returns of several columns. */
const rowsOf = (columns) => columns[0].map((_, row) => columns.map((column) => column[row]));

/** Returns of the price table the pypfopt cases use, by name; NaN before a stock exists. */
function stockReturns(file) {
  const prices = priceTable(file.beside('pypfopt_stock_prices.csv').document);
  return Object.fromEntries(Object.entries(prices).map(([name, column]) => [name, changes(column)]));
}

/** Shrinkage as PyPortfolioOpt feeds it: a missing return counts as 0. */
function shrunk(file) {
  const returns = stockReturns(file);
  const columns = Object.values(returns).map((column) => Array.from(column, (value) => value || 0));
  return { names: Object.keys(returns), ...ledoitWolf(fromRows(rowsOf(columns))) };
}

/** Compares a matrix with a heading line and a heading column. */
function compareMatrix(examination, file, names, valueAt, tolerance) {
  examination.read('');
  const rows = file.document[''];
  for (const heading of names) {
    examination.case(heading);
    const column = Float64Array.from(rows, (name) => valueAt(names.indexOf(name), names.indexOf(heading)));
    examination.compareColumn(heading, column, tolerance);
  }
}

/** Ledoit-Wolf's matrix, a year, of the price table beside it. */
const shrunkForm = {
  form: 'pypfopt_lw_*.csv',
  claims: (name) => /^pypfopt_lw_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const { names, covariance: matrix } = shrunk(file);
    const at = (i, j) => year * matrix.data[i * matrix.cols + j];
    compareMatrix(examination, file, names, at, within(1e-8));
  },
};

/** Sample covariance, a year: of each pair on the days both have. */
const sampleForm = {
  form: 'pypfopt_sample_cov.csv',
  claims: (name) => /^pypfopt_sample_cov.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const returns = Object.entries(stockReturns(file));
    const names = returns.map(([name]) => name);
    const pair = (i, j) => {
      const [a, b] = [returns[i][1], returns[j][1]];
      const rows = rowsOf([Array.from(a), Array.from(b)]).filter((row) => row.every((value) => !Number.isNaN(value)));
      return year * covariance(fromRows(rows)).data[1];
    };
    compareMatrix(examination, file, names, pair, within(1e-9));
  },
};

/** Cases by id. */
const computations = {
  mu_mean_historical: (file) => {
    const known = Object.entries(stockReturns(file)).map(([name, r]) => [name, r.filter((x) => !Number.isNaN(x))]);
    return Object.fromEntries(known.map(([name, r]) => [name, annualisedReturn(r, year)]));
  },
  lw_constant_variance: (file) => ({ delta: shrunk(file).shrinkage }),
  sklearn_ledoit_wolf_250x20: (_, data) => {
    const { document } = new ReferenceFile(data, 'skfolio_sp500_20stocks_1990_2022.csv.gz');
    const columns = Object.values(priceTable(document)).map(changes);
    const start = document.Date.slice(1).findIndex((day) => day >= '2018-01-03');
    const { covariance: matrix, shrinkage } = ledoitWolf(
      fromRows(rowsOf(columns.map((column) => Array.from(column.slice(start, start + 250))))),
    );
    const diagonal = Array.from({ length: matrix.rows }, (_, i) => matrix.data[i * matrix.cols + i]);
    return {
      shrinkage,
      trace: diagonal.reduce((sum, value) => sum + value, 0),
      first_row: Array.from(matrix.data.slice(0, matrix.cols)),
    };
  },
};

const tolerances = {
  mu_mean_historical: within(1e-9),
  lw_constant_variance: within(1e-8),
  sklearn_ledoit_wolf_250x20: within(1e-10),
};

/** Cases the project has nothing for yet. */
const notBuilt = {
  min_vol_long_only: 'minimum variance is not built',
  'efficient_return_0.2': 'minimum variance for a return is not built',
  hrp_single: 'hierarchical risk parity is not built',
  erc_2asset: 'equal risk contribution is not built',
  erc_4asset_maillard: 'equal risk contribution is not built',
};

/** A list of cases: id, expected values in any nesting. */
const casesForm = {
  form: 'portfolio_cases.json',
  claims: (name) => /^portfolio_.*\.json$/.test(name),
  examine(file, examination, { data }) {
    const compareAll = (pointer, wanted, actual, tolerance) => {
      if (wanted === null || typeof wanted !== 'object') examination.compare(pointer, wanted, actual, tolerance);
      else for (const key of Object.keys(wanted)) compareAll([...pointer, key], wanted[key], actual?.[key], tolerance);
    };
    file.document.forEach((each, k) => {
      for (const key of ['id', 'fn', 'inputs', 'tol', 'kind', 'source', 'note']) examination.read(k, key);
      if (Object.hasOwn(notBuilt, each.id)) examination.notBuilt([k], notBuilt[each.id]);
      if (!Object.hasOwn(computations, each.id)) return;
      if (each.id.startsWith('sklearn') && data === undefined) {
        examination.notBuilt([k], 'skipped: no data folder (set BOT_V2_DATA)');
        return;
      }
      examination.case(each.id);
      if (each.expected.file !== undefined) examination.read(k, 'expected', 'file');
      const wanted = Object.fromEntries(Object.entries(each.expected).filter(([key]) => key !== 'file'));
      compareAll([k, 'expected'], wanted, computations[each.id](file, data), tolerances[each.id]);
    });
  },
};

export const portfolioForms = [shrunkForm, sampleForm, casesForm];
