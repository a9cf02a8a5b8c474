import { createRandom } from '@bot-v2/quant/random';
import { definePortfolioStrategy, defineStrategy, flatAccount } from '@bot-v2/sdk';
import type { Account, Bars, OrderOptions, Orders } from '@bot-v2/sdk';
import { z } from 'zod';
import type { Leg } from '../src/loop/index.js';
import type { RiskLimits } from '../src/risk/index.js';
import { askAnything, costs } from './ask-anything.js';
import type { Wish, Wishes } from './plain-desk.js';
import { randomTape, steps } from './random-runs.js';

type Dice = ReturnType<typeof createRandom>;

/** Rows of a frame; its actions stay, those of days without a row too. */
export function someRows(bars: Bars, keep: (row: number) => boolean): Bars {
  const kept = Array.from({ length: bars.length }, (_, row) => row).filter(keep);
  const column = (of: Float64Array) => Float64Array.from(kept, (row) => of[row]!);
  return {
    ...bars,
    length: kept.length,
    time: column(bars.time),
    open: column(bars.open),
    high: column(bars.high),
    low: column(bars.low),
    close: column(bars.close),
    volume: column(bars.volume),
  };
}

/** Frames on one clock: some start late or end early, days are missing, on some nothing trades. */
export function randomFrames(seed: number, length: number, symbols: readonly string[]): Bars[] {
  const dice = createRandom(`calendars ${seed}`);
  const shape = seed % 2 === 0 ? steps : randomTape;
  return symbols.map((symbol) => {
    const first = dice.next() < 0.3 ? dice.integer(0, Math.floor(length / 2)) : 0;
    const last = dice.next() < 0.3 ? dice.integer(first + 2, length - 1) : length - 1;
    const gaps = dice.next() < 0.5 ? dice.uniform(0, 0.4) : 0;
    const halts = dice.next() < 0.3 ? 0.2 : 0;
    const bars = shape(seed, length, symbol);
    const volume = bars.volume.map(() => (dice.next() < halts ? 0 : dice.integer(0, 400)));
    const kept = new Set([first]);
    for (let row = first; row <= last; row++) if (dice.next() >= gaps) kept.add(row);
    return someRows({ ...bars, volume }, (row) => kept.has(row));
  });
}

/** A random account, its limits, and what each symbol may take of it. */
export interface RandomTerms {
  readonly account: Account;
  readonly risk: RiskLimits & { readonly maxPosition: number; readonly absurdFactor: number };
  readonly shares: readonly { readonly weight: number; readonly cap: number; readonly minimum: number }[] | null;
}

/** Random terms for symbols. */
export function randomTerms(seed: number, symbols: readonly string[]): RandomTerms {
  const dice = createRandom(`terms ${seed}`);
  const margin = {
    interest: dice.next() < 0.5 ? 0 : 0.08,
    ...(dice.next() < 0.5 ? { initial: 0.15, maintenance: 0.1, maintenanceShort: 0.12 } : {}),
  };
  const contract = () => ({
    multiplier: [1, 1, 10][dice.integer(0, 2)]!,
    lot: [1, 1, 5][dice.integer(0, 2)]!,
    ...(dice.next() < 0.5 ? { contractMargin: dice.integer(1, 40) * 10 } : {}),
    ...(dice.next() < 0.3 ? { tick: 1 / 64 } : {}),
  });
  const account = flatAccount([2_000, 10_000, 50_000][dice.integer(0, 2)]!, {
    shorting: dice.next() < 0.7,
    ...(dice.next() < 0.4 ? { volumeShare: 0.1 } : {}),
    ...(dice.next() < 0.4 ? { margin } : {}),
    ...(dice.next() < 0.3 ? { cashInterest: 0.05 } : {}),
    ...(dice.next() < 0.3 ? { borrowRate: 0.12 } : {}),
    ...(dice.next() < 0.3 ? { instruments: { [symbols[0]!]: contract(), [symbols[1]!]: contract() } } : {}),
    costs: costs[dice.integer(0, 2)],
  });
  const tight = dice.next() < 0.5;
  const risk = {
    maxPosition: tight ? dice.uniform(0.1, 1) : 1e9,
    absurdFactor: tight ? 2 : 1e9,
    ...(dice.next() < 0.2 ? { allowedSymbols: symbols.slice(1) } : {}),
  };
  const share = () => ({
    weight: dice.next() < 0.1 ? 0 : dice.uniform(0, 1),
    cap: dice.uniform(0.2, 1),
    minimum: dice.next() < 0.3 ? 500 : 0,
  });
  return { account, risk, shares: dice.next() < 0.5 ? symbols.map(share) : null };
}

/** Asks for anything of a symbol; targets too. */
function wish(dice: Dice, time: number, close: number, held: number, ids: number[], out: Orders): Wishes {
  if (close !== close) {
    if (dice.next() < 0.9) return { list: [] };
    out.target(1);
    return { list: [], target: { signal: 1, options: {} } };
  }
  const list: Wish[] = dice.next() < 0.5 ? askAnything(dice, { time, close, ids }, out) : [];
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

/** What was wished, by time and symbol. */
export type Asked = Map<string, Wishes>;

/** What wishing legs are to be. */
export interface Wishing {
  /** One strategy decides for all. */
  readonly together: boolean;
  readonly shares: RandomTerms['shares'];
  /** Symbols for which nothing is wished. */
  readonly idle?: readonly string[];
  /** Orders of a given quantity alone. */
  readonly orders?: boolean;
}

/** Legs whose strategies wish for anything, and what they wished. */
export function wishingLegs(seed: number, frames: readonly Bars[], wishing: Wishing, asked: Asked = new Map()): Leg[] {
  const { together, shares, idle = [], orders = false } = wishing;
  // The fewer its wishes, the longer a strategy lives with what it holds.
  const often = [1, 1, 0.15][seed % 3]!;
  const about = (ids: Numbers, time: number, symbol: string, close: number, held: number, out: Orders) => {
    const dice = createRandom(`${seed} ${symbol} ${time}`);
    if (dice.next() > often || idle.includes(symbol)) return;
    const own = (ids[symbol] ??= []);
    if (!orders) asked.set(`${time} ${symbol}`, wish(dice, time, close, held, own, out));
    else if (close === close) askAnything(dice, { time, close, ids: own }, out);
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
    return { symbol, bars, from: 0, strategy: together ? all : one, allocation: allocation ?? null };
  });
}
