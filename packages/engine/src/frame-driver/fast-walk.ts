import type { Stretches } from '../columns/index.js';
import { FillCosts } from '../costs/index.js';
import { decideLast, FastLeg, walkFastBars } from '../fast-loop/index.js';
import type { TradeColumns } from '../ledger/index.js';
import type { Loop, LoopInput, OrderIntent } from '../loop/index.js';
import type { OrderTape } from '../order-hash/index.js';
import { opensUntrusted } from './check-legs.js';
import { FrameWalk } from './frame-driver.js';
import type { FrameWalkSnapshot } from './frame-driver.js';
import type { FrameInput } from './frame-input.js';
import { breath } from './pace.js';
import type { RunSummary } from './summarise-frames.js';

/** Bars of the first stretch of a run: what follows a stretch has then been executed before the long ones are optimised. */
const firstStretch = 64;

/**
 * The walk of a single symbol by our own conventions, in the fast loop for as long as its strategy sends targets and market
 * orders without protection, else, and with all that has happened, as any other walk. The result is the same to the last bit.
 */
export class FastWalk extends FrameWalk {
  private readonly fast: FastLeg;

  /** `record` false: nothing is written down, for `summarise`. */
  constructor(input: FrameInput, handed?: LoopInput['handed'], record = true) {
    super(input, handed);
    const { terms } = input.account;
    this.fast = new FastLeg(this.running, {
      account: terms,
      costs: new FillCosts(terms.costs),
      trusted: !opensUntrusted(this.legs[0]!.bars),
      risk: input.risk ?? {},
      record,
    });
  }

  /** None: the curve is written when it is asked for. */
  protected override reserve(): void {
    return;
  }

  override get loop(): Loop {
    this.fast.books.writeTape();
    return this.running;
  }

  override settled(): Loop {
    this.fast.books.settle();
    return this.running;
  }

  override get orderCount(): number {
    return this.fast.books.orders;
  }

  override forEachOrder(visit: (leg: number, at: number) => void): void {
    this.fast.books.forEachOrder(visit);
  }

  override get orders(): readonly OrderIntent[] {
    return this.loop.orders;
  }

  override get tape(): OrderTape {
    this.fast.books.writeTape();
    return this.running.books.tape;
  }

  override orderHash(): string {
    return this.fast.books.hash();
  }

  override get times(): Float64Array {
    return this.fast.books.times;
  }

  override get curve(): Stretches {
    return this.fast.books.curve;
  }

  override get equity(): Float64Array {
    return this.fast.books.equity;
  }

  override tradesOf(): TradeColumns {
    return this.fast.books.trades();
  }

  /** Whether the fast loop can go on from here. */
  private get idle(): boolean {
    return this.calm && this.market.idle(0);
  }

  protected override walkAhead(reach: number): void {
    const { next } = this;
    while (this.idle) {
      const first = next[0]!;
      const stop = Math.min(reach, this.pause(first));
      if (stop <= first) return;
      const row = walkFastBars(this.fast, first, stop, this.actionRow(first));
      next[0] = row;
      this.done += row - first;
      if (this.done % breath === 0) this.breathe();
    }
    super.walkAhead(reach);
  }

  /** The row before which the walk must look up next, coming from row `first`. */
  private pause(first: number): number {
    return first + (this.done === 0 ? firstStretch : breath - (this.done % breath));
  }

  override finish(): void {
    this.runTo(Infinity);
    if (this.idle && decideLast(this.fast, this.next[0]! - 1)) return;
    super.finish();
  }

  override restore(snapshot: FrameWalkSnapshot): void {
    this.fast.books.restart();
    super.restore(snapshot);
  }

  /**
   * Walks a run of which nothing is written down to its end. Null when it is more than the fast loop knows: the strategy
   * has sent other orders, equity was not positive, or the books differ.
   */
  summarise(): RunSummary | null {
    const { fast, next } = this;
    const { length } = fast.bars;
    const { from } = this.legs[0]!;
    this.breathe();
    for (let first = from; first < length; first = next[0]!) {
      const row = walkFastBars(fast, first, Math.min(length, this.pause(first)), this.actionRow(first));
      if (row < 0) return null;
      this.done += row - first;
      next[0] = row;
      if (this.done % breath === 0) this.breathe();
    }
    if (!decideLast(fast, length - 1)) return null;
    const { capital } = this.input.account;
    const finalEquity = this.running.equityNow;
    return {
      capital,
      finalEquity,
      totalReturn: finalEquity / capital - 1,
      maxDrawdown: fast.worst,
      closedTrades: fast.execution.closedTrips,
      orders: fast.sent,
      bars: length - from,
    };
  }
}
