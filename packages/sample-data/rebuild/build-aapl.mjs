import { adjustedCloses, deriveActions, largestDifference } from './adjusted-close.mjs';
import { isOnCentGrid, rowOfFloats } from './raw-price.mjs';
import { readPrices } from './read-csv.mjs';

const splitDate = '2014-06-09';
const ratio = 7;

/** The file's adjusted close was computed in 32-bit floats, step upon step; measured, it holds its own rule to 4e-5. */
const adjustedHalf = 5e-5;

/**
 * AAPL. The file's OHLC and volume are split-adjusted, so they are multiplied and divided back. Its adjusted close
 * subtracts the dollar dividends of before the split from split-adjusted closes; the amounts are therefore the raw
 * dollars per share (3.29 then 0.47 is exactly 7 : 1), and the file's adjusted close itself is not used for anything.
 */
export function buildAapl(text) {
  const source = readPrices(text, 'aapl.csv');
  const dates = source.map((row) => row.date);
  const splitRow = dates.indexOf(splitDate);
  // Evidence for date and ratio: as given, every bar from the split on is in whole cents, the bar before it is not;
  // × 7, every earlier bar is in whole cents (rowOfFloats throws otherwise) and its volume a multiple of 700.
  if (isOnCentGrid(source[splitRow - 1], 1) || !source.slice(splitRow).every((row) => isOnCentGrid(row, 1))) {
    throw new Error('aapl.csv: the split is not where it is expected');
  }
  const rows = source.map((row, i) => rowOfFloats(row, i < splitRow ? ratio : 1));
  const fileClose = rows.map((row, i) => row.close / 100 / (i < splitRow ? ratio : 1));
  const fileAdjusted = source.map((row) => Number(row.adjclose));
  const dividends = deriveActions(dates, fileClose, fileAdjusted, adjustedHalf);
  if (dividends.length !== 20 || dividends.some((action) => action.type !== 'dividend' || action.bounds))
    throw new Error('aapl.csv: 20 exact dividends expected');
  const explained = largestDifference(adjustedCloses(dividends, dates, fileClose), fileAdjusted);
  if (explained > 1e-3) throw new Error(`aapl.csv: dividends leave ${explained} of the adjusted close unexplained`);

  const split = { type: 'split', exDate: splitDate, ratio, source: 'derived' };
  return {
    info: {
      symbol: 'AAPL',
      name: 'Apple Inc.',
      kind: 'stock',
      tradable: true,
      file: 'aapl.bars',
      source: 'aapl',
      actionsComplete: true,
      actionsNote:
        'One split and 20 quarterly dividends, all derived: the split from the grid of prices, the dividends from the steps of the source adjusted close.',
    },
    rows,
    actions: [...dividends, split].sort((a, b) => (a.exDate < b.exDate ? -1 : 1)),
    report: `The dividends explain the file's adjusted close to ${explained.toExponential(1)}.`,
  };
}
