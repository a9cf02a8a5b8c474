import type { createRandom } from '@bot-v2/quant/random';
import type { OrderRequest, Orders } from '@bot-v2/sdk';
import type { Ask } from './plain-account/index.js';

const day = 86_400_000;

/** Where a symbol stands when something is asked for, and the numbers of what was ordered before. */
export interface Situation {
  readonly time: number;
  readonly close: number;
  readonly ids: number[];
  /** Parts of a share may be asked for. */
  readonly fractional?: boolean;
}

/** Asks for up to two things out of all there are: orders of every kind, protected and tied, changes, ends. What it was. */
export function askAnything(
  dice: ReturnType<typeof createRandom>,
  { time, close, ids, fractional = false }: Situation,
  out: Orders,
): Ask[] {
  const list: Ask[] = [];
  const whole = Number.isInteger(close);
  const level = (steps: number) => {
    const price = whole ? close + steps : close * (1 + steps * 0.015);
    return Math.max(price, close * 0.1);
  };
  const place = (order: OrderRequest & { quantity: number }): number => {
    const id = out.order(order);
    list.push({ order, id });
    ids.push(id);
    return id;
  };
  const earlier = () => ids[dice.integer(Math.max(0, ids.length - 6), ids.length - 1)]!;
  for (let n = dice.integer(0, 2); n > 0; n--) {
    const side = dice.next() < 0.5 ? 'buy' : 'sell';
    const up = side === 'buy' ? 1 : -1;
    const some = (most: number) => (fractional ? dice.uniform(0.01, most) : dice.integer(1, most));
    const quantity = dice.next() < 0.1 ? dice.integer(50, 400) : some(40);
    const protection = {
      ...(dice.next() < 0.4 ? { stopLoss: level(-up * dice.integer(-1, 4)) } : {}),
      ...(dice.next() < 0.4 ? { takeProfit: level(up * dice.integer(-1, 4)) } : {}),
    };
    const links = {
      ...(ids.length > 0 && dice.next() < 0.15 ? { after: earlier() } : {}),
      ...(ids.length > 0 && dice.next() < 0.15 ? { oco: earlier() } : {}),
    };
    const tif = (...of: NonNullable<OrderRequest['tif']>[]) => {
      const one = of[dice.integer(0, of.length - 1)]!;
      return one === 'gtd'
        ? { tif: one, goodTill: time + (dice.integer(1, 5) * day) / (dice.next() < 0.5 ? 1 : 8) }
        : { tif: one };
    };
    const rests = ['gtc', 'gtc', 'day', 'gtd'] as const;
    const base = { side, quantity, ...protection, ...links } as const;
    const what = dice.integer(0, 10);
    if (what <= 1) place({ ...base, ...tif('gtc', 'gtc', 'day', 'gtd', 'ioc', 'fok', 'opg', 'cls') });
    else if (what <= 3)
      place({ ...base, limit: level(-up * dice.integer(-1, 3)), ...tif(...rests, 'ioc', 'fok', 'opg', 'cls') });
    else if (what === 4) place({ ...base, stop: level(up * dice.integer(-1, 3)), ...tif(...rests) });
    else if (what === 5) {
      const stop = level(up * dice.integer(-1, 3));
      place({ ...base, stop, limit: stop + (level(dice.integer(-2, 2)) - close), ...tif(...rests) });
    } else if (what === 6) {
      const limit = dice.next() < 0.4 ? { limit: level(-up * dice.integer(-1, 4)) } : {};
      place({ ...base, ...limit, trail: level(dice.integer(1, 3)) - close, ...tif(...rests) });
    } else if (what === 7) place({ ...base, trailPercent: dice.integer(2, 12), ...tif(...rests) });
    else if (what === 8) {
      const entry = place({ ...base, ...(dice.next() < 0.5 ? { limit: level(-up) } : {}) });
      const exit = { side: up > 0 ? 'sell' : 'buy', quantity, after: entry } as const;
      const stop = place({ ...exit, stop: level(-up * dice.integer(1, 3)) });
      place({ ...exit, limit: level(up * dice.integer(1, 3)), oco: stop });
    } else if (ids.length === 0) continue;
    else if (what === 9) {
      const id = earlier();
      const more = [
        { quantity: some(60) },
        { quantity: some(60) },
        { limit: level(-up) },
        { limit: level(-up) },
        { stop: level(up) },
        { trail: level(2) - close },
        { trailPercent: 3 },
        { stop: level(up), limit: level(2 * up) },
      ][dice.integer(0, 7)]!;
      out.amend(id, more);
      list.push({ amend: id, ...more });
    } else if (dice.next() < 0.5) {
      const id = earlier();
      out.cancel(id);
      list.push({ cancel: id });
    } else {
      const removed = {
        ...(dice.next() < 0.2 ? { stopLoss: null } : {}),
        ...(dice.next() < 0.2 ? { takeProfit: null } : {}),
      };
      const changes = { ...protection, ...removed };
      out.protect(changes);
      list.push({ protect: changes });
    }
  }
  return list;
}

/** Free, a rate with a spread, an amount a unit and an order. */
export const costs = [
  { commissionRate: 0, halfSpreadBps: 0, slippageBps: 0 },
  { commissionRate: 0.001, halfSpreadBps: 5, slippageBps: 15 },
  { commissionPerUnit: 0.01, commissionPerOrder: 1, commissionMinimum: 2, halfSpreadBps: 20, slippageBps: 0 },
];
