import { createRandom } from '@bot-v2/quant/random';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { Bars, Costs, Orders } from '@bot-v2/sdk';
import { z } from 'zod';
import { simulateLots, wholeAccount } from '../../test/plain-lots-simulator.js';
import type { LotAsk } from '../../test/plain-lots-simulator.js';
import { randomTape, steps } from '../../test/random-runs.js';
import { conventionsOf } from '../conventions/index.js';
import { runFrames } from '../frame-driver/index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 150);

/** Something random to ask for at a bar, protection always on its own sides of the entry. */
function ask(dice: ReturnType<typeof createRandom>, close: number, spread: number): LotAsk {
  const what = dice.integer(0, 11);
  const whole = Number.isInteger(close);
  const level = (base: number, steps: number) => (whole ? base + steps : base * (1 + steps * 0.012));
  if (what === 0) return { kind: 'cancel' };
  if (what === 1) return { kind: 'close', portion: [1, 0.5, 0.3, 0.05][dice.integer(0, 3)]! };
  if (what === 2) {
    const side = (at: number) => [undefined, Math.max(1, at), null][dice.integer(0, 2)];
    const [stopLoss, takeProfit] = [side(level(close, -3)), side(level(close, 3))];
    return {
      kind: 'protect',
      ...(stopLoss === undefined ? {} : { stopLoss }),
      ...(takeProfit === undefined ? {} : { takeProfit }),
    };
  }
  const side = dice.next() < 0.5 ? -1 : 1;
  const size = [dice.integer(1, 30), wholeAccount, 0.5, dice.integer(50, 300) / 1000][dice.integer(0, 3)]!;
  const stop = dice.next() < 0.3 ? level(close, side * dice.integer(-1, 3)) : undefined;
  const limit = dice.next() < 0.3 ? level(stop ?? close, side * dice.integer(-3, 2)) : undefined;
  const entry = limit ?? stop ?? close * (1 + side * spread);
  const stopLoss = dice.next() < 0.4 ? level(entry, -side * dice.integer(1, 4)) : undefined;
  const takeProfit = dice.next() < 0.4 ? level(entry, side * dice.integer(1, 4)) : undefined;
  // A level of 0 or less is no price, and is refused.
  if ([limit, stop, stopLoss, takeProfit].some((price) => price !== undefined && price <= 0)) return { kind: 'cancel' };
  return {
    kind: 'order',
    side,
    size,
    ...(limit === undefined ? {} : { limit }),
    ...(stop === undefined ? {} : { stop }),
    ...(stopLoss === undefined ? {} : { stopLoss }),
    ...(takeProfit === undefined ? {} : { takeProfit }),
  };
}

function send(out: Orders, asked: LotAsk): void {
  if (asked.kind === 'cancel') return out.cancel();
  if (asked.kind === 'close') return out.close(asked.portion);
  if (asked.kind === 'protect') {
    const { kind: _, ...changes } = asked;
    return out.protect(changes);
  }
  const { kind: _, side, size, ...prices } = asked;
  const amount = size === wholeAccount ? { fraction: 1 } : size < 1 ? { fraction: size } : { quantity: size };
  out.order({ side: side > 0 ? 'buy' : 'sell', ...amount, ...prices });
}

const charges: readonly [Partial<Costs>, (size: number, price: number) => number][] = [
  [{}, () => 0],
  [{ commissionRate: 0.002 }, (size, price) => 0.002 * Math.abs(size) * price],
  [{ commissionPerOrder: 3, commissionRate: 0.001 }, (size, price) => 3 + 0.001 * Math.abs(size) * price],
  [{ commissionPerUnit: 0.02, commissionMinimum: 1 }, (size) => Math.max(1, 0.02 * Math.abs(size))],
];

function compare(seed: number): { lots: number; bust: number } {
  const dice = createRandom(`lots ${seed}`);
  // Without its actions, a split of the tape is a wide gap.
  const bars: Bars = { ...(seed % 2 === 0 ? steps : randomTape)(seed, dice.integer(10, 80), 'X'), actions: [] };
  const [costs, commission] = charges[dice.integer(0, charges.length - 1)]!;
  const rules = {
    cash: dice.next() < 0.3 ? 1_000 : 20_000,
    leverage: [1, 1, 4, 20][dice.integer(0, 3)]!,
    spread: dice.next() < 0.4 ? 0.004 : 0,
    atClose: dice.next() < 0.3,
    hedging: dice.next() < 0.4,
    exclusive: dice.next() < 0.25,
    finalise: dice.next() < 0.6,
  };
  const asked = new Map<number, LotAsk[]>();
  const strategy = defineStrategy({
    id: 'asking',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: ({ close }) => ({ close }),
    onBar: ({ t, cols, out }) => {
      const list = Array.from({ length: dice.integer(0, 2) }, () => ask(dice, cols.close.now, rules.spread));
      asked.set(t, list);
      for (const each of list) send(out, each);
    },
  });
  const run = runFrames({
    legs: [{ symbol: 'X', bars, from: 0, strategy }],
    account: flatAccount(rules.cash, {
      shorting: true,
      margin: { initial: 1 / rules.leverage },
      costs: { halfSpreadBps: rules.spread * 1e4, slippageBps: 0, ...costs },
    }),
    policies: conventionsOf('backtesting.py', {
      marketFill: rules.atClose ? 'previous-close' : 'next-open',
      positions: rules.hedging ? 'hedged-lots' : 'fifo-lots',
      exclusiveOrders: rules.exclusive,
      finalise: rules.finalise ? 'repeat-last-bar' : 'mark',
    }),
    probe: false,
  });
  const expected = simulateLots(bars, (row) => asked.get(row) ?? [], { ...rules, commission });
  const ours = run.lots!.map((lot) => ({
    size: lot.quantity,
    entryRow: lot.entryRow,
    exitRow: lot.exitRow,
    entry: lot.entryPrice,
    exit: lot.exitPrice,
    commission: lot.commission,
  }));
  // Figures equal to nine digits are made equal, for one comparison to say where they are not.
  const agreed = (is: number, was: number | undefined) =>
    was !== undefined && Math.abs(is - was) <= 1e-9 * (1 + Math.abs(was)) ? was : is;
  const theirs = expected.lots.map((lot, k) => ({
    ...lot,
    entry: agreed(lot.entry, ours[k]?.entry),
    exit: agreed(lot.exit, ours[k]?.exit),
    commission: agreed(lot.commission, ours[k]?.commission),
  }));
  expect({ seed, rules, lots: ours }).toEqual({ seed, rules, lots: theirs });
  const curve = expected.equity.map((equity, row) => agreed(equity, run.equity[row]));
  expect({ seed, equity: Array.from(run.equity) }).toEqual({ seed, equity: curve });
  return { lots: ours.length, bust: expected.equity.at(-1) === 0 ? 1 : 0 };
}

it(`lots close as in a plain simulator that shares no code with the loop, over ${tapes} random tapes`, () => {
  let lots = 0;
  let bust = 0;
  for (let seed = 1; seed <= tapes; seed++) {
    const found = compare(seed);
    lots += found.lots;
    bust += found.bust;
  }
  expect(lots).toBeGreaterThan(tapes * 5);
  expect(bust).toBeGreaterThan(0);
});
