import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { findCandlestick } from './candlesticks/index.js';
import { computeIndicator, ema, findIndicator, macd, rsi, type IndicatorInput } from './indicators/index.js';

function referenceFolder(): string | undefined {
  const named = process.env['BOT_V2_REFERENCE'];
  if (named) return existsSync(named) ? resolve(named) : undefined;
  for (let at = process.cwd(); ; at = dirname(at)) {
    const candidate = join(at, 'shared', 'reference');
    if (existsSync(candidate)) return candidate;
    if (dirname(at) === at) return undefined;
  }
}

const folder = referenceFolder();
const area = folder === undefined ? undefined : join(folder, '02_indicators');
if (area === undefined) console.warn('SKIPPED: TA-Lib reference values (set BOT_V2_REFERENCE to their folder)');
const describeReference = area === undefined ? describe.skip : describe;
const title = area === undefined ? 'TA-Lib reference (skipped: folder not found)' : 'TA-Lib reference';

type Table = Record<string, Float64Array>;

function readTable(file: string): Table {
  const [head, ...rows] = readFileSync(file, 'utf8').trim().split('\n');
  const cells = rows.map((row) => row.split(','));
  const table: Table = {};
  head!.split(',').forEach((name, column) => {
    table[name] = Float64Array.from(cells, (row) => (row[column] ? Number(row[column]) : NaN));
  });
  return table;
}

/** TA-Lib's candlestick names → ours. */
const PATTERNS: Record<string, string> = {
  CDLDOJI: 'doji',
  CDLHAMMER: 'hammer',
  CDLHANGINGMAN: 'hangingMan',
  CDLENGULFING: 'engulfing',
  CDLHARAMI: 'harami',
  CDLHARAMICROSS: 'haramiCross',
  CDLMORNINGSTAR: 'morningStar',
  CDLEVENINGSTAR: 'eveningStar',
  CDLMORNINGDOJISTAR: 'morningDojiStar',
  CDLSHOOTINGSTAR: 'shootingStar',
  CDLINVERTEDHAMMER: 'invertedHammer',
  CDL3WHITESOLDIERS: 'threeWhiteSoldiers',
  CDL3BLACKCROWS: 'threeBlackCrows',
  CDLPIERCING: 'piercing',
  CDLDARKCLOUDCOVER: 'darkCloudCover',
  CDLDRAGONFLYDOJI: 'dragonflyDoji',
  CDLGRAVESTONEDOJI: 'gravestoneDoji',
  CDLSPINNINGTOP: 'spinningTop',
  CDLMARUBOZU: 'marubozu',
  CDL3INSIDE: 'threeInside',
  CDL3OUTSIDE: 'threeOutside',
  CDLBELTHOLD: 'beltHold',
  CDLHIKKAKE: 'hikkake',
  CDLDOJISTAR: 'dojiStar',
};

interface Column {
  fn: string;
  inputs: string;
  opts: number[];
  first_bar: number;
}

/** TA-Lib function → our indicator, our parameters from its options, our output from the column's name. */
interface Mapping {
  indicator: string;
  params?: (opts: number[]) => Record<string, number>;
  output?: (column: string) => string;
  last?: 'sma' | 'ema';
}

const n = ([value]: number[]): Record<string, number> => ({ n: value! });
const kOrD = (column: string): string => (column.includes('_k_') ? 'k' : 'd');
const band = (column: string): string =>
  column.includes('_up_') ? 'upper' : column.includes('_mid_') ? 'middle' : 'lower';

const MAPPINGS: Record<string, Mapping> = {
  SMA: { indicator: 'sma', params: n },
  EMA: { indicator: 'ema', params: n },
  WMA: { indicator: 'wma', params: n },
  DEMA: { indicator: 'dema', params: n },
  TEMA: { indicator: 'tema', params: n },
  TRIMA: { indicator: 'trima', params: n },
  T3: { indicator: 't3', params: ([a, b]) => ({ n: a!, volumeFactor: b! }) },
  KAMA: { indicator: 'kama', params: n },
  RSI: { indicator: 'rsi', params: n },
  MACD: {
    indicator: 'macd',
    params: ([a, b, c]) => ({ fast: a!, slow: b!, signal: c! }),
    output: (column) =>
      column.startsWith('MACDsig') ? 'signal' : column.startsWith('MACDhist') ? 'histogram' : 'macd',
  },
  PPO: { indicator: 'ppo', params: ([a, b]) => ({ fast: a!, slow: b! }) },
  APO: { indicator: 'apo', params: ([a, b]) => ({ fast: a!, slow: b! }) },
  STOCH: { indicator: 'stoch', params: ([a, b, , d]) => ({ n: a!, kPeriod: b!, dPeriod: d! }), output: kOrD },
  STOCHF: { indicator: 'stochF', params: ([a, b]) => ({ n: a!, dPeriod: b! }), output: kOrD },
  STOCHRSI: { indicator: 'stochRsi', params: ([a, b, c]) => ({ n: a!, kPeriod: b!, dPeriod: c! }), output: kOrD },
  TRANGE: { indicator: 'trueRange' },
  ATR: { indicator: 'atr', params: n },
  NATR: { indicator: 'natr', params: n },
  ADX: { indicator: 'adx', params: n },
  ADXR: { indicator: 'adxr', params: n },
  DX: { indicator: 'dx', params: n },
  PLUS_DI: { indicator: 'plusDi', params: n },
  MINUS_DI: { indicator: 'minusDi', params: n },
  PLUS_DM: { indicator: 'plusDm', params: n },
  MINUS_DM: { indicator: 'minusDm', params: n },
  CCI: { indicator: 'cci', params: n },
  MFI: { indicator: 'mfi', params: n },
  OBV: { indicator: 'obv' },
  AD: { indicator: 'ad' },
  ADOSC: { indicator: 'adosc', params: ([a, b]) => ({ fast: a!, slow: b! }) },
  BBANDS: { indicator: 'bollinger', params: ([a, b]) => ({ n: a!, k: b! }), output: band },
  WILLR: { indicator: 'willr', params: n },
  ROC: { indicator: 'roc', params: n },
  ROCP: { indicator: 'rocp', params: n },
  MOM: { indicator: 'mom', params: n },
  CMO: { indicator: 'cmo', params: n },
  TRIX: { indicator: 'trix', params: n },
  SAR: { indicator: 'sar', params: ([a, b]) => ({ acceleration: a!, maximum: b! }) },
  AROON: { indicator: 'aroon', params: n, output: (column) => (column.includes('_dn_') ? 'down' : 'up') },
  AROONOSC: { indicator: 'aroonOsc', params: n },
  ULTOSC: { indicator: 'ultosc', params: ([a, b, c]) => ({ short: a!, medium: b!, long: c! }) },
  BOP: { indicator: 'bop' },
  LINEARREG: { indicator: 'linearReg', params: n },
  LINEARREG_SLOPE: { indicator: 'linearRegSlope', params: n },
  LINEARREG_INTERCEPT: { indicator: 'linearRegIntercept', params: n },
  LINEARREG_ANGLE: { indicator: 'linearRegAngle', params: n },
  TSF: { indicator: 'tsf', params: n },
  STDDEV: { indicator: 'stddev', params: n },
  VAR: { indicator: 'variance', params: n },
  BETA: { indicator: 'beta', params: n },
  CORREL: { indicator: 'correl', params: n },
  MAX: { indicator: 'highest', params: n },
  MIN: { indicator: 'lowest', params: n },
  MIDPOINT: { indicator: 'midpoint', params: n },
  MIDPRICE: { indicator: 'midprice', params: n },
  HT_TRENDLINE: { indicator: 'htTrendline' },
  HT_DCPERIOD: { indicator: 'htDcPeriod' },
  HT_SINE: { indicator: 'htSine', output: (column) => (column === 'HT_LEADSINE' ? 'leadSine' : 'sine') },
  MAMA: {
    indicator: 'mama',
    params: ([a, b]) => ({ fastLimit: a!, slowLimit: b! }),
    output: (column) => column.toLowerCase(),
  },
  TYPPRICE: { indicator: 'typicalPrice' },
  WCLPRICE: { indicator: 'weightedClose' },
};

/** TA-Lib itself loses digits by cancellation in these; the reference allows an absolute 1e-8. */
const CANCELLING = /^(VAR|STDDEV|BETA|CORREL|LINEARREG|TSF|BB)/;
const LETTERS: Record<string, keyof Table> = { o: 'open', h: 'high', l: 'low', c: 'close', v: 'volume' };

/** Largest error in units of the tolerance; a difference in where values are defined counts as infinite. */
function worstError(actual: Float64Array, expected: Float64Array, absolute: number): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i]!;
    const e = expected[i]!;
    if (Number.isNaN(a) !== Number.isNaN(e)) return Infinity;
    if (!Number.isNaN(e)) worst = Math.max(worst, Math.abs(a - e) / (absolute + 1e-9 * Math.abs(e)));
  }
  return worst;
}

it('every mapped name is in a catalogue', () => {
  for (const { indicator } of Object.values(MAPPINGS))
    expect([indicator, findIndicator(indicator)?.name]).toEqual([indicator, indicator]);
  for (const pattern of Object.values(PATTERNS))
    expect([pattern, findCandlestick(pattern)?.name]).toEqual([pattern, pattern]);
});

describeReference(title, () => {
  const prices = area === undefined ? {} : readTable(join(area, 'input', 'GOOG.csv'));
  const expected = area === undefined ? {} : readTable(join(area, 'talib_GOOG.csv'));
  const variants = area === undefined ? {} : readTable(join(area, 'talib_GOOG_variants.csv'));
  const meta =
    area === undefined
      ? {}
      : (JSON.parse(readFileSync(join(area, 'talib_meta.json'), 'utf8')) as { GOOG: Record<string, Column> }).GOOG;
  const columns = Object.entries(meta).filter(([, column]) => !column.fn.startsWith('CDL'));

  it('maps at least nine in ten columns, and all columns of the table', () => {
    const unmapped = columns.filter(([, column]) => MAPPINGS[column.fn] === undefined).map(([name]) => name);
    if (unmapped.length > 0) console.warn(`no indicator for: ${unmapped.join(', ')}`);
    expect(unmapped.length).toBeLessThanOrEqual(columns.length / 10);
    expect(columns.map(([name]) => name).sort()).toEqual(
      Object.keys(expected)
        .filter((name) => name !== 'i')
        .sort(),
    );
  });

  it.each(columns.filter(([, column]) => MAPPINGS[column.fn] !== undefined))('%s', (name, column) => {
    const mapping = MAPPINGS[column.fn]!;
    const spec = findIndicator(mapping.indicator)!;
    const letters = [...column.inputs].map((letter) => prices[LETTERS[letter]!]!);
    const inputs: Partial<Record<IndicatorInput, Float64Array>> = {};
    spec.inputs.forEach((input, k) => {
      inputs[input] = letters[k]!;
    });
    const params = mapping.params?.(column.opts) ?? {};
    const results = name.startsWith('BBema')
      ? (spec.compute as (...args: unknown[]) => Table)(inputs.close, params['n'], params['k'], 'ema')
      : computeIndicator(spec, inputs, params);
    const actual = results[mapping.output?.(name) ?? spec.outputs[0]!]!;
    expect(actual.findIndex((value) => !Number.isNaN(value))).toBe(column.first_bar);
    expect(spec.warmup({ ...Object.fromEntries(spec.params.map((p) => [p.name, p.default])), ...params })).toBe(
      column.first_bar,
    );
    expect(worstError(actual, expected[name]!, CANCELLING.test(name) ? 1e-8 : 1e-12)).toBeLessThanOrEqual(1);
  });

  it.each<[string, () => Float64Array]>([
    ['EMA_10_metastock', () => ema(prices['close']!, 10, 'first')],
    ['RSI_14_metastock', () => rsi(prices['close']!, 14, 'metastock')],
    ['MACD_12_26_9_metastock', () => macd(prices['close']!, 12, 26, 9, 'first').macd],
  ])('%s', (name, compute) => {
    expect(worstError(compute(), variants[name]!, 1e-12)).toBeLessThanOrEqual(1);
  });

  const patterns = area === undefined ? {} : readTable(join(area, 'talib_cdl_GOOG.csv'));
  it.each(Object.entries(meta).filter(([, column]) => column.fn.startsWith('CDL')))('%s, exactly', (name, column) => {
    const spec = findCandlestick(PATTERNS[column.fn] ?? name)!;
    const { open, high, low, close } = prices as Record<'open' | 'high' | 'low' | 'close', Float64Array>;
    const actual = spec.compute(open, high, low, close);
    expect(spec.warmup).toBe(column.first_bar);
    expect(actual).toEqual(patterns[name]!);
  });
});
