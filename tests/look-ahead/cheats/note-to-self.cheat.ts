import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** Each bar reads nothing later than itself: the bar before has left it a note. */
export const noteToSelf: Subject = {
  what: 'a number in its state that says on each bar what comes after the next',
  make: () => {
    let closes: Float64Array = new Float64Array(0);
    return strategyOf(
      'note_to_self',
      (bars) => {
        closes = bars.close;
        return { x: bars.close };
      },
      ({ t, state, out }) => {
        out.target((state as { rise: number }).rise > 0 ? 1 : 0);
        (state as { rise: number }).rise = closes[t + 2]! - closes[t + 1]!;
      },
      { state: () => ({ rise: 0 }), scaleFree: true },
    );
  },
};
