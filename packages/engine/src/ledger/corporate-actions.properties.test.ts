import fc from 'fast-check';
import { returns, schedule, scheduledTape, still } from '../../test/action-schedules.js';
import { freeRun } from '../../test/free-run.js';
import { randomTape, restless } from '../../test/random-runs.js';
import { scripted } from '../../test/scripted.strategy.js';
import { lotOf } from '../costs/index.js';
import { ActionWalk, Ledger } from './index.js';

describe('any schedule of actions', () => {
  it('changes nobody’s wealth by itself: with prices that move only as theory says, equity is constant', () => {
    fc.assert(
      fc.property(
        schedule(12),
        fc.double({ min: -0.9, max: 0.9, noNaN: true }),
        fc.boolean(),
        (scheduled, signal, fractional) => {
          const bars = scheduledTape(scheduled, still(12));
          const result = freeRun(bars, scripted({ 0: (c) => c.out.target(signal) }), 1_000_000, { fractional });
          // One money unit (1e-4) is rounded at the entry, at each dividend, at each fraction of a share.
          const rounding = (1 + scheduled.length * 2) * 1e-4;
          for (const equity of result.equity) expect(Math.abs(equity - 1_000_000)).toBeLessThan(rounding + 1e-6);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('creates and destroys no cash: it is the fills, the dividends and the fractions of shares, and nothing else', () => {
    let dividends = 0;
    let fractions = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.boolean(), (seed, fractional) => {
        const bars = randomTape(seed, 60);
        const result = freeRun(bars, restless, 20_000, { fractional });
        const fills = result.fills.toArray();
        let cash = 20_000;
        let shares = 0;
        let events = fills.length;
        for (let row = 0; row < bars.length; row++) {
          for (const action of bars.actions.filter((a) => a.exDate === bars.time[row])) {
            events++;
            if (action.type === 'dividend') {
              cash += shares * action.amount;
              dividends += Number(shares !== 0);
            } else if (action.type === 'split') {
              const multiplied = shares * action.ratio;
              const near = Math.abs(multiplied - Math.round(multiplied)) < 1e-7;
              shares = fractional ? multiplied : near ? Math.round(multiplied) : Math.trunc(multiplied);
              if (!fractional && !near) {
                cash += (multiplied - shares) * bars.open[row]!;
                fractions++;
              }
            }
          }
          for (const fill of fills.filter((f) => f.time === bars.time[row])) {
            const signed = (fill.side === 'buy' ? 1 : -1) * fill.quantity;
            cash -= signed * fill.price;
            shares += signed;
          }
        }
        expect(Math.abs(result.account.cash - cash)).toBeLessThan(events * 1e-4 + 1e-6);
        expect(Math.abs((result.account.positions[0]?.quantity ?? 0) - shares)).toBeLessThan(1e-6);
      }),
      { numRuns: 60 },
    );
    expect(dividends).toBeGreaterThan(10);
    expect(fractions).toBeGreaterThan(0);
  });

  it('a split leaves the wealth of the evening before, a dividend moves its amount from share to cash', () => {
    fc.assert(
      fc.property(
        schedule(8),
        returns(8),
        fc.integer({ min: -5_000, max: 5_000 }),
        fc.boolean(),
        (scheduled, moves, shares, fractional) => {
          const bars = scheduledTape(scheduled, moves);
          const ledger = new Ledger(1e7, 1);
          ledger.fill(0, shares, bars.close[0]!, 0);
          ledger.mark[0] = bars.close[0]!;
          const walk = new ActionWalk(bars, bars.time[0]!, lotOf(fractional));
          for (let row = 1; row < bars.length; row++) {
            const before = ledger.equity();
            let paid = 0;
            let rounded = 0;
            const open = bars.open[row]!;
            walk.apply(0, bars.time[row]!, open, ledger, {
              dividend: (_, units) => void (paid += units / 10_000),
              // A fraction leaves at the open, the mark is still the restated close before.
              split: (_, _ratio, fraction) => void (rounded = fraction * (open - ledger.mark[0]!)),
            });
            const tolerance = 1e-4 * (scheduled.length + 1) + Math.abs(before) * 1e-12;
            expect(Math.abs(ledger.equity() - before - paid - rounded)).toBeLessThan(tolerance);
            expect(Math.abs(ledger.profit(0) - (ledger.equity() - 1e7))).toBeLessThan(1e-4);
            ledger.mark[0] = bars.close[row]!;
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
