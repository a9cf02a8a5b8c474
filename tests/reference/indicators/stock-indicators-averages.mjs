import * as ta from '@bot-v2/quant/indicators';
import { after, delayed, late } from './row-alignment.mjs';

const width = ({ upper, middle, lower }) => middle.map((centre, i) => (upper[i] - lower[i]) / centre);
const bands = (found) => ({ upperBand: found.upper, centerline: found.middle, lowerBand: found.lower });

/** Result sets of averages and bands, as calls of ours: see `stock-indicators.form.mjs`. */
export const averages = {
  alma: ({ close }) => ({ alma: ta.alma(close, 9, 0.85, 6) }),
  bb: ({ close }) => {
    const { upper, middle, lower } = ta.bollinger(close, 20, 2);
    return {
      sma: middle,
      upperBand: upper,
      lowerBand: lower,
      zScore: ta.zscore(close, 20),
      percentB: ta.percentB(close, 20, 2),
      width: ta.bandwidth(close, 20, 2),
    };
  },
  dema: ({ close }) => ({ dema: late(ta.dema(close, 14)) }),
  // Their channel is the one of the bars before.
  donchian: ({ high, low }) => {
    const found = ta.donchian(high, low, 20);
    const { upperBand, centerline, lowerBand } = bands(found);
    return {
      upperBand: delayed(upperBand, 1),
      centerline: delayed(centerline, 1),
      lowerBand: delayed(lowerBand, 1),
      width: delayed(width(found), 1),
    };
  },
  dynamic: ({ close }) => ({ dynamic: ta.mcGinley(close, 14, 0.6) }),
  ema: ({ close }) => ({ ema: ta.ema(close, 20) }),
  epma: ({ close }) => ({ epma: ta.linearReg(close, 10) }),
  fcb: ({ high, low }) => {
    const { upper, lower } = ta.fcb(high, low, 2);
    return { upperBand: upper, lowerBand: lower };
  },
  hma: ({ close }) => ({ hma: ta.hma(close, 14) }),
  htl: ({ high, low }) => {
    const middle = ta.medianPrice(high, low);
    return {
      trendline: late(ta.htTrendline(middle)),
      dcPeriods: late(ta.htDcPeriod(middle).map((value) => Math.floor(value + 0.5))),
      smoothPrice: after(6, ta.wma(middle, 4)),
    };
  },
  kama: ({ close }) => ({ er: ta.efficiencyRatio(close, 10), kama: after(10, ta.kama(close, 10, 2, 30)) }),
  keltner: ({ high, low, close }) => {
    const found = ta.keltner(high, low, close, 20, 2, 10);
    return { ...bands(found), width: width(found) };
  },
  'ma-env': ({ close }) => {
    const { upper, middle, lower } = ta.maEnvelope(close, 20, 2.5);
    return { centerline: middle, upperEnvelope: upper, lowerEnvelope: lower };
  },
  mama: ({ high, low }) => {
    const { mama, fama } = ta.mama(ta.medianPrice(high, low));
    return { mama: late(mama), fama: late(fama) };
  },
  'roc-wb': ({ close }) => {
    const { roc, average, upper, lower } = ta.rocBands(close, 20, 5, 5);
    return { roc: after(24, roc), rocEma: average, upperBand: upper, lowerBand: lower };
  },
  sma: ({ close }) => ({ sma: ta.sma(close, 20) }),
  'sma-analysis': ({ close }) => ({
    sma: ta.sma(close, 20),
    mad: ta.avgDev(close, 20),
    mse: ta.variance(close, 20),
    mape: ta.mape(close, 20),
  }),
  smma: ({ close }) => ({ smma: ta.wilder(close, 20) }),
  starc: ({ high, low, close }) => {
    const { upperBand, centerline, lowerBand } = bands(ta.starc(high, low, close, 5, 2, 10));
    return { upperBand, lowerBand, centerline: after(10, centerline) };
  },
  // They draw the whole line of each window of twenty bars, counted from the last; ours is its end.
  'stdev-channels': ({ close }) => {
    const { upper, middle } = ta.stdevChannel(close, 20, 2);
    const slope = ta.linearRegSlope(close, 20);
    const last = close.length - 1;
    const end = (row) => last - 20 * Math.floor((last - row) / 20);
    const centre = (row) => middle[end(row)] - slope[end(row)] * (end(row) - row);
    const half = (row) => upper[end(row)] - middle[end(row)];
    const rows = [...close.keys()];
    return {
      centerline: rows.map(centre),
      upperChannel: rows.map((row) => centre(row) + half(row)),
      lowerChannel: rows.map((row) => centre(row) - half(row)),
      breakPoint: rows.map((row) => Number(end(row) - row === 19)),
    };
  },
  t3: ({ close }) => ({ t3: late(ta.t3(close, 5, 0.7)) }),
  tema: ({ close }) => ({ tema: late(ta.tema(close, 20)) }),
  vwap: ({ high, low, close, volume }) => ({ vwap: ta.anchoredVwap(high, low, close, volume) }),
  vwma: ({ close, volume }) => ({ vwma: ta.vwma(close, volume, 14) }),
  wma: ({ close }) => ({ wma: ta.wma(close, 14) }),
};
