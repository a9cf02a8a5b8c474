import { fromRows, ledoitWolf } from '@bot-v2/quant/linear';
import { compoundMeans, pairwiseCorrelation, pairwiseCovariance } from '@bot-v2/quant/portfolio';
import { changes, priceTable } from './price-table.mjs';

/** Returns in a year of the price table. */
export const year = 252;

/** A matrix with every entry times a number. */
export const times = (matrix, factor) => ({ ...matrix, data: matrix.data.map((value) => value * factor) });

/** What the price table beside a file says, a year: means, covariances, correlations; by the order of `names`. */
export function priceEstimates(file) {
  const prices = priceTable(file.beside('pypfopt_stock_prices.csv').document);
  const names = Object.keys(prices);
  const returns = names.map((name) => changes(prices[name]));
  const known = returns.map((column) => column.filter((value) => !Number.isNaN(value)));
  return {
    names,
    returns,
    means: compoundMeans(returns, year).means,
    arithmeticMeans: Float64Array.from(known, (r) => (year * r.reduce((a, b) => a + b, 0)) / r.length),
    covariance: times(pairwiseCovariance(returns), year),
    correlation: pairwiseCorrelation(returns),
  };
}

/** Rows of returns of several columns. */
export const rowsOf = (columns) => columns[0].map((_, row) => columns.map((column) => column[row]));

/** Shrinkage as PyPortfolioOpt feeds it: a missing return counts as 0. */
export function shrunk(file) {
  const { names, returns } = priceEstimates(file);
  const columns = returns.map((column) => Array.from(column, (value) => value || 0));
  return { names, ...ledoitWolf(fromRows(rowsOf(columns))) };
}

/** A covariance from what a case states: a matrix, or volatilities with correlations or one for all. */
export function statedCovariance({ cov, vol, corr, rho = 0 }) {
  if (cov !== undefined) return fromRows(cov);
  return fromRows(vol.map((a, i) => vol.map((b, j) => a * b * (i === j ? 1 : (corr?.[i][j] ?? rho)))));
}
