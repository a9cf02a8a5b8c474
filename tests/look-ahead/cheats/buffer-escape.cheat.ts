import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const bufferEscape: Subject = {
  what: 'the buffer behind a column it was given',
  make: () => {
    let buffer: ArrayBufferLike = new ArrayBuffer(0);
    return strategyOf(
      'buffer_escape',
      (bars) => {
        buffer = bars.close.buffer;
        return { x: bars.close };
      },
      ({ t, out }) => {
        const all = new Float64Array(buffer);
        out.target(all[t + 1]! > all[t]! ? 1 : 0);
      },
    );
  },
};
