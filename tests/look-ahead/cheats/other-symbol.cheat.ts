import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** Two instances in one run: each looks ahead in the frame the other was given. */
export const otherSymbol: Subject = {
  what: "the next close of another symbol, through a frame that symbol's instance left behind",
  symbols: ['X', 'Y'],
  make: () => {
    const frames = new Map<string, Float64Array>();
    return strategyOf(
      'other_symbol',
      (bars) => {
        frames.set(bars.symbol, bars.close.slice());
        return { x: bars.close, isX: new Float64Array(bars.length).fill(bars.symbol === 'X' ? 1 : 0) };
      },
      ({ t, cols, out }) => {
        const other = frames.get(cols['isX']!.now === 1 ? 'Y' : 'X') ?? new Float64Array(0);
        out.target(other[t + 1]! > other[t]! ? 1 : 0);
      },
    );
  },
};
