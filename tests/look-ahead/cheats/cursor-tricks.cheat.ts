import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

/** A number that is −1 when it is used and 0 when it is checked. */
function shifty(): number {
  let reads = 0;
  return { valueOf: () => (reads++ === 0 ? -1 : 0) } as unknown as number;
}

export const cursorTricks: Subject = {
  what: 'an index that changes while the cursor checks it',
  make: () =>
    strategyOf(
      'cursor_tricks',
      (bars) => ({ x: bars.close }),
      ({ cols, out }) => out.target(cols['x']!.ago(shifty()) > cols['x']!.now ? 1 : 0),
    ),
};
