import { join } from 'node:path';
import { apo, computeIndicator, findIndicator, warmupOf } from '@bot-v2/quant/indicators';
import { CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import { compare, readTable, referencePath, type Table } from './reference-data.js';

const folder = referencePath('LEAN indicator files', '02_indicators', 'lean_expected');
const describeReference = folder === undefined ? describe.skip : describe;

interface Case {
  readonly params?: Record<string, number>;
  /** First compared bar, where another start has been forgotten; else our first bar. */
  readonly from?: number;
  /** End of the compared bars. */
  readonly to?: number;
  /** What their column is of ours. */
  readonly scale?: number;
  /** Digits of the file: largest relative difference; default 1e-6. */
  readonly tolerance?: number;
}
type Row = [file: string, column: string, indicator: string, output: string, options?: Case];
const KST = { roc1: 5, roc2: 10, roc3: 15, roc4: 25, sma1: 5, sma2: 5, sma3: 5, sma4: 10 };
const STOP = { n: 5, k: 2, stop: 3 };

const CASES: readonly Row[] = [
  ['spy_acceleration_bands_20_4.txt', 'upperband', 'accBands', 'upper'],
  ['spy_acceleration_bands_20_4.txt', 'middleband', 'accBands', 'middle'],
  ['spy_acceleration_bands_20_4.txt', 'lowerband', 'accBands', 'lower'],
  ['spy_ad.txt', 'ad', 'ad', 'ad'],
  ['spy_ad_osc.txt', 'adosc_3_10', 'adosc', 'adosc', { from: 100 }],
  ['spy_ao.txt', 'ao', 'awesome', 'awesome'],
  ['spy_aroon_oscillator.txt', 'aroon oscillator 14', 'aroonOsc', 'aroonOsc'],
  ['spy_asi.csv', 'asi', 'asi', 'asi', { params: { limit: 8 } }],
  ['spy_atr_wilder.txt', 'average true range 14', 'atr', 'atr', { from: 150, tolerance: 1e-5 }],
  ['spy_bollinger_bands.txt', 'bandwidth', 'bandwidth', 'bandwidth', { scale: 100, tolerance: 1e-4 }],
  ['spy_bollinger_bands.txt', '%b', 'percentB', 'percentB', { tolerance: 1e-4 }],
  ['spy_bop.txt', 'bop', 'bop', 'bop'],
  ['spy_cmf.txt', 'cmf_20', 'cmf', 'cmf', { tolerance: 1e-5 }],
  ['spy_cmo.txt', 'cmo_5', 'cmo', 'cmo', { params: { n: 5 } }],
  ['spy_coppock_curve.csv', 'coppockcurve', 'coppock', 'coppock'],
  ['spy_crsi.csv', 'crsi', 'connorsRsi', 'connorsRsi', { to: 252 }],
  ['spy_dema.txt', 'dema_5', 'dema', 'dema', { params: { n: 5 } }],
  ['spy_dpo.csv', 'dpo', 'dpo', 'dpo', { params: { n: 21 } }],
  ['spy_ema.csv', 'ema14', 'ema', 'ema', { params: { n: 14 } }],
  ['spy_emv.txt', 'emv', 'easeOfMovement', 'easeOfMovement', { params: { n: 1 } }],
  ['spy_heikin_ashi.txt', 'ha_open', 'heikinAshi', 'open'],
  ['spy_heikin_ashi.txt', 'ha_high', 'heikinAshi', 'high'],
  ['spy_heikin_ashi.txt', 'ha_low', 'heikinAshi', 'low'],
  ['spy_heikin_ashi.txt', 'ha_close', 'heikinAshi', 'close'],
  ['spy_hma.txt', 'hma_16', 'hma', 'hma', { params: { n: 16 } }],
  ['spy_kama.txt', 'kama_5', 'kama', 'kama', { params: { n: 5 } }],
  ['spy_ker.txt', 'ker', 'efficiencyRatio', 'efficiencyRatio'],
  ['spy_logr14.txt', 'logr14', 'logReturn', 'logReturn', { params: { n: 14 } }],
  ['spy_mass_index_25.txt', 'massindex', 'massIndex', 'massIndex', { from: 94, tolerance: 1e-5 }],
  ['spy_max.txt', 'max_5', 'highest', 'highest', { params: { n: 5 } }],
  ['spy_min.txt', 'min_5', 'lowest', 'lowest', { params: { n: 5 } }],
  ['spy_mfi.txt', 'money flow index 20', 'mfi', 'mfi', { params: { n: 20 } }],
  ['spy_midpoint.txt', 'midpoint_5', 'midpoint', 'midpoint', { params: { n: 5 } }],
  ['spy_midprice.txt', 'midprice_5', 'midprice', 'midprice', { params: { n: 5 } }],
  ['spy_with_ChandeKrollStop.csv', 'short_stop', 'chandeKrollStop', 'short', { params: STOP, from: 120 }],
  ['spy_with_ChandeKrollStop.csv', 'long_stop', 'chandeKrollStop', 'long', { params: STOP, from: 120 }],
  ['spy_with_ForceIndex.csv', 'forceindex20', 'forceIndex', 'forceIndex', { params: { n: 20 } }],
  ['spy_with_McGinleyDynamic.csv', 'mcginleydynamic14', 'mcGinley', 'mcGinley', { params: { k: 1 }, from: 150 }],
  ['spy_with_fisher.txt', 'fisher transform 10', 'fisher', 'fisher', { from: 300 }],
  ['spy_with_ibs.csv', 'ibs', 'ibs', 'ibs'],
  ['spy_with_ichimoku.csv', 'tenkan', 'ichimoku', 'tenkan'],
  ['spy_with_ichimoku.csv', 'kijun', 'ichimoku', 'kijun'],
  ['spy_with_ichimoku.csv', 'senkou a', 'ichimoku', 'senkouA'],
  ['spy_with_ichimoku.csv', 'senkou b', 'ichimoku', 'senkouB'],
  ['spy_with_kst.csv', 'kst', 'kst', 'kst', { params: KST }],
  ['spy_with_kst.csv', 'signal', 'kst', 'signal', { params: KST }],
  ['spy_with_kvo.csv', 'kvo5_10', 'kvo', 'kvo', { params: { fast: 5, slow: 10 }, from: 150 }],
  ['spy_with_indicators.txt', 'sma14', 'sma', 'sma', { params: { n: 14 } }],
  ['spy_with_indicators.txt', 'rsi 14 wilder', 'rsi', 'rsi'],
  ['spy_with_adx.txt', 'adx 14', 'adx', 'adx', { from: 250, tolerance: 1e-5 }],
  ['spy_with_adx.txt', '+di14', 'plusDi', 'plusDi', { from: 200, tolerance: 1e-5 }],
];

/** The columns of LEAN's test files, at the digits printed there. */
describeReference(folder === undefined ? 'LEAN (skipped: folder not found)' : 'LEAN', () => {
  const table = (file: string): Table => (folder === undefined ? {} : readTable(join(folder, file)));

  it.each(CASES)('%s %s is %s %s', (file, column, name, output, options = {}) => {
    const { params = {}, from, to, scale = 1, tolerance = 1e-6 } = options;
    const spec = findIndicator(name)!;
    const columns = table(file);
    const actual = computeIndicator(spec, columns, params)[output]!.map((value) => scale * value);
    const end = to ?? columns[column]!.findLastIndex((value) => !Number.isNaN(value)) + 1;
    const expected = columns[column]!.subarray(0, end);
    const agreement = compare(actual, expected, from ?? warmupOf(spec, params));
    expect(agreement.worst).toBeLessThan(tolerance);
    expect(agreement.undefinedOnce).toBe(0);
    expect(agreement.values).toBeGreaterThan(20);
  });

  it('spy_apo.txt is apo of simple averages', () => {
    const columns = table('spy_apo.txt');
    const { worst, values } = compare(apo(columns['close']!, 5, 10, 'sma'), columns['apo_5_10']!, 9);
    expect(worst).toBeLessThan(1e-9);
    expect(values).toBe(491);
  });

  const candles = table('spy_candle_patterns.txt');
  const known: Record<string, string> = {
    identical3crows: 'identicalThreeCrows',
    concealbabyswall: 'concealingBabySwallow',
    hikkakemod: 'hikkakeModified',
    risefall3methods: 'risingFallingThreeMethods',
    unique3river: 'uniqueThreeRiver',
    xsidegap3methods: 'gapThreeMethods',
  };
  const words: Record<string, string> = { '2': 'two', '3': 'three' };
  const wanted = (column: string): string =>
    known[column]?.toLowerCase() ?? column.replace(/[23]/, (digit) => words[digit]!);
  const columns = Object.keys(candles).filter((name) => name.startsWith('cdl'));

  it('has a column for every pattern of ours', () => {
    expect(columns.map((column) => wanted(column.slice(3))).sort()).toEqual(
      CANDLESTICKS.map((spec) => spec.name.toLowerCase()).sort(),
    );
  });

  it.each(columns)('%s, exactly', (column) => {
    const spec = CANDLESTICKS.find((each) => each.name.toLowerCase() === wanted(column.slice(3)))!;
    const { open, high, low, close } = candles as Record<'open' | 'high' | 'low' | 'close', Float64Array>;
    expect(spec.compute(open, high, low, close).map((value) => value + 0)).toEqual(candles[column]!);
  });
});
