import { log } from '../elementary/index.js';

/**
 * Slope of ln(mean R/S + shift) on ln(chunk size), over chunks of all, half, a quarter… of the latest returns, down to 8
 * returns or 32 chunks; .5 where the returns have no spread.
 * @param shift what is added to the mean R/S of a chunk size
 */
export function rescaledRangeSlope(returns: Float64Array, shift: (size: number) => number): number {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  for (let chunks = 1; chunks <= 32 && Math.floor(returns.length / chunks) >= 8; chunks *= 2) {
    const size = Math.floor(returns.length / chunks);
    const ratio = meanRescaledRange(returns, size, chunks);
    if (ratio === 0) continue;
    const x = log(size);
    const y = log(ratio + shift(size));
    count++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const spread = count * sumXX - sumX * sumX;
  return count < 2 || spread === 0 ? 0.5 : (count * sumXY - sumX * sumY) / spread;
}

/** Mean of range over deviation of the latest `chunks` chunks of `size` returns; chunks without spread do not count. */
function meanRescaledRange(returns: Float64Array, size: number, chunks: number): number {
  let total = 0;
  let defined = 0;
  for (let k = 0; k < chunks; k++) {
    const from = returns.length - size * chunks + k * size;
    let mean = 0;
    for (let j = from; j < from + size; j++) mean += returns[j]! / size;
    let sum = 0;
    let top = 0;
    let bottom = 0;
    let squares = 0;
    for (let j = from; j < from + size; j++) {
      const deviation = returns[j]! - mean;
      sum += deviation;
      squares += deviation * deviation;
      top = j === from ? sum : Math.max(top, sum);
      bottom = j === from ? sum : Math.min(bottom, sum);
    }
    if (!(squares > 1e-24 * size) || top === bottom) continue;
    total += (top - bottom) / Math.sqrt(squares / size);
    defined++;
  }
  return defined === 0 ? 0 : total / defined;
}

/** The R/S that `size` independent normal returns are expected to have (Anis and Lloyd, 1976); `size` ≥ 2. */
export function expectedRescaledRange(size: number): number {
  // Γ((n − 1)/2)/Γ(n/2), from its values at 2 and 3 upwards.
  let gammas = size % 2 === 0 ? Math.sqrt(Math.PI) : 2 / Math.sqrt(Math.PI);
  for (let n = size % 2 === 0 ? 2 : 3; n < size; n += 2) gammas *= (n - 1) / n;
  let sum = 0;
  for (let i = 1; i < size; i++) sum += Math.sqrt((size - i) / i);
  return (gammas / Math.sqrt(Math.PI)) * sum;
}
