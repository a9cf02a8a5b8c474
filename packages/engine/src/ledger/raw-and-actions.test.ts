import fc from 'fast-check';
import { defineStrategy } from '@bot-v2/sdk';
import type { AnyStrategy, Bars, CorporateAction } from '@bot-v2/sdk';
import { z } from 'zod';
import { returns, schedule, scheduledTape } from '../../test/action-schedules.js';
import { realBars } from '../../test/frames.js';
import { freeRun } from '../../test/free-run.js';
import { scripted } from '../../test/scripted.strategy.js';
import { adjusted, priceView } from '../price-view/index.js';

/** Enough that a rounded money unit (1e-4) is far below 1e-9 of it. */
const capital = 1e8;

const run = (bars: Bars, strategy: AnyStrategy) => freeRun(bars, strategy, capital, { fractional: true });

/** Split-adjusted prices that are traded as they are, with the dividends in the same shares and no splits left. */
function withoutSplits(bars: Bars): Bars {
  const { bars: view, shareFactor } = priceView(bars, 'split');
  const before = (exDate: number) => bars.time.findLastIndex((time) => time < exDate);
  const actions = bars.actions.flatMap((action): CorporateAction[] => {
    if (action.type !== 'dividend' || before(action.exDate) < 0) return [];
    // Splits between the last bar and this dividend have already made new shares of the old ones.
    const since = bars.actions.filter(
      (a) => a.type === 'split' && a.exDate < action.exDate && before(a.exDate) === before(action.exDate),
    );
    const sharesNow = since.reduce((ratio, a) => ratio * (a.type === 'split' ? a.ratio : 1), 1);
    return [{ ...action, amount: action.amount * shareFactor[before(action.exDate)]! * sharesNow }];
  });
  return { ...view, basis: 'raw', actions };
}

/** Targets with protection both ways, and limits and stops on half of what is held. */
const busy: AnyStrategy = defineStrategy({
  id: 'busy',
  version: '1.0.0',
  params: z.object({}),
  warmup: () => 5,
  scaleFree: true,
  prepare: (bars, _, ta) => ({ close: bars.close, slow: ta.sma(bars.close, 5) }),
  onBar: ({ t, cols, account, out }) => {
    const close = cols.close.now;
    const half = Math.abs(account.quantity) / 2;
    if (t % 23 === 0) out.target(0);
    else if (t % 7 === 0) {
      const signal = close > cols.slow.now ? 0.8 : -0.5;
      out.target(signal, {
        stopLoss: close * (1 - 0.06 * Math.sign(signal)),
        takeProfit: close * (1 + 0.1 * Math.sign(signal)),
      });
    } else if (t % 5 === 0 && account.quantity > 0) out.order({ side: 'sell', quantity: half, limit: close * 1.03 });
    else if (t % 11 === 0 && account.quantity < 0) out.order({ side: 'buy', quantity: half, stop: close * 1.04 });
    else if (t % 13 === 0) out.cancel();
  },
});

function expectSameCurve(a: Float64Array, b: Float64Array): void {
  expect(a.length).toBe(b.length);
  let worst = 0;
  for (let i = 0; i < a.length; i++) worst = Math.max(worst, Math.abs(a[i]! / b[i]! - 1));
  expect(worst).toBeLessThan(1e-9);
}

describe('raw prices with actions, against split-adjusted prices with dividends', () => {
  it.each(['AAPL', 'MSFT', 'TXN'])('%s: the same equity to 1e-9, through resting orders and protection', (symbol) => {
    const raw = realBars(symbol);
    const one = run(raw, busy);
    const other = run(withoutSplits(raw), busy);
    expect(one.fills.length).toBeGreaterThan(100);
    expect(new Set(one.fills.toArray().map((f) => f.cause)).size).toBeGreaterThan(4);
    expect(raw.actions.some((a) => a.type === 'split')).toBe(true);
    expectSameCurve(one.equity, other.equity);
  });

  it('any schedule of actions, several between two bars among them', () => {
    fc.assert(
      fc.property(schedule(40), returns(40), (scheduled, moves) => {
        const raw = scheduledTape(scheduled, moves);
        expectSameCurve(run(raw, busy).equity, run(withoutSplits(raw), busy).equity);
      }),
      { numRuns: 60 },
    );
  });
});

/**
 * What reinvesting adds to holding q shares and keeping the dividends, by row, in split-adjusted shares. The
 * total-return factor 1 − d/p says: at each ex-date the dividend of all h shares buys at the theoretical price p − d,
 * so h grows by h·d/(p − d). Then
 *   h·P(t) − q·P(t) − q·Σd = Σ [ (h − q)·d + h·d·(P(t)/(p − d) − 1) ]:
 * the dividends on shares that dividends bought, and what each reinvested dividend has earned since.
 */
function reinvestmentTerm(bars: Bars, quantity: number, from: number): Float64Array {
  const { close, length, time, actions } = withoutSplits(bars);
  const steps = actions
    .map((action) => ({ row: time.findIndex((t) => t >= action.exDate), action }))
    .filter(({ row }) => row > from);
  const term = new Float64Array(length);
  let held = quantity;
  for (const { row, action } of steps) {
    if (action.type !== 'dividend') continue;
    const d = action.amount;
    const exPrice = close[row - 1]! - d;
    for (let t = row; t < length; t++)
      term[t] = term[t]! + (held - quantity) * d + held * d * (close[t]! / exPrice - 1);
    held += (held * d) / exPrice;
  }
  return term;
}

describe('raw prices with actions, against total return', () => {
  it.each(['AAPL', 'MSFT', 'TXN'])(
    '%s: buy and hold without reinvestment differs by exactly the reinvestment term',
    (symbol) => {
      const raw = realBars(symbol);
      const held = run(raw, scripted({ 0: (c) => c.out.target(1) }));
      const total = adjusted(raw, 'total_return');
      const split = adjusted(raw, 'split');
      const quantity = capital / split.open[1]!;
      const spent = held.fills.at(0)!.quantity * held.fills.at(0)!.price;
      // The part of the capital that the first fill did not spend (or could not pay) stays in cash.
      const part = spent / capital;
      const term = reinvestmentTerm(raw, quantity * part, 1);
      let worst = 0;
      for (let t = 1; t < raw.length; t++) {
        const reinvested = spent * (total.close[t]! / total.open[1]!) + capital - spent;
        worst = Math.max(worst, Math.abs(reinvested - held.equity[t]! - term[t]!) / held.equity[t]!);
      }
      expect(worst).toBeLessThan(1e-9);
      expect(Math.abs(term[raw.length - 1]!) / capital).toBeGreaterThan(1e-3);
    },
  );
});
