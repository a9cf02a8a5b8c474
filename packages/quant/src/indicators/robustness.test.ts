import fc from 'fast-check';
import {
  computeIndicator,
  htDcPhase,
  INDICATORS,
  stochRsi,
  warmupOf,
  type IndicatorInput,
  type IndicatorSpec,
} from './index.js';

type Frame = Record<IndicatorInput, Float64Array>;
type Bar = readonly [open: number, high: number, low: number, close: number, volume: number];

const frameOf = (bars: readonly Bar[]): Frame => {
  const part = (k: 0 | 1 | 2 | 3 | 4): Float64Array => Float64Array.from(bars, (bar) => bar[k]);
  return { open: part(0), high: part(1), low: part(2), close: part(3), volume: part(4), other: part(3) };
};

/** Ninety bars around `base` in steps of 1/64, so that every price is exact whatever the base. */
const walks = fc
  .array(fc.tuple(...[0, 1, 2, 3, 4].map(() => fc.integer({ min: -60, max: 60 }))), {
    minLength: 160,
    maxLength: 160,
    size: 'max',
  })
  .map((steps) => (base: number): Frame => {
    let level = 64 * 100;
    return frameOf(
      steps.map(([a, b, c, d, v]): Bar => {
        const open = level + Math.trunc(a! / 3);
        level = Math.max(64 * 50, level + b!);
        const high = Math.max(open, level) + Math.abs(c!);
        const low = Math.min(open, level) - Math.abs(d!);
        return [base + open / 64, base + high / 64, base + low / 64, base + level / 64, 1000 + v!];
      }),
    );
  });

const params = (spec: IndicatorSpec): Record<string, number> =>
  spec.name === 'macdExt' ? { fastType: 1, slowType: 1, signalType: 1 } : {};
const outputsOf = (spec: IndicatorSpec, frame: Frame): Record<string, Float64Array> =>
  computeIndicator(spec, spec.name === 'mavp' ? { ...frame, other: frame.volume } : frame, params(spec));

/** Indicators whose value moves with the price level: `output − level` must not depend on it. */
const LEVEL: Readonly<Record<string, readonly string[]>> = {
  accBands: ['middle'],
  averagePrice: ['averagePrice'],
  ...Object.fromEntries(
    'alma dema ema hma kama sma t3 tema trima vwma wilder wma zlema highest lowest midpoint midprice linearReg tsf mavp linearRegIntercept typicalPrice medianPrice weightedClose vwap sar anchoredVwap errorCorrecting vidya frama'
      .split(' ')
      .map((name) => [name, [name]]),
  ),
  alligator: ['jaw', 'teeth', 'lips'],
  bollinger: ['upper', 'middle', 'lower'],
  chandelierExit: ['long', 'short'],
  chandeKrollStop: ['short', 'long'],
  donchian: ['upper', 'middle', 'lower'],
  heikinAshi: ['open', 'high', 'low', 'close'],
  ichimoku: ['tenkan', 'kijun', 'senkouA', 'senkouB'],
  keltner: ['upper', 'middle', 'lower'],
  minMax: ['min', 'max'],
  rollingPivots: ['s3', 's2', 's1', 'pivot', 'r1', 'r2', 'r3'],
  starc: ['upper', 'middle', 'lower'],
  stdevChannel: ['upper', 'middle', 'lower'],
  fcb: ['upper', 'lower'],
  fractal: ['top', 'bottom'],
  atrStop: ['stop'],
  supertrend: ['supertrend'],
};

/**
 * Indicators that compare prices with the level itself, by ratio or logarithm, or whose filters start at zero (Hilbert): a
 * higher level is another question.
 */
const RATIOS: readonly string[] =
  'alpha bandwidth beta bodyPercent connorsRsi coppock dv2 easeOfMovement garmanKlass htDcPeriod htDcPhase htPhasor htSine htTrendMode htTrendline hurst hurstCorrected kst logReturn maEnvelope mama mape mcGinley mfi natr parkinson pmo ppo priceRelative priceSpike rocBands roc rocp rocr100 rocr rogersSatchell rollingSum sarExt trix ulcer volatilityStop yangZhang zigzag'.split(
    ' ',
  );

/** Indicators that only see differences of prices: the level must not matter. */
const DIFFERENCES: readonly string[] =
  'accelerator ad adosc adx adxr apo aroon aroonOsc asi atr avgDev awesome bop candleParts chop cmf cmo correl cutlerRsi dx elderRay fisher forceIndex gator highestAge ibs laguerreRsi linearRegAngle linearRegSlope lowestAge macd macdExt macdFix minusDi minusDm mom obv percentB percentRank pgo plusDi plusDm rSquared rmi rsi smi stc stddev stoch stochF stochRsi streak trueRange tsi ultosc variance vortex williamsAd willr zscore imi massIndex kvo efficiencyRatio cci dpo pvo deMarker relativeVigor derivativeOscillator hurstDifferences'.split(
    ' ',
  );

const PRICES: readonly IndicatorInput[] = ['open', 'high', 'low', 'close', 'other'];

/** Indicators that do depend on the unit of price. */
const UNITS: Readonly<Record<string, string>> = {
  linearRegAngle: 'an angle needs a unit on both axes',
};

describe.each(INDICATORS.map((spec): [string, IndicatorSpec] => [spec.name, spec]))('%s', (name, spec) => {
  it('is defined and settles on a flat price without volume, also after a spike', () => {
    const flat = (price: number): Bar => [price, price, price, price, 0];
    const bars = [...Array<Bar>(40).fill(flat(0.1)), [0.1, 1e9, 0.05, 7, 1e12] as const];
    const after = warmupOf(spec) + 120;
    bars.push(...Array<Bar>(after + 200).fill(flat(0.1)));
    const outputs = outputsOf(spec, frameOf(bars));
    for (const [output, column] of Object.entries(outputs)) {
      const settled = column.subarray(40 + after);
      expect([output, settled.every((v) => Number.isFinite(v) || (spec.sparse && Number.isNaN(v)))]).toEqual([
        output,
        true,
      ]);
      expect(column.length).toBe(bars.length);
    }
    for (const price of [0.1, 1e9 + 0.1]) {
      const calm = outputsOf(spec, frameOf(Array<Bar>(warmupOf(spec) + 120).fill(flat(price))));
      for (const [output, column] of Object.entries(calm)) {
        const settled = column.subarray(warmupOf(spec) + 60);
        // Cycles keep turning, ages keep growing, and a flat price touches the parabolic stop at every bar.
        const moving = output === 'age' || /^ht/.test(name) || name === 'mama' || name === 'sarExt';
        if (!moving) expect([output, price, new Set(settled).size]).toEqual([output, price, 1]);
      }
    }
  });

  it('scales with prices and with volume by a power of its own, to the last bit', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const frame = walk(0);
        const plain = outputsOf(spec, frame);
        const times = (names: readonly IndicatorInput[]): Record<string, Float64Array> =>
          outputsOf(spec, {
            ...frame,
            ...Object.fromEntries(names.map((input) => [input, frame[input].map((value) => value * 2 ** 12)])),
          });
        const variants = { price: times(PRICES), volume: name === 'mavp' ? plain : times(['volume']) };
        for (const output of spec.outputs) {
          for (const [unit, scaled] of Object.entries(variants)) {
            const powers = [0, 1, 2, -1].filter((power) =>
              plain[output]!.every((value, i) => Object.is(scaled[output]![i], value * 2 ** (12 * power))),
            );
            expect([output, unit, powers.length > 0]).toEqual([output, unit, !(unit === 'price' && name in UNITS)]);
          }
        }
      }),
      { numRuns: 2 },
    );
  });

  const level = LEVEL[name];
  const blind = DIFFERENCES.includes(name);
  if (level === undefined && !blind) return;
  it('keeps its digits when every price is a billion higher', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const near = outputsOf(spec, walk(0));
        const far = outputsOf(spec, walk(2 ** 30));
        for (const output of level ?? spec.outputs) {
          const shift = blind ? 0 : 2 ** 30;
          const size = blind ? Math.max(...near[output]!.map((v) => (Number.isNaN(v) ? 0 : Math.abs(v)))) : 1;
          near[output]!.forEach((value, i) => {
            const other = far[output]![i]!;
            if (Number.isNaN(value)) expect(other).toBeNaN();
            else expect(Math.abs(other - shift - value)).toBeLessThan(2e-4 * Math.max(1, size));
          });
        }
      }),
      { numRuns: 3 },
    );
  });
});

it('says of every indicator what a higher level does, and names none that does not exist', () => {
  const known = new Set(INDICATORS.map((spec) => spec.name));
  const named = [...Object.keys(LEVEL), ...DIFFERENCES, ...RATIOS];
  expect(new Set(named).size).toBe(named.length);
  expect([...named].sort()).toEqual([...known].sort());
});

describe('where prices stand still', () => {
  const walk = Float64Array.from({ length: 200 }, (_, i) => 50 + 7 * Math.sin(i / 3) + ((i * 7919) % 101) / 50);
  const still = walk.map((value, i) => (i > 120 ? walk[120]! : value));

  it('the RSI has no range, whatever its last digit: its stochastic is 0', () => {
    for (const n of [2, 11, 14]) {
      for (const k of [2, 5]) expect(stochRsi(still, n, k, 1).k.subarray(121 + k)).toEqual(new Float64Array(79 - k));
    }
  });

  it('the phase of the cycle does not depend on the level of the price', () => {
    const flat = htDcPhase(new Float64Array(150).fill(0.1));
    expect(htDcPhase(new Float64Array(150).fill(1e9 + 0.1))).toEqual(flat);
    expect(new Set(flat.subarray(63)).size).toBe(1);
  });
});
