import { createRandom } from '@bot-v2/quant/random';
import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const dice: Subject = {
  what: 'seeded chance by bar',
  make: () =>
    strategyOf(
      'dice',
      (bars) => ({ x: bars.close }),
      ({ time, out }) => {
        const random = createRandom(`dice:${time}`);
        if (random.next() < 0.3) out.target(random.uniform(0, 1));
      },
    ),
};
