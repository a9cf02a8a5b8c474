import type { Random } from '@bot-v2/quant/random';
import type { Bars } from '@bot-v2/sdk';

const { abs, exp, max, min } = Math;

/** Overwrites rows `first … end − 1` with a random walk that goes on from the row before, as volatile as that past was. */
export function alterFuture(bars: Bars, first: number, random: Random, end = bars.length): void {
  const { open, high, low, close, volume } = bars;
  let sum = 0;
  let count = 0;
  for (let i = Math.max(1, first - 250); i < first; i++) {
    sum += Math.log(close[i]! / close[i - 1]!) ** 2;
    count++;
  }
  const deviation = Math.max(0.005, count === 0 ? 0.01 : Math.sqrt(sum / count));
  for (let i = first; i < end; i++) {
    const before = i === 0 ? open[0]! : close[i - 1]!;
    open[i] = before * exp(random.normal(0, deviation / 3));
    close[i] = open[i]! * exp(random.normal(0, deviation));
    high[i] = max(open[i]!, close[i]!) * exp(abs(random.normal(0, deviation / 3)));
    low[i] = min(open[i]!, close[i]!) * exp(-abs(random.normal(0, deviation / 3)));
    volume[i] = i === 0 ? volume[0]! : volume[random.integer(0, first === 0 ? 0 : first - 1)]! * random.uniform(0.5, 2);
  }
}

/** The frame as copies, the same up to row `t`, with another plausible future after it and no later action or finding. */
export function withAlteredFuture(bars: Bars, t: number, random: Random): Bars {
  const last = bars.time[t]!;
  const frame: Bars = {
    ...bars,
    time: bars.time.slice(),
    open: bars.open.slice(),
    high: bars.high.slice(),
    low: bars.low.slice(),
    close: bars.close.slice(),
    volume: bars.volume.slice(),
    actions: bars.actions.filter((action) => action.exDate <= last),
    quality: { ...bars.quality, findings: bars.quality.findings.filter((finding) => finding.to <= last) },
  };
  alterFuture(frame, t + 1, random);
  return frame;
}

/** All prices and dividends multiplied by `factor`. */
export function withScaledPrices(bars: Bars, factor: number): Bars {
  const scaled = (column: Float64Array) => column.map((value) => value * factor);
  return {
    ...bars,
    open: scaled(bars.open),
    high: scaled(bars.high),
    low: scaled(bars.low),
    close: scaled(bars.close),
    actions: bars.actions.map((a) => (a.type === 'dividend' ? { ...a, amount: a.amount * factor } : a)),
  };
}
