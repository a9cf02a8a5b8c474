import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const knownPrices: Subject = {
  what: 'a table of every price it ever saw, by time',
  make: () => {
    const known = new Map<number, number>();
    let times: Float64Array = new Float64Array(0);
    return strategyOf(
      'known_prices',
      (bars) => {
        times = bars.time.slice();
        times.forEach((time, i) => known.set(time, bars.close[i]!));
        return { x: bars.close };
      },
      ({ time, cols, out }) => {
        const later = known.get(time + 3 * 86_400_000) ?? known.get(time + 86_400_000) ?? 0;
        out.target(later > cols['x']!.now ? 1 : 0);
      },
    );
  },
};
