import { within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { byMonth } from './row-alignment.mjs';
import { averages } from './stock-indicators-averages.mjs';
import { oscillators } from './stock-indicators-oscillators.mjs';
import { trends } from './stock-indicators-trends.mjs';

/**
 * Result sets as calls of ours on the quotes, with that set's parameters: the column of each key, or a column with the
 * rows at which it is compared. `other` is the comparison series, `months` runs a computation on monthly bars.
 */
const sets = { ...averages, ...oscillators, ...trends };

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
  ichimoku: { chikouSpan: `the lagging span ${future}` },
  'pivot-points': fourth,
  'rolling-pivots': fourth,
  pivots: Object.fromEntries(
    ['highLine', 'lowLine', 'highTrend', 'lowTrend'].map((key) => [key, `a line between two turns ${future}`]),
  ),
  'renko-atr': 'the size of its bricks is the average true range of the last bar, known only then',
  renko: 'bricks make rows of their own; quant’s indicators keep the rows of their input',
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
    const compared = Object.hasOwn(sets, set) ? compareSet(file, examination, sets[set], reasons) : [];
    for (const [key, reason] of Object.entries(reasons)) {
      if (!compared.includes(key)) rows.forEach((bar, row) => setAside(examination, bar, row, key, reason));
    }
  },
};

const unmet =
  'before our first value, or averages that start otherwise have not met, or of equal extremes another counts';

function setAside(examination, bar, row, key, reason = unmet) {
  if (bar[key] === null) examination.read(row, key);
  else if (key in bar) examination.notBuilt([row, key], reason);
}

/** @returns the keys that were compared */
function compareSet(file, examination, compute, reasons) {
  const rows = file.document;
  const prices = priceColumns(file.beside('quotes/default.csv').document);
  const other = priceColumns(file.beside('quotes/compare.csv').document).close;
  const months = (of) =>
    byMonth(
      rows.map((row) => row.timestamp),
      prices,
      of,
    );
  const columns = compute({ ...prices, other, months });
  for (const [key, found] of Object.entries(columns)) {
    const { values, keep = () => true } = found.length === undefined ? found : { values: found };
    examination.case(`${setOf(file.name)} ${key}`);
    if (values.length !== rows.length) examination.fail(`${rows.length} rows, not ${values.length}`);
    const tolerance = toleranceOf(rows, key);
    rows.forEach((bar, row) => {
      if (!keep(row)) setAside(examination, bar, row, key, reasons[key]);
      else if (bar[key] === null || typeof bar[key] !== 'object') {
        examination.compare([row, key], bar[key], values[row], tolerance);
      } else compareCandle(examination, [row, key], bar[key], values[row], tolerance);
    });
  }
  return Object.keys(columns);
}

function compareCandle(examination, place, expected, actual, tolerance) {
  for (const part of quoted) examination.read(...place, part);
  for (const [part, value] of Object.entries(actual)) {
    examination.compare([...place, part], expected[part], value, tolerance);
  }
}
