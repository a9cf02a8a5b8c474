import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const keptFromSelling: Subject = {
  what: 'the next open, which only keeps it from selling',
  make: () => {
    let open: Float64Array;
    return strategyOf(
      'kept_from_selling',
      (bars) => {
        open = bars.open;
        return { close: bars.close };
      },
      ({ t, cols, account, out }) => {
        const falls = cols['close']!.now < cols['close']!.ago(1);
        if (account.quantity === 0) out.target(falls ? 0 : 1);
        else if (falls && !(open[t + 1]! > 1.01 * cols['close']!.now)) out.target(0);
      },
    );
  },
};
