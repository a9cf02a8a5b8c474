import { columnOf, portfolioOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** Its columns are honest: only what `onBar` asks for knows the future, and only of one symbol. */
export const sideBySide: Subject = {
  what: 'a portfolio that reads the next close of one symbol in a frame it has kept, to buy another',
  symbols: ['X', 'Y', 'Z'],
  make: () => {
    const frames = new Map<string, Float64Array>();
    return portfolioOf(
      'side_by_side',
      (bars) => {
        frames.set(bars.symbol, bars.close);
        return { row: columnOf(bars, (i) => i) };
      },
      ({ symbols, cols, out }) => {
        const close = frames.get(symbols[2]!)!;
        const t = cols[2]!['row']!.now;
        out[0]!.target(close[t + 1]! > close[t]! ? 1 : 0);
      },
    );
  },
};
