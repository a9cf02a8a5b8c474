import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const cachedColumn: Subject = {
  what: 'a column cached by symbol, cut to whatever length is asked',
  needsTwin: true,
  make: () => {
    const cache = new Map<string, Float64Array>();
    return strategyOf('cached_column', (bars) => {
      const { close, symbol, length } = bars;
      if (!cache.has(symbol))
        cache.set(
          symbol,
          columnOf(bars, (i) => (close[i + 1] ?? close[i]!) - close[i]!),
        );
      return { x: cache.get(symbol)!.slice(0, length) };
    });
  },
};
