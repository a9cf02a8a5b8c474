import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** Posterior of the quiet one of two zero-mean Gaussian states, smoothed: forward and backward over all returns. */
function smoothed(returns: Float64Array): Float64Array {
  const n = returns.length;
  const deviation = Math.sqrt(returns.reduce((sum, r) => sum + r * r, 0) / n);
  const states = [0.7 * deviation, 1.6 * deviation];
  const stay = 0.95;
  const density = (r: number, s: number) => Math.exp(-0.5 * (r / s) ** 2) / s;
  const pass = (from: number, step: number) => {
    const out = new Float64Array(n);
    let quiet = 0.5;
    for (let i = from; i >= 0 && i < n; i += step) {
      out[i] = quiet;
      const prior = quiet * stay + (1 - quiet) * (1 - stay);
      const [a, b] = [prior * density(returns[i]!, states[0]!), (1 - prior) * density(returns[i]!, states[1]!)];
      quiet = a / (a + b);
    }
    return out;
  };
  const forward = pass(0, 1);
  const backward = pass(n - 1, -1);
  return forward.map((f, i) => (f * backward[i]!) / (f * backward[i]! + (1 - f) * (1 - backward[i]!)));
}

export const fullSeriesHmm: Subject = {
  what: 'a hidden Markov model smoothed over the whole series',
  make: () =>
    strategyOf('full_series_hmm', (bars) => {
      const quiet = smoothed(columnOf(bars, (i) => (i === 0 ? 0 : Math.log(bars.close[i]! / bars.close[i - 1]!))));
      return { x: quiet.map((probability) => probability - 0.6) };
    }),
};
