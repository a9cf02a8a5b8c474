import { createRandom } from '@bot-v2/quant/random';
import { flatAccount } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { simulateOrders } from '../../test/plain-orders-simulator.js';
import { randomTape } from '../../test/random-runs.js';
import { runFrames } from '../frame-driver/index.js';
import { conventionsOf, fromOrders } from './index.js';
import type { OrderSettings } from './index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 100);

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-8 * (1 + Math.abs(b));

function compare(seed: number): { fills: number; sizeType: string } {
  const dice = createRandom(`orders ${seed}`);
  const pick = <T>(...values: readonly T[]): T => values[dice.integer(0, values.length - 1)]!;
  const length = dice.integer(15, 60);
  const frames = ['A', 'B', 'C'].slice(0, dice.integer(1, 3)).map((symbol): Bars => {
    return { ...randomTape(seed, length, symbol), actions: [], basis: 'as_given' };
  });
  const sizeType = pick('amount', 'value', 'percent', 'targetamount', 'targetvalue', 'targetpercent' as const);
  const direction = pick('longonly', 'longonly', 'both', 'shortonly' as const);
  const settings: OrderSettings = {
    sizeType,
    direction,
    callSeq: pick('default', 'reversed', 'auto'),
    fees: pick(0, 0.001),
    fixedFees: pick(0, 0, 3),
    slippage: pick(0, 0.002),
    minSize: pick(0, 0, 5),
    maxSize: pick(Infinity, Infinity, 60),
    sizeGranularity: pick(NaN, NaN, 1, 0.1),
    lockCash: dice.next() < 0.4,
    allowPartial: dice.next() < 0.7,
    updateValue: dice.next() < 0.4,
  };
  const scale = { amount: 100, targetamount: 100, value: 5_000, targetvalue: 5_000, percent: 1, targetpercent: 0.7 }[
    sizeType
  ];
  const often = pick(0.2, 0.6);
  // A target or a sale of less than nothing is for those who may sell short.
  const least = sizeType.startsWith('target') && direction !== 'both' ? 0 : -1;
  const sizes = frames.map(() =>
    Array.from({ length }, () => {
      if (dice.next() > often) return NaN;
      if (sizeType === 'amount' && dice.next() < 0.15) return dice.next() < 0.5 ? Infinity : -Infinity;
      return dice.uniform(least, 1) * scale;
    }),
  );
  const atOpen = dice.next() < 0.4;
  const shift = atOpen ? 1 : 0;
  const strategy = fromOrders({
    id: 'orders',
    orders: ({ symbol, open, close }) => ({
      size: Float64Array.from(close, (_, row) => sizes['ABC'.indexOf(symbol)]![row + shift] ?? NaN),
      price: Float64Array.from(close, (at, row) => (atOpen ? (open[row + 1] ?? NaN) : at)),
    }),
    settings,
  });
  const lot = { lot: settings.sizeGranularity || 1e-12 };
  const run = runFrames({
    legs: frames.map((bars) => ({ symbol: bars.symbol, bars, from: 0, strategy })),
    account: flatAccount(10_000, {
      shorting: true,
      fractional: true,
      instruments: { A: lot, B: lot, C: lot },
      costs: {
        halfSpreadBps: 0,
        slippageBps: settings.slippage * 1e4,
        commissionRate: settings.fees,
        ...(settings.fixedFees === 0 ? {} : { commissionPerOrder: settings.fixedFees }),
      },
    }),
    policies: conventionsOf('vectorbt', { marketFill: atOpen ? 'next-open' : 'decision-close' }),
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
  // At an open the first row cannot act: nothing was decided before it.
  const acting = sizes.map((column) => column.map((size, row) => (row < shift ? NaN : size)));
  const expected = simulateOrders(frames, acting, { cash: 10_000, atOpen, ...settings });
  // Whoever owes more than there is may not trade on here.
  if (expected.equity.some((equity) => equity <= 0)) return { fills: 0, sizeType: '' };
  const rowOf = new Map(Array.from(frames[0]!.time, (time, row) => [time, row]));
  const ours = run.fills.toArray().map(({ time, symbol, side, quantity, price, fee }) => {
    return {
      row: rowOf.get(time)!,
      column: 'ABC'.indexOf(symbol),
      size: side === 'buy' ? quantity : -quantity,
      price,
      fee,
    };
  });
  const theirs = expected.fills;
  const wrong = theirs.findIndex((fill, k) => {
    const own = ours[k];
    if (own?.row !== fill.row || own.column !== fill.column) return true;
    return !near(own.size, fill.size) || !near(own.price, fill.price) || !near(own.fee, fill.fee);
  });
  if (wrong >= 0) {
    expect({ seed, settings, atOpen, fill: ours[wrong] }).toEqual({ seed, settings, atOpen, fill: theirs[wrong] });
  }
  expect({ seed, settings, fills: ours.length }).toEqual({ seed, settings, fills: theirs.length });
  const apart = expected.equity.filter((equity, row) => !near(run.equity[row]!, equity));
  expect({ seed, apart }).toEqual({ seed, apart: [] });
  return { fills: ours.length, sizeType };
}

it(`vectorbt's orders fill as in a plain simulator that shares no code, over ${tapes} random tapes`, () => {
  const fills = new Map<string, number>();
  for (let seed = 1; seed <= tapes; seed++) {
    const found = compare(seed);
    fills.set(found.sizeType, (fills.get(found.sizeType) ?? 0) + found.fills);
  }
  fills.delete('');
  expect(fills.size).toBe(6);
  for (const count of fills.values()) expect(count).toBeGreaterThan(tapes);
});
