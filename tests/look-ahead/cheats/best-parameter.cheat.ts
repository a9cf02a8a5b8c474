import { columnOf, strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const bestParameter: Subject = {
  what: 'the parameter whose equity over the whole series ended highest',
  make: () =>
    strategyOf('best_parameter', (bars, ta) => {
      let best = { wealth: -Infinity, mean: bars.close };
      for (let n = 2; n <= 30; n++) {
        const mean = ta.sma(bars.close, n);
        let wealth = 0;
        for (let i = 31; i < bars.length; i++) {
          if (bars.close[i - 1]! > mean[i - 1]!) wealth += Math.log(bars.close[i]! / bars.close[i - 1]!);
        }
        if (wealth > best.wealth) best = { wealth, mean };
      }
      return { x: columnOf(bars, (i) => bars.close[i]! - best.mean[i]!) };
    }),
};
