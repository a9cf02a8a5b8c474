import { createRandom } from '@bot-v2/quant/random';
import { definePortfolioStrategy, defineStrategy } from '@bot-v2/sdk';
import type { Bars, OrderOptions, Orders } from '@bot-v2/sdk';
import { z } from 'zod';
import type { Leg } from '../src/loop/index.js';
import { askAnything } from './ask-anything.js';
import type { Situation } from './ask-anything.js';
import type { Wish, Wishes } from './plain-desk.js';
import { sizeBy } from './random-terms.js';
import type { RandomTerms } from './random-terms.js';

type Dice = ReturnType<typeof createRandom>;

/** Asks for anything of a symbol; targets too. */
function wish(dice: Dice, at: Situation, held: number, out: Orders): Wishes {
  const { close } = at;
  if (close !== close) {
    if (dice.next() < 0.9) return { list: [] };
    out.target(1);
    return { list: [], target: { signal: 1, options: {} } };
  }
  const list: Wish[] = dice.next() < 0.5 ? askAnything(dice, at, out) : [];
  if (dice.next() < 0.05) {
    const portion = dice.next() < 0.5 ? 1 : dice.uniform(0.05, 0.9);
    out.close(portion);
    list.push({ close: portion });
  }
  if (dice.next() < 0.03) {
    out.cancel();
    list.push({ cancel: 0 });
  }
  if (dice.next() < 0.1) {
    const fraction = dice.uniform(0.01, 1);
    const side = dice.next() < 0.5 ? 'buy' : 'sell';
    list.push({ order: { side, fraction }, id: out.order({ side, fraction }) });
  }
  if (dice.next() < 0.5) return { list };
  const signal = [1, 1, 0.5, 0, -1, -0.3][dice.integer(0, 5)]!;
  const up = Math.sign(held === 0 || dice.next() < 0.5 ? signal : held);
  const options: OrderOptions = {
    ...(dice.next() < 0.2 ? { stopLoss: close * (1 - up * 0.05) } : {}),
    ...(dice.next() < 0.2 ? { takeProfit: close * (1 + up * 0.06) } : {}),
  };
  out.target(signal, options);
  return { list, target: { signal, options } };
}

/** Numbers of what was ordered, by symbol. */
type Numbers = Record<string, number[]>;

/** What was wished, by generation, time and symbol. */
export type Asked = Map<string, Wishes>;

/** What wishing legs are to be. */
export interface Wishing {
  /** One strategy decides for all. */
  readonly together: boolean;
  readonly shares: RandomTerms['shares'];
  readonly sizes?: RandomTerms['sizes'];
  /** Symbols for which nothing is wished. */
  readonly idle?: readonly string[];
  /** Orders of a given quantity alone. */
  readonly orders?: boolean;
  /** Parts of a share may be asked for. */
  readonly fractional?: boolean;
  /** Which of the choices for these symbols it is; the first has number 0. */
  readonly generation?: number;
}

/** Legs whose strategies wish for anything, and what they wished. */
export function wishingLegs(seed: number, frames: readonly Bars[], wishing: Wishing, asked: Asked = new Map()): Leg[] {
  const { together, shares, sizes, idle = [], orders = false, fractional = false, generation = 0 } = wishing;
  // The fewer its wishes, the longer a strategy lives with what it holds.
  const often = [1, 1, 0.15][seed % 3]!;
  const about = (ids: Numbers, time: number, symbol: string, close: number, held: number, out: Orders) => {
    const dice = createRandom(`${seed} ${symbol} ${time}${generation === 0 ? '' : ` ${generation}`}`);
    if (dice.next() > often || idle.includes(symbol)) return;
    const own = (ids[symbol] ??= []);
    if (!orders)
      asked.set(`${generation} ${time} ${symbol}`, wish(dice, { time, close, ids: own, fractional }, held, out));
    else if (close === close) askAnything(dice, { time, close, ids: own, fractional }, out);
  };
  const parts = {
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 0,
    state: (): { ids: Numbers } => ({ ids: {} }),
    prepare: (bars: Bars) => ({ close: bars.close }),
  };
  const all = definePortfolioStrategy({
    ...parts,
    id: 'all',
    onBar: ({ time, symbols, cols, positions, state, out }) =>
      symbols.forEach((symbol, i) =>
        about(state.ids, time, symbol, cols[i]!.close.now, positions[i]!.quantity, out[i]!),
      ),
  });
  return frames.map((bars, leg) => {
    const { symbol } = bars;
    const one = defineStrategy({
      ...parts,
      id: 'one',
      onBar: ({ time, cols, account, state, out }) =>
        about(state.ids, time, symbol, cols.close.now, account.quantity, out),
    });
    const share = shares?.[leg];
    const allocation = share && {
      symbol,
      tier: 'large' as const,
      method: 'random',
      weight: share.weight,
      maxFraction: share.cap,
      minimumPosition: share.minimum,
      strategies: [],
      reasons: [],
    };
    const policy = sizes?.[leg] ?? null;
    const size = policy === null ? null : sizeBy(symbol, policy);
    return { symbol, bars, from: 0, strategy: together ? all : one, size, allocation: allocation ?? null };
  });
}
