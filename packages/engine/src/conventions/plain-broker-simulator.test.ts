import { isDeepStrictEqual } from 'node:util';
import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import { definePortfolioStrategy, flatAccount } from '@bot-v2/sdk';
import type { Bars, OrderRequest, Terms } from '@bot-v2/sdk';
import { z } from 'zod';
import { simulateBroker } from '../../test/plain-broker-simulator.js';
import type { BrokerAsk, BrokerSlippage } from '../../test/plain-broker-simulator.js';
import { randomTape, steps } from '../../test/random-runs.js';
import { runFrames } from '../frame-driver/index.js';
import { conventionsOf } from './index.js';
import type { Switches } from '../policies/index.js';

/** Tapes to run: `BOT_V2_TAPES` widens the sweep. */
const tapes = Number(process.env['BOT_V2_TAPES'] ?? 100);
const day = 86_400_000;

const symbols = ['X', 'Y', 'Z'];

type Ask = Extract<BrokerAsk, { readonly kind: 'order' }>;

function requestOf(ask: Ask): OrderRequest {
  const { side, quantity, limit, stop, trail, trailFraction, atClose, until, parent, oco } = ask;
  return {
    side: side > 0 ? 'buy' : 'sell',
    quantity,
    ...(limit === undefined ? {} : { limit }),
    ...(stop === undefined ? {} : { stop }),
    ...(trail === undefined ? {} : { trail }),
    ...(trailFraction === undefined ? {} : { trailPercent: trailFraction * 100 }),
    ...(atClose === true ? { tif: 'cls' as const } : {}),
    ...(until === undefined ? {} : { tif: 'gtd' as const, goodTill: until }),
    ...(parent === undefined ? {} : { after: parent }),
    ...(oco === undefined ? {} : { oco }),
  };
}

const charges: readonly [Partial<Terms['costs']>, (quantity: number, price: number) => number][] = [
  [{}, () => 0],
  [{ commissionRate: 0.001 }, (quantity, price) => 0.001 * quantity * price],
];

const pick = <T>(dice: Random, ...values: readonly T[]): T => values[dice.integer(0, values.length - 1)]!;

/** The defaults of the other engine as often as not. */
function slipping(dice: Random): Pick<BrokerSlippage, 'open' | 'match' | 'limit' | 'out'> {
  const may = () => dice.next() < 0.5;
  return may()
    ? { open: true, match: true, limit: true, out: false }
    : { open: may(), match: may(), limit: may(), out: may() };
}

/** The switches that settings of its slippage stand for. */
function switchesOf({ open, match, limit, out }: BrokerSlippage): Switches {
  return {
    spreadAt: open ? 'any-price' : 'inside-bar',
    spreadOn: out && (match || limit) ? 'past-limit' : 'within-limit',
    spreadReach: match ? (out ? 'any' : 'bar-range') : limit ? 'wait-unless-limit' : 'wait',
  };
}

type Filler = (volume: number, range: number) => number;

function fillerOf(dice: Random): Filler {
  const size = dice.integer(3, 20);
  const minimum = 0.5;
  const parts = (range: number) => Math.floor((range + minimum) / minimum);
  return pick<Filler>(
    dice,
    () => Infinity,
    () => Infinity,
    (volume) => Math.floor(Math.min(volume, size)),
    (volume) => Math.floor((volume * size) / 2000),
    (volume, range) => Math.floor((volume / parts(range)) * (size / 1000)),
  );
}

function compare(seed: number): { fills: number; kinds: string[] } {
  const dice = createRandom(`broker ${seed}`);
  const future = dice.next() < 0.3;
  const make = seed % 2 === 0 || future ? steps : randomTape;
  const length = dice.integer(10, 80);
  // Without its actions, a split of the tape is a wide gap.
  const feeds = symbols.slice(0, dice.next() < 0.6 ? 1 : 3).map((symbol): Bars => {
    return { ...make(seed, length, symbol), actions: [] };
  });
  const [costs, commission] = future
    ? [{ commissionPerUnit: 2 }, (quantity: number) => 2 * quantity]
    : charges[dice.integer(0, 1)]!;
  const rules = {
    cash: dice.next() < 0.3 ? 3_000 : 200_000,
    margin: future ? 500 : 0,
    multiplier: future ? 10 : 1,
    slippage: { fraction: dice.next() < 0.5 ? 0.004 : 0, amount: dice.next() < 0.5 ? 0.5 : 0, ...slipping(dice) },
    filler: fillerOf(dice),
    atClose: dice.next() < 0.3,
    checks: pick<'none' | 'close' | 'open'>(dice, 'close', 'close', 'open', 'none'),
  };
  const { fraction, amount } = rules.slippage;
  // What volume leaves of an order for a close is over with us.
  const uncut = rules.filler(1, 1) === Infinity;
  const asked = new Map<number, BrokerAsk[]>();
  const ids: { id: number; feed: number }[] = [];
  const strategy = definePortfolioStrategy({
    id: 'asking',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    prepare: ({ close }) => ({ close }),
    onBar: ({ time, cols, out }) => {
      const list: BrokerAsk[] = [];
      asked.set(feeds[0]!.time.indexOf(time), list);
      for (let n = dice.integer(0, 2 * feeds.length); n > 0; n--) {
        const feed = dice.integer(0, feeds.length - 1);
        const now = cols[feed]!.close.now;
        const whole = Number.isInteger(now);
        const level = (base: number, up: number) => Math.max(1, whole ? base + up : base * (1 + up * 0.012));
        const place = (ask: Omit<Ask, 'id' | 'kind' | 'feed'>): number => {
          const id = out[feed]!.order(requestOf({ kind: 'order', id: 0, feed, ...ask }));
          list.push({ kind: 'order', id, feed, ...ask });
          ids.push({ id, feed });
          return id;
        };
        const side = dice.next() < 0.5 ? -1 : 1;
        const quantity = dice.integer(1, 30);
        const until = dice.next() < 0.2 ? { until: time + dice.integer(1, 5) * day } : {};
        const what = dice.integer(0, 8);
        if (what === 0 && ids.length > 0) {
          const old = ids[dice.integer(Math.max(0, ids.length - 5), ids.length - 1)]!;
          out[old.feed]!.cancel(old.id);
          list.push({ kind: 'cancel', ...old });
        } else if (what <= 2) place({ side, quantity, ...(uncut && dice.next() < 0.15 ? { atClose: true } : {}) });
        else if (what === 3) place({ side, quantity, limit: level(now, side * dice.integer(-3, 1)), ...until });
        else if (what === 4) place({ side, quantity, stop: level(now, side * dice.integer(-1, 3)), ...until });
        else if (what === 5) {
          const stop = level(now, side * dice.integer(-1, 3));
          place({ side, quantity, stop, limit: level(stop, side * dice.integer(-2, 2)), ...until });
        } else if (what === 6) {
          const trail = dice.next() < 0.5 ? { trailFraction: 0.04 } : { trail: whole ? 2 : now * 0.03 };
          const limit = dice.next() < 0.4 ? { limit: level(now, side * dice.integer(-2, 4)) } : {};
          place({ side, quantity, ...trail, ...limit, ...until });
        } else if (what === 7) {
          const low = place({ side, quantity, limit: level(now, -2 * side), ...until });
          const high = place({ side, quantity, stop: level(now, 2 * side), oco: low });
          if (dice.next() < 0.4) place({ side, quantity, oco: high });
          if (dice.next() < 0.2) place({ side, quantity, stop: level(now, side), oco: high });
        } else {
          const parent = place({
            side,
            quantity,
            ...(dice.next() < 0.5 ? { limit: level(now, -side), ...until } : {}),
          });
          const back = side > 0 ? -1 : 1;
          const trail = dice.next() < 0.3 ? { trailFraction: 0.03 } : { stop: level(now, -3 * side) };
          place({ side: back, quantity, ...trail, parent });
          place({ side: back, quantity, limit: level(now, 3 * side), ...until, parent });
        }
      }
    },
  });
  const contract = { multiplier: rules.multiplier, contractMargin: rules.margin };
  const run = runFrames({
    legs: feeds.map((bars) => ({ symbol: bars.symbol, bars, from: 0, strategy })),
    account: flatAccount(rules.cash, {
      shorting: true,
      costs: { halfSpreadBps: 0, slippageBps: fraction * 1e4, ...costs },
      ...(future ? { instruments: { X: contract, Y: contract, Z: contract } } : {}),
    }),
    policies: conventionsOf('backtrader', {
      marketFill: rules.atClose ? 'previous-close' : 'next-open',
      fundsCheck: rules.checks === 'none' ? 'at-fill' : rules.checks === 'open' ? 'at-open' : 'at-submission',
      ...switchesOf(rules.slippage),
    }),
    models: {
      fills: {
        price: (price, side) => (fraction > 0 ? price * (1 + side * fraction) : price + side * amount),
        capacity: rules.filler,
      },
    },
    risk: { maxPosition: Infinity, absurdFactor: Infinity },
    probe: false,
  });
  const sent = new Set(run.orders.map(({ id }) => id));
  const script = (row: number) => (asked.get(row) ?? []).filter((ask) => ask.kind === 'cancel' || sent.has(ask.id));
  const expected = simulateBroker(feeds, script, { ...rules, commission });
  const rowOf = new Map(Array.from(feeds[0]!.time, (time, row) => [time, row]));
  const agreed = (is: number, was: number | undefined) =>
    was !== undefined && Math.abs(is - was) <= 1e-9 * (1 + Math.abs(was)) ? was : is;
  const ours = run.fills.toArray().map(({ time, order, side, quantity, price, fee }) => {
    return { row: rowOf.get(time)!, id: order, side: side === 'buy' ? 1 : -1, quantity, price, fee };
  });
  const theirs = expected.fills.map((fill, k) => ({
    ...fill,
    price: agreed(fill.price, ours[k]?.price),
    fee: agreed(fill.fee, ours[k]?.fee),
  }));
  const most = Math.max(ours.length, theirs.length);
  const wrong = Array.from({ length: most }, (_, k) => k).find((k) => !isDeepStrictEqual(ours[k], theirs[k]));
  if (wrong !== undefined) {
    expect({ seed, rules, fill: ours[wrong] ?? 'none' }).toEqual({ seed, rules, fill: theirs[wrong] ?? 'none' });
  }
  const curve = expected.equity.map((equity, row) => agreed(equity, run.equity[row]));
  expect({ seed, rules, equity: Array.from(run.equity) }).toEqual({ seed, rules, equity: curve });
  return { fills: ours.length, kinds: run.fills.toArray().map(({ cause }) => cause) };
}

it(`backtrader's orders fill as in a plain simulator that shares no code, over ${tapes} random tapes`, () => {
  let fills = 0;
  const kinds = new Set<string>();
  for (let seed = 1; seed <= tapes; seed++) {
    const found = compare(seed);
    fills += found.fills;
    for (const kind of found.kinds) kinds.add(kind);
  }
  expect(fills).toBeGreaterThan(tapes * 5);
  const reached = ['limit-gap-open', 'limit-through', 'stop-gap-open', 'stop-limit', 'stop-touched'];
  expect([...kinds].sort()).toEqual([...reached, 'next-open', 'previous-close', 'closing-auction'].sort());
});
