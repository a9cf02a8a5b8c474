import * as ta from '@bot-v2/quant/indicators';
import { after, ahead, combined, late } from './row-alignment.mjs';

/** Share of the flow that is bought, and that flow. */
function moneyFlow({ high, low, close, volume }) {
  const moneyFlowMultiplier = ta.cmf(high, low, close, volume, 1);
  return { moneyFlowMultiplier, moneyFlowVolume: combined(moneyFlowMultiplier, volume, (a, b) => a * b) };
}

/** Result sets of oscillators, and of volume, as calls of ours: see `stock-indicators.form.mjs`. */
export const oscillators = {
  adl: (p) => ({ adl: ta.ad(p.high, p.low, p.close, p.volume), ...moneyFlow(p) }),
  awesome: ({ high, low }) => {
    const oscillator = ta.awesome(high, low, 5, 34);
    const middle = ta.medianPrice(high, low);
    return { oscillator, normalized: combined(oscillator, middle, (a, b) => (100 * a) / b) };
  },
  bop: ({ open, high, low, close }) => ({ bop: ta.sma(ta.bop(open, high, low, close), 14) }),
  cci: ({ high, low, close }) => ({ cci: ta.cci(high, low, close, 20) }),
  'chaikin-osc': (p) => {
    const adl = ta.ad(p.high, p.low, p.close, p.volume);
    return {
      adl,
      ...moneyFlow(p),
      oscillator: late(ta.adosc(p.high, p.low, p.close, p.volume, 3, 10)),
      fastEma: ta.ema(adl, 3),
      slowEma: ta.ema(adl, 10),
    };
  },
  cmf: (p) => ({ cmf: ta.cmf(p.high, p.low, p.close, p.volume, 20), ...moneyFlow(p) }),
  // Chande's own form, of plain sums; ours, `cmo`, follows TA-Lib, which smooths as Wilder does.
  cmo: ({ close }) => ({ cmo: ta.cutlerRsi(close, 14).map((value) => 2 * value - 100) }),
  crsi: ({ close }) => {
    const streak = ta.streak(close);
    return {
      streak: after(1, streak),
      rsi: ta.rsi(close, 3),
      // Theirs begins with a streak of 0 at the first bar; every bar halves what that is worth.
      rsiStreak: after(60, ta.rsi(streak, 2)),
      percentRank: after(101, ta.percentRank(ta.rocp(close, 1), 100)),
      connorsRsi: ta.connorsRsi(close, 3, 2, 100),
    };
  },
  // They draw what is known at a bar n / 2 + 1 bars to the left.
  dpo: ({ close }) => ({ dpo: ahead(ta.dpo(close, 14), 8), sma: ahead(ta.sma(close, 14), 8) }),
  'elder-ray': ({ high, low, close }) => {
    const { bull, bear } = ta.elderRay(high, low, close, 13);
    return { ema: ta.ema(close, 13), bullPower: bull, bearPower: bear };
  },
  // They begin with windows that are still filling; both halve the past at every bar.
  fisher: ({ high, low }) => {
    const { fisher, trigger } = ta.fisher(high, low, 10);
    return { fisher: after(60, fisher), trigger: after(61, trigger) };
  },
  force: ({ close, volume }) => ({ forceIndex: ta.forceIndex(close, volume, 2) }),
  gator: ({ high, low }) => {
    const { upper, lower } = ta.gator(high, low);
    const grows = (values) => values.map((value, i) => Number(Math.abs(value) > Math.abs(values[i - 1])));
    return {
      upper,
      lower: after(20, lower),
      upperIsExpanding: after(21, grows(upper)),
      lowerIsExpanding: after(21, grows(lower)),
    };
  },
  kvo: ({ high, low, close, volume }) => {
    const { kvo, signal } = ta.kvo(high, low, close, volume, 34, 55, 13);
    return { oscillator: after(68, kvo), signal };
  },
  macd: ({ close }) => {
    const { macd, signal, histogram } = ta.macd(close);
    return {
      macd: late(macd),
      signal: late(signal),
      histogram: late(histogram),
      fastEma: ta.ema(close, 12),
      slowEma: ta.ema(close, 26),
    };
  },
  mfi: ({ high, low, close, volume }) => ({ mfi: ta.mfi(high, low, close, volume, 14) }),
  // Ours begins with the first bar's volume.
  obv: ({ close, volume }) => ({ obv: ta.obv(close, volume).map((value) => value - volume[0]) }),
  pmo: ({ close }) => {
    const { pmo, signal } = ta.pmo(close, 35, 20, 10);
    return { pmo: after(63, pmo), signal };
  },
  pvo: ({ volume }) => {
    const { pvo, signal, histogram } = ta.pvo(volume, 12, 26, 9);
    return { pvo: after(33, pvo), signal, histogram };
  },
  roc: ({ close }) => ({ momentum: ta.mom(close, 14), roc: ta.roc(close, 14) }),
  rsi: ({ close }) => ({ rsi: ta.rsi(close, 14) }),
  smi: ({ high, low, close }) => ta.smi(high, low, close, 13, 25, 2, 3),
  stc: ({ close }) => ({ stc: ta.stc(close, 10, 23, 50) }),
  stoch: ({ high, low, close }) => {
    const { k, d } = ta.stoch(high, low, close, 14, 3, 3);
    const j = combined(k, d, (a, b) => 3 * a - 2 * b);
    return { oscillator: after(17, k), k: after(17, k), signal: d, d, percentJ: j, j };
  },
  'stoch-rsi': ({ close }) => {
    const { k, d } = ta.stochRsi(close, 14, 14, 3);
    return { stochRsi: after(29, k), signal: d };
  },
  trix: ({ close }) => ({
    trix: late(ta.trix(close, 14)),
    ema3: late(ta.ema(ta.ema(ta.ema(close, 14), 14), 14)),
  }),
  tsi: ({ close }) => {
    const { tsi, signal } = ta.tsi(close, 25, 13, 7);
    return { tsi: after(43, tsi), signal };
  },
  uo: ({ high, low, close }) => ({ ultimate: ta.ultosc(high, low, close, 7, 14, 28) }),
  willr: ({ high, low, close }) => ({ williamsR: ta.willr(high, low, close, 14) }),
};
