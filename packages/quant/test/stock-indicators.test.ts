import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computeIndicator, findIndicator, warmupOf, zigzag } from '@bot-v2/quant/indicators';
import { compare, readTable, referencePath, type Table } from './reference-data.js';

const folder = referencePath('Stock.Indicators results', '..', 'data', 'stock-indicators');
const describeReference = folder === undefined ? describe.skip : describe;

interface Case {
  readonly params?: Record<string, number>;
  /** Bars by which our value comes later: what they draw in the past, we show when it is known. */
  readonly delay?: number;
  /** First compared bar, where another start has been forgotten; else our first bar. */
  readonly from?: number;
  /** True when close and the second series change places. */
  readonly swapped?: true;
}
type Row = [file: string, key: string, indicator: string, output: string, options?: Case];

const CASES: readonly Row[] = [
  ['adl', 'adl', 'ad', 'ad'],
  ['adx', 'adx', 'adx', 'adx', { from: 300 }],
  ['adx', 'pdi', 'plusDi', 'plusDi', { from: 300 }],
  ['adx', 'mdi', 'minusDi', 'minusDi', { from: 300 }],
  ['adx', 'dx', 'dx', 'dx', { from: 300 }],
  ['alligator', 'jaw', 'alligator', 'jaw'],
  ['alligator', 'teeth', 'alligator', 'teeth'],
  ['alligator', 'lips', 'alligator', 'lips'],
  ['alma', 'alma', 'alma', 'alma'],
  ['atr-stop', 'atrStop', 'atrStop', 'stop'],
  ['atr', 'atr', 'atr', 'atr'],
  ['atr', 'atrp', 'natr', 'natr'],
  ['atr', 'tr', 'trueRange', 'trueRange'],
  ['awesome', 'oscillator', 'awesome', 'awesome'],
  ['bb', 'upperBand', 'bollinger', 'upper'],
  ['bb', 'lowerBand', 'bollinger', 'lower'],
  ['bb', 'percentB', 'percentB', 'percentB'],
  ['bb', 'width', 'bandwidth', 'bandwidth'],
  ['bb', 'zScore', 'zscore', 'zscore', { params: { n: 20 } }],
  ['beta', 'beta', 'beta', 'beta', { params: { n: 50 } }],
  ['cci', 'cci', 'cci', 'cci', { params: { n: 20 } }],
  ['chaikin-osc', 'oscillator', 'adosc', 'adosc', { from: 150 }],
  ['chexit', 'chandelierExit', 'chandelierExit', 'long'],
  ['chop', 'chop', 'chop', 'chop'],
  ['cmf', 'cmf', 'cmf', 'cmf'],
  ['corr', 'correlation', 'correl', 'correl', { params: { n: 20 } }],
  ['crsi', 'connorsRsi', 'connorsRsi', 'connorsRsi'],
  ['dema', 'dema', 'dema', 'dema', { params: { n: 14 }, from: 200 }],
  ['donchian', 'upperBand', 'donchian', 'upper', { delay: -1 }],
  ['donchian', 'lowerBand', 'donchian', 'lower', { delay: -1 }],
  ['dpo', 'dpo', 'dpo', 'dpo', { params: { n: 14 }, delay: 8 }],
  ['dynamic', 'dynamic', 'mcGinley', 'mcGinley'],
  ['elder-ray', 'bullPower', 'elderRay', 'bull'],
  ['elder-ray', 'bearPower', 'elderRay', 'bear'],
  ['ema', 'ema', 'ema', 'ema'],
  ['epma', 'epma', 'linearReg', 'linearReg', { params: { n: 10 } }],
  ['fcb', 'upperBand', 'fcb', 'upper'],
  ['fcb', 'lowerBand', 'fcb', 'lower'],
  ['fisher', 'fisher', 'fisher', 'fisher', { from: 100 }],
  ['fisher', 'trigger', 'fisher', 'trigger', { from: 100 }],
  ['force', 'forceIndex', 'forceIndex', 'forceIndex', { params: { n: 2 } }],
  ['fractal', 'fractalBear', 'fractal', 'top', { delay: 2 }],
  ['fractal', 'fractalBull', 'fractal', 'bottom', { delay: 2 }],
  ['gator', 'upper', 'gator', 'upper'],
  ['gator', 'lower', 'gator', 'lower'],
  ['heikinashi', 'open', 'heikinAshi', 'open'],
  ['heikinashi', 'high', 'heikinAshi', 'high'],
  ['heikinashi', 'low', 'heikinAshi', 'low'],
  ['heikinashi', 'close', 'heikinAshi', 'close'],
  ['hma', 'hma', 'hma', 'hma', { params: { n: 14 } }],
  ['hurst', 'hurstExponent', 'hurst', 'hurst'],
  ['ichimoku', 'tenkanSen', 'ichimoku', 'tenkan'],
  ['ichimoku', 'kijunSen', 'ichimoku', 'kijun'],
  ['ichimoku', 'senkouSpanA', 'ichimoku', 'senkouA'],
  ['ichimoku', 'senkouSpanB', 'ichimoku', 'senkouB'],
  ['kama', 'kama', 'kama', 'kama'],
  ['kama', 'er', 'efficiencyRatio', 'efficiencyRatio'],
  ['keltner', 'upperBand', 'keltner', 'upper'],
  ['keltner', 'centerline', 'keltner', 'middle'],
  ['keltner', 'lowerBand', 'keltner', 'lower'],
  ['kvo', 'oscillator', 'kvo', 'kvo'],
  ['kvo', 'signal', 'kvo', 'signal'],
  ['ma-env', 'upperEnvelope', 'maEnvelope', 'upper'],
  ['ma-env', 'centerline', 'maEnvelope', 'middle'],
  ['ma-env', 'lowerEnvelope', 'maEnvelope', 'lower'],
  ['macd', 'macd', 'macd', 'macd', { from: 300 }],
  ['macd', 'signal', 'macd', 'signal', { from: 300 }],
  ['macd', 'histogram', 'macd', 'histogram', { from: 300 }],
  ['mfi', 'mfi', 'mfi', 'mfi'],
  ['pmo', 'pmo', 'pmo', 'pmo'],
  ['pmo', 'signal', 'pmo', 'signal'],
  ['prs', 'prs', 'priceRelative', 'ratio', { swapped: true }],
  ['prs', 'prsPercent', 'priceRelative', 'excess', { swapped: true }],
  ['psar', 'sar', 'sar', 'sar', { from: 260 }],
  ['pvo', 'pvo', 'pvo', 'pvo'],
  ['pvo', 'signal', 'pvo', 'signal'],
  ['pvo', 'histogram', 'pvo', 'histogram'],
  ['roc-wb', 'roc', 'rocBands', 'roc'],
  ['roc-wb', 'rocEma', 'rocBands', 'average'],
  ['roc-wb', 'upperBand', 'rocBands', 'upper'],
  ['roc-wb', 'lowerBand', 'rocBands', 'lower'],
  ['roc', 'roc', 'roc', 'roc', { params: { n: 14 } }],
  ['roc', 'momentum', 'mom', 'mom', { params: { n: 14 } }],
  ['rolling-pivots', 's3', 'rollingPivots', 's3'],
  ['rolling-pivots', 's2', 'rollingPivots', 's2'],
  ['rolling-pivots', 's1', 'rollingPivots', 's1'],
  ['rolling-pivots', 'pp', 'rollingPivots', 'pivot'],
  ['rolling-pivots', 'r1', 'rollingPivots', 'r1'],
  ['rolling-pivots', 'r2', 'rollingPivots', 'r2'],
  ['rolling-pivots', 'r3', 'rollingPivots', 'r3'],
  ['rsi', 'rsi', 'rsi', 'rsi'],
  ['slope', 'slope', 'linearRegSlope', 'linearRegSlope', { params: { n: 14 } }],
  ['slope', 'stdDev', 'stddev', 'stddev', { params: { n: 14 } }],
  ['slope', 'rSquared', 'rSquared', 'rSquared'],
  ['sma-analysis', 'mad', 'avgDev', 'avgDev', { params: { n: 20 } }],
  ['sma', 'sma', 'sma', 'sma'],
  ['smi', 'smi', 'smi', 'smi'],
  ['smi', 'signal', 'smi', 'signal'],
  ['smma', 'smma', 'wilder', 'wilder', { params: { n: 20 } }],
  ['starc', 'upperBand', 'starc', 'upper'],
  ['starc', 'centerline', 'starc', 'middle'],
  ['starc', 'lowerBand', 'starc', 'lower'],
  ['stc', 'stc', 'stc', 'stc'],
  ['stdev', 'zScore', 'zscore', 'zscore', { params: { n: 14 } }],
  ['stoch', 'k', 'stoch', 'k'],
  ['stoch', 'd', 'stoch', 'd'],
  ['stoch-rsi', 'stochRsi', 'stochRsi', 'k', { params: { n: 14, kPeriod: 14, dPeriod: 3 } }],
  ['stoch-rsi', 'signal', 'stochRsi', 'd', { params: { n: 14, kPeriod: 14, dPeriod: 3 } }],
  ['supertrend', 'superTrend', 'supertrend', 'supertrend'],
  ['t3', 't3', 't3', 't3', { from: 100 }],
  ['tema', 'tema', 'tema', 'tema', { params: { n: 20 }, from: 200 }],
  ['tsi', 'tsi', 'tsi', 'tsi'],
  ['tsi', 'signal', 'tsi', 'signal'],
  ['ulcer', 'ulcerIndex', 'ulcer', 'ulcer'],
  ['uo', 'ultimate', 'ultosc', 'ultosc'],
  ['vol-stop', 'sar', 'volatilityStop', 'stop'],
  ['vortex', 'pvi', 'vortex', 'plus'],
  ['vortex', 'nvi', 'vortex', 'minus'],
  ['vwma', 'vwma', 'vwma', 'vwma', { params: { n: 14 } }],
  ['willr', 'williamsR', 'willr', 'willr'],
  ['wma', 'wma', 'wma', 'wma', { params: { n: 14 } }],
];

/** Their published result sets, at their precision of 1e-6. */
describeReference(folder === undefined ? 'Stock.Indicators (skipped: folder not found)' : 'Stock.Indicators', () => {
  const table = (name: string): Table => (folder === undefined ? {} : readTable(join(folder, 'quotes', name)));
  const quotes = table('default.csv');
  const other = table('compare.csv')['close'];
  const results = (file: string): Record<string, unknown>[] =>
    JSON.parse(readFileSync(join(folder!, 'results', `${file}.standard.json`), 'utf8')) as Record<string, unknown>[];

  it.each(CASES)('%s %s is %s %s', (file, key, name, output, { params = {}, delay = 0, from, swapped } = {}) => {
    const spec = findIndicator(name)!;
    const columns = swapped ? { ...quotes, close: other!, other: quotes['close']! } : { ...quotes, other: other! };
    const actual = computeIndicator(spec, columns, params)[output]!;
    const expected = Float64Array.from(results(file), (row) => Number(row[key] ?? NaN));
    const { values, worst, undefinedOnce } = compare(actual, expected, from ?? warmupOf(spec, params) - delay, delay);
    expect(worst).toBeLessThan(1e-6);
    expect(undefinedOnce).toBe(0);
    expect(values).toBeGreaterThan(spec.sparse ? 50 : 200);
  });

  it('zigzag confirms the turns they draw, each later than it happened', () => {
    const { close } = quotes as { close: Float64Array };
    const { pivot, age, direction } = zigzag(close, close, 5);
    const turns = Array.from(close, (_, i) => ({ at: i - age[i]!, price: pivot[i]!, sign: -direction[i]!, seen: i }));
    const fresh = turns.filter((turn, i) => turn.sign === turn.sign && turn.sign !== turns[i - 1]?.sign);
    expect(fresh.every(({ at, seen }) => at < seen)).toBe(true);
    const expected = results('zigzag-close').flatMap(({ zigZag, pointType }, at) =>
      pointType === 'H' || pointType === 'L' ? [{ at, price: zigZag, sign: pointType === 'H' ? 1 : -1 }] : [],
    );
    expect(expected.length).toBe(10);
    expect(fresh.slice(1).map(({ at, price, sign }) => ({ at, price, sign }))).toEqual(expected);
  });
});
