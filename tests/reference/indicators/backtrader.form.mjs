import * as ta from '@bot-v2/quant/indicators';
import { exact, within } from '../agreement.mjs';
import { priceColumns } from '../reference-file.mjs';

const envelope = (middle) => [middle, middle.map((x) => x * 1.025), middle.map((x) => x * 0.975)];
const distance = (close, middle) => [close.map((x, i) => x - middle[i])];

/** Lines of backtrader's indicators at its default periods, in its order, as calls of ours. */
const indicators = {
  AroonOscillator: ({ high, low }) => [ta.aroonOsc(high, low, 14)],
  AroonUpDown: ({ high, low }) => {
    const { up, down } = ta.aroon(high, low, 14);
    return [up, down];
  },
  ATR: ({ high, low, close }) => [ta.atr(high, low, close, 14)],
  BBands: ({ close }) => {
    const { middle, upper, lower } = ta.bollinger(close, 20, 2);
    return [middle, upper, lower];
  },
  DEMA: ({ close }) => [ta.dema(close, 30)],
  DEMAEnvelope: ({ close }) => envelope(ta.dema(close, 30)),
  DEMAOsc: ({ close }) => distance(close, ta.dema(close, 30)),
  EMA: ({ close }) => [ta.ema(close, 30)],
  EMAEnvelope: ({ close }) => envelope(ta.ema(close, 30)),
  EMAOsc: ({ close }) => distance(close, ta.ema(close, 30)),
  Envelope: ({ close }) => envelope(ta.sma(close, 30)),
  SMAEnvelope: ({ close }) => envelope(ta.sma(close, 30)),
  Highest: ({ high, close }, { period }) => [ta.highest(close ?? high, period)],
  HMA: ({ close }) => [ta.hma(close, 30)],
  SMA: ({ close }) => [ta.sma(close, 30)],
  WMA: ({ close }) => [ta.wma(close, 30)],
  TEMA: ({ close }) => [ta.tema(close, 30)],
  RSI: ({ close }) => [ta.rsi(close, 14)],
  Lowest: ({ close }, { period }) => [ta.lowest(close, period)],
};

/** Indicators of backtrader that quant does not have, or defines otherwise. */
const notBuilt = {
  AccelerationDecelerationOscillator: 'indicator not in quant',
  AO: 'indicator not in quant',
  CCI: 'backtrader averages deviations from each bar’s own mean; quant follows TA-Lib',
  DM: 'backtrader seeds the averages otherwise and spaces ADXR otherwise; quant follows TA-Lib',
  DMA: 'indicator not in quant',
  DownMove: 'indicator not in quant',
  DPO: 'indicator not in quant',
  DV2: 'indicator not in quant',
  HeikinAshi: 'indicator not in quant',
  Ichimoku: 'indicator not in quant',
  KAMA: 'backtrader seeds it with a simple average; quant follows TA-Lib',
  KAMAOsc: 'backtrader seeds it with a simple average; quant follows TA-Lib',
  KST: 'indicator not in quant',
};

/** The last bar, the first defined one and the one half way between, where backtrader's own tests look. */
function probes(length, first) {
  return [length - 1, first - 1, length - 1 + Math.floor((first - length) / 2)];
}

/** backtrader's published tables: three probe bars a line, and the first defined bar. */
export const backtraderForm = {
  form: 'backtrader_*tables*.json',
  claims: (name) => /^backtrader_.*\.json$/.test(name),
  examine(file, examination) {
    const { data, tables } = file.document;
    const prices = priceColumns(file.beside(data).document);
    for (const key of ['source', 'data', 'tolerance', 'note']) examination.read(key);
    for (const [name, table] of Object.entries(tables)) {
      for (const key of ['chkdatas', 'chkind', 'chkargs']) examination.read('tables', name, key);
      const indicator = table.chkind.split('.').at(-1);
      const reason = Object.hasOwn(notBuilt, indicator) ? notBuilt[indicator] : undefined;
      if (reason !== undefined) {
        examination.notBuilt(['tables', name, 'chkvals'], reason);
        examination.notBuilt(['tables', name, 'chkmin'], reason);
      }
      if (!Object.hasOwn(indicators, indicator)) continue;
      const period = Number(/period=(\d+)/.exec(table.chkargs ?? '')?.[1] ?? 30);
      const lines = indicators[indicator](prices, { period });
      examination.case(name);
      const first = 1 + Math.max(...lines.map((line) => line.findIndex((value) => !Number.isNaN(value))));
      examination.compare(['tables', name, 'chkmin'], table.chkmin, first, exact);
      table.chkvals.forEach((values, line) => {
        probes(prices.close.length, table.chkmin).forEach((bar, k) => {
          const place = ['tables', name, 'chkvals', line, k];
          examination.compare(place, values[k], lines[line]?.[bar], within(0, 6e-7));
        });
      });
    }
  },
};
