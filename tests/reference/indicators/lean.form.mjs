import * as ta from '@bot-v2/quant/indicators';
import { exact, within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';
import { patternOf } from './talib.forms.mjs';

/** Columns of these files were computed from prices with more digits than are printed: LEAN's own tolerance. */
const loose = within(1e-3, 1e-3);

/** The programs behind the files compute in single precision: a unit of the last digit printed, at least 1e-9. */
function asPrinted(cell) {
  const [mantissa, exponent = '0'] = cell.toLowerCase().split('e');
  const decimals = mantissa.split('.')[1]?.length ?? 0;
  return within(1e-9, Math.max(1e-9, 1.2 * 10 ** (Number(exponent) - decimals)));
}

/** Rows after which differently seeded averages must have met. */
const settled = 250;

const n = (heading) => Number(/\d+/.exec(heading)[0]);
const column = (pattern, compute, rest = {}) => ({ pattern, compute, ...rest });

/** Headings as calls of ours on the file's own prices; `needs` the columns without which nothing can be computed. */
const columns = [
  column(/^SMA\d+$|^Sma\(\d+\)$|^Moving Average \d+$/, ({ close }, h) => ta.sma(close, n(h))),
  column(/^EMA\d+$/, ({ close }, h) => ta.ema(close, n(h))),
  column(/^DEMA_\d+$/, ({ close }, h) => ta.dema(close, n(h))),
  column(/^HMA_\d+$/, ({ close }, h) => ta.hma(close, n(h))),
  column(/^KAMA_\d+$/, ({ close }, h) => ta.kama(close, n(h))),
  column(/^LWMA$/, ({ close }) => ta.wma(close, 6), { tolerance: within(0, 1e-3) }),
  column(/^mama$|^fama$/, ({ high, low }, h) => ta.mama(ta.medianPrice(high, low))[h]),
  column(/^MAX_\d+$/, ({ close }, h) => ta.highest(close, n(h))),
  column(/^MIN_\d+$/, ({ close }, h) => ta.lowest(close, n(h))),
  column(/^MIDPOINT_\d+$/, ({ close }, h) => ta.midpoint(close, n(h))),
  column(/^MIDPRICE_\d+$/, ({ high, low }, h) => ta.midprice(high, low, n(h))),
  column(/^LOGR\d+$/, ({ close }, h) => ta.logReturn(close, n(h)), { tolerance: within(0, 1e-6) }),
  column(/^roc_\d+$/, ({ close }, h) => ta.roc(close, n(h))),
  column(/^CMO_\d+$/, ({ close }, h) => ta.cmo(close, n(h))),
  column(/^RSI \d+ Wilder$/, ({ close }, h) => ta.rsi(close, n(h))),
  column(/^APO_5_10$/, ({ close }) => ta.apo(close, 5, 10, 'sma')),
  column(/^MACD 12 26$/, ({ close }) => ta.apo(close, 12, 26), { tolerance: loose }),
  column(/^MACD$/, ({ close }) => ta.macd(close).macd, { tolerance: within(1e-6, 1e-6) }),
  column(/^Signal$/, ({ close }) => ta.macd(close).signal, { tolerance: within(1e-6, 1e-6) }),
  column(/^Histogram$/, ({ close }) => ta.macd(close).histogram, { tolerance: within(1e-6, 1e-6) }),
  column(/^Bollinger Bands® 20 2 Top$/, ({ close }) => ta.bollinger(close, 20, 2).upper),
  column(/^Bollinger Bands® 20 2 Bottom$/, ({ close }) => ta.bollinger(close, 20, 2).lower),
  column(/^BOP$/, ({ open, high, low, close }) => ta.bop(open, high, low, close)),
  column(/^TypicalPrice$/, ({ high, low, close }) => ta.typicalPrice(high, low, close)),
  column(/^Middle Band$/, ({ high, low, close }) => ta.sma(ta.typicalPrice(high, low, close), 20)),
  column(/^Commodity Channel Index \(CCI\) \d+$/, (p, h) => ta.cci(p.high, p.low, p.close, n(h)), { tolerance: loose }),
  column(/^Aroon Oscillator \d+$/, ({ high, low }, h) => ta.aroonOsc(high, low, n(h)), {
    tolerance: within(1e-6, 1e-5),
  }),
  column(/^Average True Range \d+$/, averageTrueRange, { tolerance: loose, from: settled }),
  column(/^Donchian Channels \d+ Top$/, ({ high, low }, h) => ta.donchian(high, low, n(h)).upper),
  column(/^Donchian Channels \d+ Bottom$/, ({ high, low }, h) => ta.donchian(high, low, n(h)).lower),
  column(/^Donchian Channels \d+ Mean$/, ({ high, low }, h) => ta.donchian(high, low, n(h)).middle),
  column(/^AD$/, ({ high, low, close, volume }) => ta.ad(high, low, close, volume)),
  column(/^AdOsc_3_10$/, ({ high, low, close, volume }) => ta.adosc(high, low, close, volume, 3, 10), {
    from: settled,
  }),
  column(/^Money Flow Index \d+$/, (p, h) => ta.mfi(p.high, p.low, p.close, p.volume, n(h)), { tolerance: loose }),
  column(/^TR$/, ({ high, low, close }) => ta.trueRange(high, low, close)),
  column(/^\+DM 1$/, ({ high, low }) => ta.plusDm(high, low, 1)),
  column(/^-DM 1$/, ({ high, low }) => ta.minusDm(high, low, 1)),
  column(/^\+DM14$/, ({ high, low }) => ta.plusDm(high, low, 14), { from: settled }),
  column(/^-DM14$/, ({ high, low }) => ta.minusDm(high, low, 14), { from: settled }),
  column(/^\+DI14$/, ({ high, low, close }) => ta.plusDi(high, low, close, 14), { tolerance: loose, from: settled }),
  column(/^-DI14$/, ({ high, low, close }) => ta.minusDi(high, low, close, 14), { tolerance: loose, from: settled }),
  column(/^DX$/, ({ high, low, close }) => ta.dx(high, low, close, 14), { tolerance: within(0, 6e-3), from: settled }),
  column(/^ADX 14$/, ({ high, low, close }) => ta.adx(high, low, close, 14), { tolerance: loose, from: settled }),
  column(/^ADXR 14$/, ({ high, low, close }) => ta.adxr(high, low, close, 14), { tolerance: loose, from: settled }),
];

/** LEAN's file names say which average of the true range is meant. */
function averageTrueRange({ high, low, close }, heading, file) {
  return /wilder/.test(file)
    ? ta.atr(high, low, close, n(heading))
    : ta.sma(ta.trueRange(high, low, close), n(heading));
}

/** Columns that are inputs or descriptions. */
const inputs = /^(|date|time|symbol|open|high|low|close|volume|adj close|a\/d difference)$/i;

/** Columns of indicators that quant does not have, or defines otherwise. */
const notBuilt = [
  [/^CDL[A-Z0-9]+$/, 'candlestick pattern not in quant'],
  [/^ALMA$/, 'LEAN rounds the offset down to a bar; quant does not'],
  [/^Keltner Channels 20 (Top|Bottom)$/, 'LEAN averages typical prices and ranges simply; quant follows Raschke'],
  [/^RSI \d+$/, 'Cutler’s RSI is not in quant'],
  [/^OBV$/, 'the file has no volume to compute it from'],
  [/^(MiddleBand|UpperBand|LowerBand)$/, 'acceleration bands are not in quant'],
  [/^(BandWidth|%B)$/, 'band width and %B are not in quant'],
  [/^TR14$/, 'a Wilder sum of true ranges is not in quant'],
  [/^DI 14 (Diff|Sum)$/, 'an intermediate column'],
  [/^(Lag\(\d+\)|DPO|roc_sum|CoppockCurve)$/, 'indicator not in quant'],
  [
    /^(Alpha|Beta|MO|MSI|adr|AO|APS|ARIMA|ASI|CMF_\d+|crsi|EMV|HA_\w+|hurst_exponent|KER|MassIndex)$/,
    'indicator not in quant',
  ],
  [
    /^(short_stop|long_stop|ForceIndex\d+|McGinleyDynamic\d+|CHOP\d+|Fisher Transform \d+|IBS|kst|signal|KVO\d+_\d+)$/,
    'indicator not in quant',
  ],
  [/^(PriorPrice|Detrend\d|InPhase|Quadrature)$/, 'parts of the Hilbert transform are not in the interface'],
  [
    /^(Ichimoku Cloud|(Tenkan|Kijun)(Maximum|Minimum)?|Delayed\w+|Senkou [AB]|SenkouB(Maximum|Minimum))$/,
    'indicator not in quant',
  ],
];

/**
 * Tables of LEAN's tests: prices and what third-party programs made of them. A row is compared where the file has a
 * value and our indicator has warmed up; their programs begin earlier or later.
 */
export const leanForm = {
  form: 'lean_expected/*',
  claims: (name) => /^lean_expected\/.+\.(csv|txt)(\.gz)?$/.test(name),
  examine(file, examination) {
    const prices = priceColumns(file.document);
    for (const heading of Object.keys(file.document)) {
      if (inputs.test(heading)) {
        examination.read(heading);
        continue;
      }
      const pattern = /^CDL/.test(heading) ? patternOf(heading) : undefined;
      const own = columns.find((each) => each.pattern.test(heading));
      const absent = notBuilt.find(([names]) => names.test(heading));
      if (pattern !== undefined) {
        examination.case(heading);
        const values = pattern.compute(prices.open, prices.high, prices.low, prices.close);
        examination.compareColumn(heading, values, exact, (row, cell) => cell !== '' || row >= pattern.warmup);
      } else if (own !== undefined) {
        const values = own.compute(prices, heading, file.name);
        const first = Math.max(
          own.from ?? 0,
          values.findIndex((value) => !Number.isNaN(value)),
        );
        examination.case(heading);
        const applies = (row, cell) => row >= first && cell !== '' && cell !== 'NaN';
        examination.compareColumn(heading, values, own.tolerance ?? asPrinted, applies);
      } else if (absent !== undefined) examination.notBuilt([heading], absent[1]);
    }
  },
};
