import { strategyOf } from '../subject.js';
import type { Subject } from '../subject.js';

export const equityFilter: Subject = {
  what: 'a filter on its own equity, remembered in its state, and a check of the data for absurd moves',
  make: () =>
    strategyOf(
      'equity_filter',
      (bars, ta) => {
        for (let i = 1; i < bars.length; i++) {
          if (Math.abs(Math.log(bars.close[i]! / bars.close[i - 1]!)) > 1) throw new Error('absurd prices');
        }
        return { close: bars.close, mean: ta.sma(bars.close, 15) };
      },
      ({ cols, account, state, out }) => {
        const kept = state as unknown as { curve: number[]; trend: number };
        kept.curve.push(account.equity);
        if (kept.curve.length > 20) kept.curve.shift();
        kept.trend += 0.1 * (account.equity - kept.trend);
        const well = account.equity >= Math.min(kept.trend, kept.curve[0]!);
        out.target(cols['close']!.now > cols['mean']!.now ? (well ? 1 : 0.3) : 0);
      },
      { state: () => ({ curve: [], trend: 100_000 }) },
    ),
};
