import { BotError, rowsUpTo } from '@bot-v2/sdk';
import type { Account } from '@bot-v2/sdk';
import { FillCosts } from '../costs/index.js';
import { createLoop, walkQuietBars } from '../loop/index.js';
import type { FrameDecision, Leg, Loop, LoopInput, LoopSnapshot } from '../loop/index.js';
import { SimulatedMarket } from '../matching/index.js';
import type { MarketSnapshot, MatchBar } from '../matching/index.js';
import { checkDecision, checkKnownThrough, checkLegs, checkWarmup, opensUntrusted } from './check-legs.js';
import type { FrameInput } from './frame-input.js';

/** Ticks between two looks at the abort signal. */
const breath = 4096;

/** Where a frame walk stands, as plain data. */
export interface FrameWalkSnapshot {
  readonly loop: LoopSnapshot;
  readonly market: MarketSnapshot;
  readonly next: readonly number[];
}

/**
 * Walks the columns of all legs on one clock, with the simulated market inlined. A tick is: actions, market sells, market
 * buys, protective exits and resting orders, marks; the decision at its close is held back until the walk goes on, so
 * that it can be replaced while the account is known.
 */
export class FrameWalk {
  readonly legs: readonly Leg[];
  readonly loop: Loop;
  readonly market: SimulatedMarket;
  /** Time of the first decision: the open time of the last history bar; of the first bar that may decide when all is evaluated. */
  readonly firstDecision: number;
  readonly decisions: FrameDecision[] = [];
  inSample = false;
  /** Evaluation ticks, at most. */
  readonly ticks: number;
  private readonly next: Int32Array;
  private readonly bars: MatchBar[];
  private done = 0;
  /** Row of the next action of the only leg, and the position of its walk for which that holds. */
  private readonly action = { position: -1, row: -1 };

  constructor(
    private readonly input: FrameInput,
    handed?: LoopInput['handed'],
  ) {
    const { account } = input;
    checkLegs(input.legs, account);
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    this.loop = createLoop({
      legs: this.legs.map((leg) => ({
        ...leg,
        settledThrough: leg.from === 0 ? -Infinity : leg.bars.time[leg.from - 1]!,
      })),
      account: { ...account, cash: account.capital, equity: account.capital, positions: [] },
      risk: input.risk,
      checkInvariants: input.checkInvariants,
      handed,
    });
    this.market = new SimulatedMarket({
      legs: this.legs.length,
      costs: new FillCosts(account.terms.costs),
      ledger: this.loop.ledger,
      fractional: account.terms.fractional,
      shorting: account.terms.shorting,
      listener: this.loop,
    });
    this.bars = this.legs.map((leg) => ({ open: 0, high: 0, low: 0, close: 0, trusted: !opensUntrusted(leg.bars) }));
    this.next = Int32Array.from(this.legs, (leg) => leg.from);
    this.ticks = Math.max(...this.legs.map((leg) => leg.bars.length - leg.from));
    this.loop.books.reserve(this.ticks);
    let first = Infinity;
    this.legs.forEach((leg, index) => {
      const { runtime } = this.loop.desks[index]!;
      checkWarmup(leg.symbol, leg.bars, leg.from, leg.strategy, runtime.firstRow);
      const at = leg.bars.time[leg.from === 0 ? runtime.firstRow : leg.from - 1]!;
      first = Math.min(first, at);
      this.inSample = checkKnownThrough(leg.symbol, leg.knownThrough, at, account) || this.inSample;
    });
    this.firstDecision = first;
    this.start();
  }

  /** Warms the strategies on their history and marks its last close, where the first decision is made. */
  private start(): void {
    let at = -Infinity;
    this.legs.forEach((leg, index) => {
      if (leg.from === 0) return;
      this.loop.desks[index]!.runtime.warm(leg.from - 1, this.input.account.capital);
      this.loop.open(index, leg.from - 1);
      at = Math.max(at, leg.bars.time[leg.from - 1]!);
    });
    if (at > -Infinity) this.loop.close(at, false);
  }

  /** Decides at the tick that was closed last, if that was not done yet, and sends what came of it. */
  decide(): void {
    this.loop.decide();
    const { intents } = this.loop;
    if (intents.length === 0) return;
    for (const intent of intents) this.market.submit(intent);
    intents.length = 0;
  }

  /** Walks every tick with time ≤ `time`; the decision at the last one is still open afterwards. */
  runTo(time: number): void {
    this.breathe();
    const alone = this.legs.length === 1 && this.input.account.terms.cashInterest === 0 ? this.legs[0]!.bars : null;
    const reach = alone === null ? 0 : rowsUpTo(alone.time, time);
    for (;;) {
      if (alone !== null) this.walkQuiet(reach);
      const now = this.nextTime();
      if (now > time || now === Infinity) return;
      this.decide();
      this.tick(now);
      if (++this.done % breath === 0) this.breathe();
    }
  }

  /** With a single leg: walks on while nothing happens, through row `reach − 1` and to the next breath. */
  private walkQuiet(reach: number): void {
    const { loop, market, next } = this;
    while (market.idle(0) && loop.intents.length === 0 && !loop.stopped && loop.observer === null) {
      const first = next[0]!;
      const stop = Math.min(reach, this.actionRow(first), first + breath - (this.done % breath));
      const row = walkQuietBars(loop, first, stop);
      next[0] = row;
      this.done += row - first;
      if (row === first) return;
      if (this.done % breath === 0) this.breathe();
      else return;
    }
  }

  /** The first row from `from` on of the only leg at which an action is due; the number of its rows without one. */
  private actionRow(from: number): number {
    const walk = this.loop.walks[0]!;
    if (walk.position === this.action.position && this.action.row >= from) return this.action.row;
    const { time, length } = this.legs[0]!.bars;
    let low = from;
    let high = length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (walk.due(time[middle]!)) high = middle;
      else low = middle + 1;
    }
    this.action.position = walk.position;
    this.action.row = low;
    return low;
  }

  /** Time of the next tick; Infinity at the end. */
  nextTime(): number {
    const { legs, next } = this;
    let now = Infinity;
    for (let leg = 0; leg < legs.length; leg++) {
      const { bars } = legs[leg]!;
      const row = next[leg]!;
      if (row < bars.length && bars.time[row]! < now) now = bars.time[row]!;
    }
    return now;
  }

  private breathe(): void {
    if (this.input.signal?.aborted) {
      throw new BotError('BOT_RUN_ABORTED', `the backtest was interrupted after ${this.done} bars`, {
        hint: 'Start it again.',
      });
    }
    this.input.onProgress?.(this.done, this.ticks);
  }

  private tick(now: number): void {
    const { legs, next, loop, market } = this;
    loop.accrue(now);
    let busy = false;
    for (let leg = 0; leg < legs.length; leg++) {
      const { bars } = legs[leg]!;
      const row = next[leg]!;
      if (row >= bars.length || bars.time[row] !== now) continue;
      const ratio = loop.open(leg, row);
      if (ratio !== 1) market.split(leg, ratio);
      if (!market.idle(leg)) busy = true;
    }
    if (busy) this.match(now);
    for (let leg = 0; leg < legs.length; leg++) {
      const { bars } = legs[leg]!;
      const row = next[leg]!;
      if (row < bars.length && bars.time[row] === now) next[leg] = row + 1;
    }
    loop.close(now, true);
  }

  /** The market's part of a tick: sells of all legs before buys; legs whose open is not trusted fill at their close. */
  private match(now: number): void {
    if (this.legs.length === 1) {
      matchLeg(this.market, 0, now, this.next[0]!, this.barAt(0, this.next[0]!));
      return;
    }
    matchTick(this.market, this.bars, now, (leg) => {
      const { bars } = this.legs[leg]!;
      const row = this.next[leg]!;
      if (row >= bars.length || bars.time[row] !== now) return -1;
      this.barAt(leg, row);
      return row;
    });
  }

  private barAt(leg: number, row: number): MatchBar {
    const { bars } = this.legs[leg]!;
    const bar = this.bars[leg]!;
    bar.open = bars.open[row]!;
    bar.high = bars.high[row]!;
    bar.low = bars.low[row]!;
    bar.close = bars.close[row]!;
    return bar;
  }

  /**
   * Puts new choices in place at the tick walked last.
   * @throws BOT_DATA_LOOKAHEAD when one has seen later data
   */
  replaceDecision(decision: FrameDecision): void {
    checkDecision(
      decision,
      this.legs.map((leg) => leg.symbol),
    );
    for (const [symbol, choice] of Object.entries(decision.perSymbol)) {
      this.inSample = checkKnownThrough(symbol, choice.knownThrough, decision.at, this.input.account) || this.inSample;
    }
    this.decisions.push(decision);
    this.loop.replaceDecision(decision);
  }

  /** The account at the last close. */
  account(): Account {
    return this.loop.account();
  }

  /** Walks to the end; what is still waiting there expires. */
  finish(): void {
    this.runTo(Infinity);
    this.decide();
    this.market.expireAll();
  }

  snapshot(): FrameWalkSnapshot {
    return { loop: this.loop.snapshot(), market: this.market.snapshot(), next: [...this.next] };
  }

  /** Puts a snapshot back into a walk made from the same input. */
  restore(snapshot: FrameWalkSnapshot): void {
    this.loop.restore(snapshot.loop);
    this.market.restore(snapshot.market);
    this.next.set(snapshot.next);
  }
}

/** One tick of the simulated market with a single leg: `matchTick` without other legs to wait for. */
function matchLeg(market: SimulatedMarket, leg: number, now: number, row: number, bar: MatchBar): void {
  if (!bar.trusted) market.matchBar(leg, now, row, bar);
  market.fillMarketOrders(leg, -1, now, row, bar);
  market.fillMarketOrders(leg, 1, now, row, bar);
  if (bar.trusted) market.matchBar(leg, now, row, bar);
}

/**
 * One tick of the simulated market over all legs. `locate` gives a leg's row in this tick (-1 when it has none) after
 * filling its bar.
 */
export function matchTick(
  market: SimulatedMarket,
  bars: readonly MatchBar[],
  now: number,
  locate: (leg: number) => number,
): void {
  const rows = bars.map((_, leg) => locate(leg));
  const orders = (side: 1 | -1, trusted: boolean) => {
    for (let leg = 0; leg < bars.length; leg++) {
      if (rows[leg]! >= 0 && bars[leg]!.trusted === trusted)
        market.fillMarketOrders(leg, side, now, rows[leg]!, bars[leg]!);
    }
  };
  orders(-1, true);
  orders(1, true);
  for (let leg = 0; leg < bars.length; leg++) {
    if (rows[leg]! >= 0) market.matchBar(leg, now, rows[leg]!, bars[leg]!);
  }
  orders(-1, false);
  orders(1, false);
}
