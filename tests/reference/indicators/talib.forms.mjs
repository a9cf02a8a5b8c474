import * as ta from '@bot-v2/quant/indicators';
import { findCandlestick, CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import { exact, within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { outputOf, readHeading, talibFunctions } from './talib-functions.mjs';

const letters = { o: 'open', h: 'high', l: 'low', c: 'close', v: 'volume' };

/** TA-Lib itself loses digits by cancellation in these. */
const cancelling = /^(VAR|STDDEV|BETA|CORREL|LINEARREG|TSF|BB)/;

/** Relative 1e-9, and absolute what rounding costs at the size of the column's largest value. */
function talibTolerance(heading, cells) {
  const largest = cells.reduce((most, cell) => Math.max(most, Math.abs(Number(cell)) || 0), 0);
  return within(1e-9, cancelling.test(heading) ? 1e-8 : Math.max(1e-12, 1e-14 * largest));
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

/** The column a heading asks for; undefined where there is no counterpart. */
function computeColumn(heading, meta, prices) {
  const { name, options } = meta === undefined ? readHeading(heading) : { name: meta.fn, options: meta.opts };
  const own = Object.hasOwn(talibFunctions, name) ? talibFunctions[name] : undefined;
  if (own === undefined) return undefined;
  const columns = [...(meta?.inputs ?? own.letters)].map((letter) => prices[letters[letter]]);
  return outputOf(heading, own.compute(columns, options));
}

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
      const { open, high, low, close } = pricesOf(file, /^talib_cdl_(.+?)\.csv/.exec(file.base)[1]);
      examination.read('i');
      for (const heading of Object.keys(file.document)) {
        const pattern = patternOf(heading);
        if (pattern === undefined) continue;
        examination.case(heading);
        examination.compareColumn(heading, pattern.compute(open, high, low, close), exact);
      }
    },
  },
  {
    form: 'talib_NAME_variants.csv',
    claims: (name) => /^talib_.+_variants\.csv(\.gz)?$/.test(name),
    examine(file, examination) {
      const { close } = pricesOf(file, /^talib_(.+?)_variants\.csv/.exec(file.base)[1]);
      examination.read('i');
      for (const heading of Object.keys(file.document)) {
        const { name, options } = readHeading(heading.replace(/_metastock$/, ''));
        if (!heading.endsWith('_metastock') || !Object.hasOwn(metastock, name)) continue;
        examination.case(heading);
        const column = outputOf(heading, metastock[name](close, options));
        examination.compareColumn(heading, column, talibTolerance(heading, file.document[heading]));
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
        examination.compareColumn(heading, column, talibTolerance(heading, file.document[heading]));
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
          const values = pattern
            ? pattern.compute(prices.open, prices.high, prices.low, prices.close)
            : computeColumn(heading, column, prices);
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
