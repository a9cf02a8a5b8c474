import { rowOfFloats } from './raw-price.mjs';
import { readPrices } from './read-csv.mjs';

/** The S&P 500: an index level, not something one can buy, so not tradable and without actions. */
export function buildSp500(text) {
  const source = readPrices(text, 'sp500-2000.csv');
  if (source.some((row) => row.close !== row.adjclose)) throw new Error('sp500-2000.csv: an index has no adjustment');
  return {
    info: {
      symbol: 'SP500',
      name: 'S&P 500 index',
      kind: 'index',
      tradable: false,
      file: 'sp500.bars',
      source: 'sp500',
      actionsComplete: true,
      actionsNote: 'A price index has no actions; the dividends of its members are not in it.',
    },
    rows: source.map((row) => rowOfFloats(row)),
    actions: [],
    report: '',
  };
}
