import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

type Constructor = new (column: Float64Array, clock: { row: number }) => { readonly now: number };

export const ownCursor: Subject = {
  what: "a cursor of its own, made by the prototype's constructor, one row ahead",
  make: () => {
    let closes: Float64Array = new Float64Array(0);
    return strategyOf(
      'own_cursor',
      (bars) => {
        closes = bars.close;
        return { x: bars.close };
      },
      ({ t, cols, out }) => {
        const { constructor } = Object.getPrototypeOf(cols['x']) as { constructor: Constructor };
        const ahead = new constructor(closes, { row: t + 1 });
        out.target(ahead.now > cols['x']!.now ? 1 : 0);
      },
    );
  },
};
