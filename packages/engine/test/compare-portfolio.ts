import type { FrameDecision } from '../src/loop/index.js';
import { runFrames } from '../src/frame-driver/index.js';
import { expectSimulated } from './expect-simulated.js';
import { simulate } from './plain-account/index.js';
import type { Ask, PlainAccount } from './plain-account/index.js';
import { PlainDesk } from './plain-desk.js';
import { plainSize } from './plain-sizing.js';
import { randomAccount } from './random-account.js';
import type { RandomAccount } from './random-account.js';
import { randomTerms } from './random-terms.js';
import type { RandomTerms } from './random-terms.js';
import type { Asked } from './wishing-legs.js';

/** What a comparison has met. */
export interface Compared {
  readonly fills: number;
  readonly calls: number;
  readonly kinds: readonly string[];
  readonly refused: readonly string[];
  readonly stopped: boolean;
}

/** What is refused, once for the same reason on consecutive bars of a symbol. */
class Refusals {
  readonly list: (string | number)[][] = [];
  private readonly last = new Map<number, { reason: string; row: number }>();

  add(time: number, leg: number, symbol: string, row: number, reason: string): void {
    const last = this.last.get(leg) ?? { reason: '', row: -2 };
    this.last.set(leg, { reason, row });
    if (last.reason !== reason || row - last.row > 1) this.list.push([time, symbol, reason]);
  }
}

/** Choices that replace those before from an instant on, for some of the symbols. */
interface Replacement {
  readonly at: number;
  readonly legs: readonly number[];
  readonly generation: number;
  readonly terms: Pick<RandomTerms, 'shares' | 'sizes'>;
}

/** In a third of the accounts choices are replaced once or twice; of a strategy for all symbols those of all. */
function replacements(seed: number, { dice, frames, symbols, together }: RandomAccount): Replacement[] {
  if (dice.next() > 0.35) return [];
  const times = frames.flatMap(({ time }) => [...time]).sort((a, b) => a - b);
  const instant = () => times[dice.integer(0, times.length - 1)]! + dice.integer(0, 1);
  const instants = Array.from({ length: dice.integer(1, 2) }, instant).sort((a, b) => a - b);
  return instants.map((at, k) => ({
    at,
    legs: symbols.map((_, leg) => leg).filter(() => together || dice.next() < 0.6),
    generation: k + 1,
    terms: randomTerms(seed + 1_000_000 * (k + 1), symbols),
  }));
}

/** What the engine was asked, put to plain desks. */
class Comparison {
  readonly refusals = new Refusals();
  private readonly desks: PlainDesk[];
  private readonly generation: number[];
  private readonly pending: Replacement[];
  private at = { time: 0, row: 0 };
  private send: (leg: number, ask: Ask) => void = () => undefined;

  constructor(
    private readonly random: RandomAccount,
    private readonly asked: Asked,
    replaced: readonly Replacement[],
    private readonly times: ArrayLike<number>,
  ) {
    this.pending = [...replaced];
    this.generation = random.symbols.map(() => 0);
    this.desks = random.symbols.map((_, leg) => this.desk(leg, random));
  }

  private desk(leg: number, { shares, sizes }: Replacement['terms']): PlainDesk {
    const { symbols, frames, account, risk } = this.random;
    const symbol = symbols[leg]!;
    const policy = sizes[leg] ?? null;
    const bars = frames[leg]!;
    const rules = {
      terms: account.terms,
      size: (row: number) =>
        policy === null ? (shares?.[leg]!.weight ?? 1 / symbols.length) : plainSize(policy, bars, row),
      daily: bars.interval === '1d',
      cap: Math.min(shares?.[leg]!.cap ?? Infinity, policy?.maxFraction ?? Infinity),
      minimum: shares?.[leg]!.minimum ?? 0,
      ...risk,
      allowed: risk.allowedSymbols?.includes(symbol) ?? true,
    };
    return new PlainDesk(
      leg,
      rules,
      (ask) => this.send(leg, ask),
      (reason) => this.refusals.add(this.at.time, leg, symbol, this.at.row, reason),
    );
  }

  /** Orders and protection of what is replaced are taken back, and its position is handed over. */
  private replace(next: number): void {
    while (this.pending.length > 0 && this.pending[0]!.at < next) {
      const { legs, generation, terms } = this.pending.shift()!;
      for (const leg of legs) {
        this.send(leg, { cancel: 0 });
        this.send(leg, { protect: { stopLoss: null, takeProfit: null } });
        this.desks[leg] = this.desk(leg, terms);
        this.generation[leg] = generation;
      }
    }
  }

  /** Decides at a tick. */
  decide(tick: number, money: PlainAccount, send: (leg: number, ask: Ask) => void): void {
    const { symbols, frames, together } = this.random;
    this.send = send;
    const time = this.times[tick]!;
    this.replace(this.times[tick + 1] ?? Infinity);
    const wishes = symbols.map(
      (symbol, leg) => this.asked.get(`${this.generation[leg]} ${time} ${symbol}`) ?? { list: [] },
    );
    const number = (leg: number) => {
      for (const wish of wishes[leg]!.list) if ('order' in wish) money.ids.next = Math.max(money.ids.next, wish.id + 1);
    };
    if (together) symbols.forEach((_, leg) => number(leg));
    const seller = money.legs.findLastIndex(
      ({ held }, leg) => held !== 0 && (wishes[leg]!.list.length > 0 || wishes[leg]!.target !== undefined),
    );
    symbols.forEach((symbol, leg) => {
      if (!together) number(leg);
      const row = frames[leg]!.time.findLastIndex((t) => t <= time);
      this.at = { time, row: Math.max(row, 0) };
      if (row >= 0) this.desks[leg]!.decide(wishes[leg]!, money, tick, row, together && leg < seller);
      else if (wishes[leg]!.target !== undefined) this.refusals.add(time, leg, symbol, 0, 'no-price');
    });
  }
}

/** Runs the account of a seed in the engine and in the plain simulator, and expects the same of both. */
export function comparePortfolio(seed: number): Compared {
  const random = randomAccount(seed, ['A', 'B', 'C', 'D', 'E']);
  const { symbols, frames, account, risk, models, legs } = random;
  const asked: Asked = new Map();
  const replaced = replacements(seed, random);
  const decisions = replaced.map(({ at, legs: some, generation, terms: { shares, sizes } }): FrameDecision => {
    const choices = legs(frames, { shares, sizes, generation }, asked);
    return { at, perSymbol: Object.fromEntries(some.map((leg) => [symbols[leg]!, choices[leg]!])) };
  });
  const run = runFrames({ legs: legs(frames, {}, asked), account, risk, models, decisions, probe: false });
  const comparison = new Comparison(random, asked, replaced, run.time);
  const expected = simulate(
    frames,
    (tick, money, send) => comparison.decide(tick, money, send),
    account.capital,
    account.terms,
    models,
  );
  const tickOf = new Map(expected.times.map((time, tick) => [time, tick]));
  expect(Array.from(run.time)).toEqual(expected.times);
  const refused = run.denials
    .filter(({ reason }) => reason !== 'account-stopped')
    .map(({ time, symbol, reason }) => [time, symbol, reason]);
  expect({ seed, refused }).toEqual({ seed, refused: comparison.refusals.list });
  const ours = expectSimulated(seed, run, expected, tickOf);
  return {
    fills: ours.length,
    calls: expected.calls,
    kinds: run.fills.toArray().map(({ cause }) => cause),
    refused: Object.keys(run.denialCounts),
    stopped: expected.stopped,
  };
}
