import { numbers } from '../reference-file.mjs';

/** Columns of prices by name, NaN where the table is empty. */
export function priceTable(document) {
  const names = Object.keys(document).filter((name) => name !== '' && name.toLowerCase() !== 'date');
  return Object.fromEntries(names.map((name) => [name, numbers(document[name])]));
}

/** Simple returns of a column of prices, one row fewer; NaN where a price is missing. */
export function changes(prices) {
  return Float64Array.from({ length: prices.length - 1 }, (_, i) => prices[i + 1] / prices[i] - 1);
}
