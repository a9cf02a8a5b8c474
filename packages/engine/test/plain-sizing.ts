import type { Bars, SizingPolicy } from '@bot-v2/sdk';

/** What the prices of rows before are multiplied by to be compared with those of a row. */
function carry({ time, close, actions }: Bars, row: number): number {
  const due = actions
    .filter(({ exDate }) => exDate > time[row - 1]! && exDate <= time[row]!)
    .sort((a, b) => a.exDate - b.exDate || a.type.localeCompare(b.type));
  let price = close[row - 1]!;
  let factor = 1;
  for (const action of due) {
    if (action.type === 'dividend') {
      factor *= 1 - action.amount / price;
      price -= action.amount;
    } else if (action.type === 'split') {
      factor /= action.ratio;
      price /= action.ratio;
    }
  }
  return factor;
}

/**
 * The fraction of equity of a full signal at a row, once more and from the definitions: prices before an action are
 * restated, volatility is that of 60 log returns, a stop is so many of Wilder's true ranges away.
 */
export function plainSize(policy: SizingPolicy, bars: Bars, row: number): number {
  const { method, volatilityTarget, riskToStop, confidence, regime, maxFraction, minFraction } = policy;
  if (policy.edge === false) return 0;
  const limits: number[] = [];
  if (volatilityTarget !== undefined) limits.push(volatilityTarget / volatility(bars, row));
  if (riskToStop !== undefined) {
    const { risk, multiple, period } = riskToStop;
    limits.push(risk / ((multiple * trueRange(bars, row, period)) / bars.close[row]!));
  }
  if (limits.some((limit) => !(limit < 1e9))) return 0;
  const starts = method === 'atr' ? limits.at(-1)! : policy.fraction === undefined ? limits[0]! : policy.fraction;
  const scaled = starts * confidence * regime;
  // What a size starts from does not limit it again.
  const others = limits.filter((limit) => policy.fraction !== undefined || limit !== starts);
  const size = Math.min(scaled, maxFraction, ...others);
  return size < minFraction || size < 1e-12 ? 0 : size;
}

function volatility(bars: Bars, row: number): number {
  if (row < 60) return NaN;
  const returns = Array.from({ length: 60 }, (_, k) => {
    const at = row - k;
    return Math.log(bars.close[at]! / (bars.close[at - 1]! * carry(bars, at)));
  });
  const mean = returns.reduce((sum, r) => sum + r, 0) / 60;
  const squares = returns.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  return Math.sqrt((squares / 59) * bars.quality.periodsPerYear);
}

/** Wilder's average true range in the prices of a row; NaN before there are as many changes as its period. */
function trueRange(bars: Bars, row: number, period: number): number {
  if (row < period) return NaN;
  let average = 0;
  for (let at = 1; at <= row; at++) {
    const factor = carry(bars, at);
    const before = bars.close[at - 1]! * factor;
    const range = Math.max(bars.high[at]!, before) - Math.min(bars.low[at]!, before);
    average *= factor;
    if (at <= period) average += range / period;
    else average = (average * (period - 1) + range) / period;
  }
  return average;
}
