import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** Only one bar of the run knows the end. */
export const lastBarExit: Subject = {
  what: 'an exit on exactly the sixth bar before the end, known by a closure',
  make: () => {
    let length = 0;
    return strategyOf(
      'last_bar_exit',
      (bars, ta) => {
        length = bars.length;
        return { close: bars.close, mean: ta.sma(bars.close, 15) };
      },
      ({ t, cols, out }) => {
        if (t >= length - 6) out.target(0);
        else out.target(cols['close']!.now > cols['mean']!.now ? 1 : 0.4);
      },
    );
  },
};
