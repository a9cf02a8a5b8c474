import { rowsUpTo } from '@bot-v2/sdk';
import type { Account, Bars } from '@bot-v2/sdk';
import { stretchesOf } from '../columns/index.js';
import type { Stretches } from '../columns/index.js';
import { accrues } from '../ledger/index.js';
import type { TradeColumns } from '../ledger/index.js';
import { anyBar, createLoop, keepsTo, walkQuietBars } from '../loop/index.js';
import type {
  DecisionObserver,
  FillLog,
  FrameDecision,
  Leg,
  LegDesk,
  Loop,
  LoopInput,
  LoopSnapshot,
  OrderIntent,
} from '../loop/index.js';
import { marketOf, marketRules, matchTick } from '../matching/index.js';
import type { MarketRules, MarketSnapshot, SimulatedMarket, TickMatcher } from '../matching/index.js';
import type { OrderTape } from '../order-hash/index.js';
import { checkKnownThrough, checkWarmup, decidedInSample } from './check-legs.js';
import { finalise } from './finalise.js';
import type { FrameInput } from './frame-input.js';
import { breath, breathe, nextTickTime } from './pace.js';
import { setBar, tickMatcher } from './tick-bars.js';

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
  /** The loop; its money, counts and refusals are always up to date, the rest in `loop`. */
  readonly running: Loop;
  readonly market: SimulatedMarket;
  /** Time of the first decision: the open time of the last history bar; of the first bar that may decide when all is evaluated. */
  readonly firstDecision: number;
  readonly decisions: FrameDecision[] = [];
  inSample = false;
  /** Evaluation ticks, at most. */
  readonly ticks: number;
  protected readonly next: Int32Array;
  private readonly tickMatcher: TickMatcher;
  private readonly rules: MarketRules;
  /** One leg, of which time alone moves no money: bars on which nothing happens may be walked in one go. */
  private readonly alone: boolean;
  /** What the bars of a leg keep to while its market does nothing. */
  private readonly band = anyBar();
  protected done = 0;
  /** Row of the next action of the only leg, and the position of its walk for which that holds. */
  private readonly action = { position: -1, row: -1 };

  constructor(
    protected readonly input: FrameInput,
    handed?: LoopInput['handed'],
  ) {
    const { account } = input;
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    const loop = createLoop({
      legs: this.legs.map((leg) => ({
        ...leg,
        settledThrough: leg.from === 0 ? -Infinity : leg.bars.time[leg.from - 1]!,
      })),
      account: { ...account, cash: account.capital, equity: account.capital, positions: [] },
      risk: input.risk,
      checkInvariants: input.checkInvariants,
      policies: input.policies?.loop,
      handed,
    });
    this.running = loop;
    this.rules = marketRules(loop.policies);
    this.market = marketOf({
      account,
      ledger: loop.ledger,
      funding: loop.funding,
      instruments: loop.instruments,
      policies: loop.policies,
      listener: loop,
      models: input.models,
    });
    this.tickMatcher = tickMatcher(this.legs.map((leg) => leg.bars));
    this.alone =
      this.legs.length === 1 &&
      this.legs[0]!.strategy.scope !== 'portfolio' &&
      !accrues(account.terms) &&
      account.terms.margin === undefined &&
      account.terms.instruments?.[this.legs[0]!.symbol] === undefined;
    this.next = Int32Array.from(this.legs, (leg) => leg.from);
    this.ticks = Math.max(...this.legs.map((leg) => leg.bars.length - leg.from));
    this.reserve();
    let first = Infinity;
    this.legs.forEach((leg, index) => {
      const { runtime } = loop.desks[index]!;
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
    this.running.warm(this.legs.map((leg) => leg.from - 1));
    this.legs.forEach((leg, index) => {
      if (leg.from === 0) return;
      this.running.open(index, leg.from - 1);
      at = Math.max(at, leg.bars.time[leg.from - 1]!);
    });
    if (at > -Infinity) this.running.close(at, false);
  }

  /** Makes room for the curve. */
  protected reserve(): void {
    this.running.books.reserve(this.ticks);
  }

  get desks(): readonly LegDesk[] {
    return this.running.desks;
  }

  /** Shows `observer` every decision from now on. */
  observe(observer: DecisionObserver | null): void {
    this.running.observer = observer;
  }

  /** The loop, its orders and tape up to date. */
  get loop(): Loop {
    return this.running;
  }

  /** The loop, with everything written down that it did. */
  settled(): Loop {
    return this.running;
  }

  /** Every fill; some of them may be written when they are asked for. */
  get fills(): FillLog {
    return this.running.books.fills;
  }

  /** Orders sent so far. */
  get orderCount(): number {
    return this.running.orderCount;
  }

  /** Calls `visit` with leg and time of every order, in the order they were sent. */
  forEachOrder(visit: (leg: number, at: number) => void): void {
    this.running.books.tape.forEachOrder(visit);
  }

  /** Every order sent; a list made anew with each call. */
  get orders(): readonly OrderIntent[] {
    return this.running.orders;
  }

  /** Orders, fills and refusals, for the order hash. */
  get tape(): OrderTape {
    return this.running.books.tape;
  }

  /** sha256 (hex) of the tape. */
  orderHash(): string {
    return this.tape.hash();
  }

  /** Times of the curve. */
  get times(): Float64Array {
    return this.running.books.time.finished();
  }

  /** Equity at each tick of the curve, to be read. */
  get curve(): Stretches {
    return stretchesOf(this.equity);
  }

  /** The same as a column. */
  get equity(): Float64Array {
    return this.running.books.equity.finished();
  }

  /** Trades of a leg. */
  tradesOf(leg: number): TradeColumns {
    return this.running.tradesOf(leg);
  }

  /** Decides at the tick that was closed last, if that was not done yet, and sends what came of it. */
  decide(): void {
    this.settled().decide();
    const { intents } = this.running;
    if (intents.length === 0) return;
    this.market.submitAll(intents);
    // One by one the array keeps its room, which a length of 0 gives up.
    while (intents.length > 0) intents.pop();
    if (this.rules.marketAtDecision) this.fillAtDecision();
  }

  /** Fills what was just decided at the close that decided it. */
  private fillAtDecision(): void {
    const { running: loop, market, legs, tickMatcher: tick } = this;
    loop.reopen();
    if (this.rules.marketAsPlaced) {
      const rows = Int32Array.from(legs, ({ bars }, leg) => {
        const row = loop.rowOf(leg);
        if (row < 0 || market.idle(leg) || bars.time[row] !== loop.timeNow) return -1;
        setBar(tick, leg, bars, row);
        return row;
      });
      market.fillAsPlaced(loop.timeNow, rows, tick.bars, true);
      return loop.reclose();
    }
    for (const side of [-1, 1] as const) {
      for (let leg = 0; leg < legs.length; leg++) {
        const row = loop.rowOf(leg);
        if (row < 0 || market.idle(leg)) continue;
        const { bars } = legs[leg]!;
        setBar(tick, leg, bars, row);
        if (bars.time[row] === loop.timeNow) market.fillAtDecision(leg, side, loop.timeNow, row, tick.bars[leg]!);
      }
    }
    loop.reclose();
  }

  /** Walks every tick with time ≤ `time`; the decision at the last one is still open afterwards. */
  runTo(time: number): void {
    this.breathe();
    const reach = this.legs.length === 1 ? rowsUpTo(this.legs[0]!.bars.time, time) : 0;
    for (;;) {
      this.walkAhead(reach);
      const now = this.nextTime();
      if (now > time || now === Infinity) return;
      this.decide();
      this.tick(now);
      if (++this.done % breath === 0) this.breathe();
    }
  }

  /** Whether nothing waits to be sent or looks on, and strategies still decide. */
  protected get calm(): boolean {
    const { running } = this;
    return running.intents.length === 0 && !running.stopped && running.observer === null;
  }

  /** Walks as many bars as need no tick; with a single leg before row `reach` and up to the next breath. */
  protected walkAhead(reach: number): void {
    const { next, band, market } = this;
    while (this.alone && this.calm && market.quiet(0, this.tickMatcher.daily[0]!, band)) {
      const first = next[0]!;
      const stop = Math.min(reach, this.actionRow(first), first + breath - (this.done % breath));
      const row = walkQuietBars(this.settled(), first, stop, band);
      next[0] = row;
      this.done += row - first;
      if (row === first) return;
      if (this.done % breath === 0) this.breathe();
      else return;
    }
  }

  /** The first row from `from` on of the only leg at which an action is due; the number of its rows without one. */
  protected actionRow(from: number): number {
    const walk = this.running.walks[0]!;
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
    return nextTickTime(this.legs, this.next);
  }

  protected breathe(): void {
    breathe(this.input, this.done, this.ticks);
  }

  private tick(now: number): void {
    const { legs, next, running: loop, market, tickMatcher: tick } = this;
    loop.accrue(now);
    let busy = false;
    for (let leg = 0; leg < legs.length; leg++) {
      const { bars } = legs[leg]!;
      const row = next[leg]!;
      tick.rows[leg] = -1;
      if (row >= bars.length || bars.time[row] !== now) continue;
      const ratio = loop.open(leg, row);
      if (ratio !== 1) market.split(leg, ratio);
      if (market.idle(leg) || this.passes(leg, bars, row)) continue;
      setBar(tick, leg, bars, row);
      busy = true;
    }
    if (busy) matchTick(market, this.rules, now, tick);
    for (let leg = 0; leg < legs.length; leg++) {
      const { bars } = legs[leg]!;
      const row = next[leg]!;
      if (row < bars.length && bars.time[row] === now) next[leg] = row + 1;
    }
    loop.close(now, true);
  }

  /** Whether a bar leaves alone all that rests for a leg. */
  private passes(leg: number, bars: Bars, row: number): boolean {
    return this.market.quiet(leg, this.tickMatcher.daily[leg]!, this.band) && keepsTo(this.band, row, bars);
  }

  /** Sends what waits and matches the bars of the last tick once more. */
  repeatLastTick(): void {
    const { legs, running: loop, tickMatcher: tick } = this;
    this.market.submitAll(loop.intents.splice(0));
    const now = loop.timeNow;
    for (let leg = 0; leg < legs.length; leg++) {
      const { bars } = legs[leg]!;
      const row = bars.length - 1;
      if (bars.time[row] === now) setBar(tick, leg, bars, row);
      else tick.rows[leg] = -1;
    }
    matchTick(this.market, this.rules, now, tick);
  }

  /**
   * Puts new choices in place at the tick walked last.
   * @throws BOT_DATA_LOOKAHEAD when one has seen later data
   */
  replaceDecision(decision: FrameDecision): void {
    this.inSample = decidedInSample(decision, this.input.account) || this.inSample;
    this.decisions.push(decision);
    this.settled().replaceDecision(decision);
  }

  /** The account at the last close. */
  account(): Account {
    return this.running.account();
  }

  /** Walks to the end; what is still waiting there expires. */
  finish(): void {
    this.runTo(Infinity);
    this.decide();
    finalise(this, this.input.account);
    this.market.expireAll();
  }

  snapshot(): FrameWalkSnapshot {
    return { loop: this.settled().snapshot(), market: this.market.snapshot(), next: [...this.next] };
  }

  /** Puts a snapshot back into a walk made from the same input. */
  restore(snapshot: FrameWalkSnapshot): void {
    this.running.restore(snapshot.loop);
    this.market.restore(snapshot.market);
    this.next.set(snapshot.next);
  }
}
