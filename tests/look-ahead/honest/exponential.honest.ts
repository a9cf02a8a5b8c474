import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const exponential: Subject = {
  what: 'recursions without end: exponential averages, RSI and MACD',
  make: () =>
    strategyOf('exponential', (bars, ta) => {
      const ema = ta.ema(bars.close, 12);
      const rsi = ta.rsi(bars.close, 14);
      const { histogram } = ta.macd(bars.close, 6, 13, 5);
      return {
        ema,
        rsi,
        x: columnOf(bars, (i) => (bars.close[i]! / ema[i]! - 1) * 100 + (50 - rsi[i]!) / 10 + histogram[i]!),
      };
    }),
};
