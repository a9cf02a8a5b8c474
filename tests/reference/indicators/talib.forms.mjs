import * as ta from '@bot-v2/quant/indicators';
import { findCandlestick, CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import { exact, within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { outputOf, readHeading, talibFunctions } from './talib-functions.mjs';

const letters = { o: 'open', h: 'high', l: 'low', c: 'close', v: 'volume' };

/** TA-Lib itself loses digits by cancellation in these. */
const cancelling = /^(VAR|STDDEV|BETA|CORREL|LINEARREG|TSF|BB)/;

const largestOf = (values) => values.reduce((most, value) => Math.max(most, Math.abs(Number(value)) || 0), 0);

/**
 * Relative 1e-9, and absolute what rounding costs: at the size of the column's largest value, or of the prices where
 * the column is the difference of two averages of them.
 */
function talibTolerance(heading, cells, prices) {
  if (cancelling.test(heading)) return within(1e-9, 1e-8);
  const size = /^(APO|MACD)/.test(heading) ? largestOf(prices.close) : largestOf(cells);
  return within(1e-9, Math.max(1e-12, /^PPO/.test(heading) ? 1e-10 : 1e-13 * size));
}

/** The prices a table belongs to: `input/NAME.csv`. */
const pricesOf = (file, name) => priceColumns(file.beside(`${name}.csv`).document);

/** What the meta files beside a table say of a dataset's columns. */
function metaOf(file, name) {
  try {
    return file.beside('talib_meta.json').document[name] ?? {};
  } catch {
    return {};
  }
}

const askedBy = (heading, meta) => (meta === undefined ? readHeading(heading) : { name: meta.fn, options: meta.opts });

/** The column a heading asks for; undefined where there is no counterpart. */
function computeColumn(heading, meta, prices) {
  const { name, options } = askedBy(heading, meta);
  const own = Object.hasOwn(talibFunctions, name) ? talibFunctions[name] : undefined;
  if (own === undefined) return undefined;
  const columns = [...(meta?.inputs ?? own.letters)].map((letter) => prices[letters[letter]]);
  return outputOf(heading, own.compute(columns, options));
}

/**
 * Rows at which a column is compared: all, but positions of an extreme only where the window has it once. Of equal ones
 * TA-Lib names the oldest after the extreme before has left the window, else the latest; ours is always the latest.
 */
function rowsOf(heading, meta, prices) {
  const { name, options } = askedBy(heading, meta);
  if (!/^M(IN|AX|INMAX)INDEX$/.test(name)) return undefined;
  const values = prices[letters[[...(meta?.inputs ?? 'c')][0]]];
  const [n] = options;
  const extremes = /max/i.test(outputsNamed(heading, name)) ? ta.highest(values, n) : ta.lowest(values, n);
  return (row) => values.subarray(Math.max(0, row - n + 1), row + 1).filter((x) => x === extremes[row]).length < 2;
}

const equals = 'of equal extremes TA-Lib names one by what left its window before';

/** Which of the two positions a column shows. */
const outputsNamed = (heading, name) => (name === 'MINMAXINDEX' ? heading.slice(name.length) : name);

/** A pattern's signals with the penetration a meta file gives, where it takes one. */
const signalsOf = (pattern, { open, high, low, close }, meta) =>
  pattern.compute(open, high, low, close, ...(meta?.opts ?? []));

/** TA-Lib's short names of patterns. */
const shortNames = {
  CONCEALBABYSWALL: 'concealingBabySwallow',
  HIKKAKEMOD: 'hikkakeModified',
  RISEFALL3METHODS: 'risingFallingThreeMethods',
  XSIDEGAP3METHODS: 'gapThreeMethods',
};

/** `CDL3WHITESOLDIERS` and `threeWhiteSoldiers` are the same pattern. */
const patternKey = (name) => {
  const bare = name.replace(/^CDL/, '');
  return (shortNames[bare] ?? bare).replace(/2/g, 'TWO').replace(/3/g, 'THREE').toUpperCase();
};
const patterns = new Map(CANDLESTICKS.map((spec) => [patternKey(spec.name), spec]));

/** Our pattern of TA-Lib's name, or undefined. */
export const patternOf = (name) => patterns.get(patternKey(name)) ?? findCandlestick(name);

const metastock = {
  EMA: (x, [n]) => ta.ema(x, n, 'first'),
  RSI: (x, [n]) => ta.rsi(x, n, 'metastock'),
  MACD: (x, [fast, slow, signal]) => {
    const { macd, signal: line, histogram } = ta.macd(x, fast, slow, signal, 'first');
    return { MACD: macd, MACDsig: line, MACDhist: histogram };
  },
};

/** Tables of TA-Lib's results: indicators, candlesticks, Metastock seeds, and where each column begins. */
export const talibForms = [
  {
    form: 'talib_cdl_NAME.csv',
    claims: (name) => /^talib_cdl_.+\.csv(\.gz)?$/.test(name),
    examine(file, examination) {
      const name = /^talib_cdl_(.+?)\.csv/.exec(file.base)[1];
      const prices = pricesOf(file, name);
      const meta = metaOf(file, name);
      examination.read('i');
      for (const heading of Object.keys(file.document)) {
        const pattern = patternOf(meta[heading]?.fn ?? heading);
        if (pattern === undefined) continue;
        examination.case(heading);
        examination.compareColumn(heading, signalsOf(pattern, prices, meta[heading]), exact);
      }
    },
  },
  {
    form: 'talib_NAME_variants.csv',
    claims: (name) => /^talib_.+_variants\.csv(\.gz)?$/.test(name),
    examine(file, examination) {
      const prices = pricesOf(file, /^talib_(.+?)_variants\.csv/.exec(file.base)[1]);
      const { close } = prices;
      examination.read('i');
      for (const heading of Object.keys(file.document)) {
        const { name, options } = readHeading(heading.replace(/_metastock$/, ''));
        if (!heading.endsWith('_metastock') || !Object.hasOwn(metastock, name)) continue;
        examination.case(heading);
        const column = outputOf(heading, metastock[name](close, options));
        examination.compareColumn(heading, column, talibTolerance(heading, file.document[heading], prices));
      }
    },
  },
  {
    form: 'talib_NAME.csv',
    claims: (name) => /^talib_.+\.csv(\.gz)?$/.test(name),
    examine(file, examination) {
      const name = /^talib_(.+?)\.csv/.exec(file.base)[1];
      const prices = pricesOf(file, name);
      const meta = metaOf(file, name);
      examination.read('i');
      for (const heading of Object.keys(file.document)) {
        const column = computeColumn(heading, meta[heading], prices);
        if (column === undefined) continue;
        examination.case(heading);
        const tolerance = talibTolerance(heading, file.document[heading], prices);
        examination.compareColumn(heading, column, tolerance, rowsOf(heading, meta[heading], prices), equals);
      }
    },
  },
  {
    form: 'talib_meta.json',
    claims: (name) => /^talib_meta.*\.json$/.test(name),
    examine(file, examination) {
      for (const [dataset, columns] of Object.entries(file.document)) {
        const prices = pricesOf(file, dataset);
        for (const [heading, column] of Object.entries(columns)) {
          const pattern = /^CDL/.test(column.fn) ? patternOf(column.fn) : undefined;
          const values = pattern ? signalsOf(pattern, prices, column) : computeColumn(heading, column, prices);
          for (const key of ['fn', 'inputs', 'opts']) examination.read(dataset, heading, key);
          if (values === undefined) continue;
          examination.case(heading);
          const first = values.findIndex((value) => !Number.isNaN(value));
          examination.compare([dataset, heading, 'first_bar'], column.first_bar, first, exact);
          if (column.nonzero === undefined) continue;
          const signals = values.filter((value) => value !== 0 && !Number.isNaN(value)).length;
          examination.compare([dataset, heading, 'nonzero'], column.nonzero, signals, exact);
        }
      }
    },
  },
];
