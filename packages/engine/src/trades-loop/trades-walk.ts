import { BotError } from '@bot-v2/sdk';
import type { Account } from '@bot-v2/sdk';
import { checkKnownThrough, checkWarmup, decidedInSample } from '../frame-driver/check-legs.js';
import type { FrameInput } from '../frame-driver/frame-input.js';
import { breath, breathe, nextTickTime } from '../frame-driver/pace.js';
import type { DecisionObserver, FrameDecision, HandedFrames, Leg, LegDesk } from '../loop/index.js';
import type { OrderTape } from '../order-hash/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { lotRules } from './lot-rules.js';
import type { LotTerms } from './lot-terms.js';
import { TradesLoop } from './trades-loop.js';

/**
 * Whether every leg decides for itself.
 * @throws BOT_CONFIG_INVALID for a portfolio strategy
 */
function checkAlone(legs: readonly Leg[]): void {
  const joint = legs.find(({ strategy }) => strategy.scope === 'portfolio');
  if (joint === undefined) return;
  throw new BotError('BOT_CONFIG_INVALID', `${joint.strategy.id} decides for a portfolio, which keeps no lots`, {
    details: { strategy: joint.strategy.id },
    hint: 'Run it by conventions with net positions.',
  });
}

/**
 * Walks the columns of all legs on one clock with the loop of lots. A tick is: actions, the orders of each leg by symbol,
 * marks; the decision at its close is held back until the walk goes on.
 */
export class TradesWalk {
  readonly legs: readonly Leg[];
  readonly loop: TradesLoop;
  /** Time of the first decision. */
  readonly firstDecision: number;
  readonly decisions: FrameDecision[] = [];
  inSample = false;
  readonly ticks: number;
  private readonly next: Int32Array;
  private done = 0;

  constructor(
    private readonly input: FrameInput,
    policies: LoopPolicies,
    readonly terms: LotTerms,
    handed?: HandedFrames,
  ) {
    const { account } = input;
    checkAlone(input.legs);
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    this.loop = new TradesLoop({
      legs: this.legs,
      account,
      rules: lotRules(policies),
      terms,
      risk: input.risk,
      checkInvariants: input.checkInvariants,
      handed,
    });
    this.next = Int32Array.from(this.legs, (leg) => leg.from);
    this.ticks = Math.max(...this.legs.map((leg) => leg.bars.length - leg.from));
    let first = Infinity;
    this.legs.forEach((leg, index) => {
      checkWarmup(leg.symbol, leg.bars, leg.from, leg.strategy, this.loop.desks[index]!.runtime.firstRow);
      const row =
        leg.from === 0 ? Math.min(this.loop.desks[index]!.runtime.firstRow, leg.bars.length - 1) : leg.from - 1;
      const at = leg.bars.time[row]!;
      first = Math.min(first, at);
      this.inSample = checkKnownThrough(leg.symbol, leg.knownThrough, at, account) || this.inSample;
    });
    this.firstDecision = first;
    this.start();
  }

  get desks(): readonly LegDesk[] {
    return this.loop.desks;
  }

  /** Shows `observer` every decision from now on. */
  observe(observer: DecisionObserver | null): void {
    this.loop.observer = observer;
  }

  /** Capital the run started with. */
  get capital(): number {
    return this.input.account.capital;
  }

  /** Orders sent so far. */
  get orderCount(): number {
    return this.tape.orderCount;
  }

  /** Calls `visit` with leg and time of every order, in the order they were sent. */
  forEachOrder(visit: (leg: number, at: number) => void): void {
    this.tape.forEachOrder(visit);
  }

  /** What was written down of orders and fills. */
  get tape(): OrderTape {
    return this.loop.books.tape;
  }

  /** Warms the strategies on their history and marks its last close, where the first decision is made. */
  private start(): void {
    let at = -Infinity;
    this.legs.forEach((leg, index) => {
      if (leg.from === 0) return;
      this.loop.desks[index]!.runtime.warm(leg.from - 1, this.input.account.capital);
      this.loop.bar(index, leg.from - 1);
      at = Math.max(at, leg.bars.time[leg.from - 1]!);
    });
    if (at > -Infinity) this.loop.close(at, false);
  }

  /** Decides at the tick that was closed last, if that was not done yet. */
  decide(): void {
    this.loop.decide();
  }

  /** Walks every tick with time ≤ `time`; the decision at the last one is still open afterwards. */
  runTo(time: number): void {
    this.breathe();
    for (;;) {
      const now = this.nextTime();
      if (now > time || now === Infinity) return;
      this.loop.decide();
      this.tick(now);
      if (++this.done % breath === 0) this.breathe();
    }
  }

  /** Time of the next tick; Infinity at the end. */
  nextTime(): number {
    return nextTickTime(this.legs, this.next);
  }

  private tick(now: number): void {
    this.loop.accrue(now);
    for (let leg = 0; leg < this.legs.length; leg++) {
      const { bars } = this.legs[leg]!;
      const row = this.next[leg]!;
      if (row >= bars.length || bars.time[row] !== now) continue;
      this.loop.bar(leg, row);
      this.next[leg] = row + 1;
    }
    this.loop.close(now, true);
  }

  private breathe(): void {
    breathe(this.input, this.done, this.ticks);
  }

  /**
   * Puts new choices in place at the tick walked last.
   * @throws BOT_DATA_LOOKAHEAD when one has seen later data
   */
  replaceDecision(decision: FrameDecision): void {
    this.inSample = decidedInSample(decision, this.input.account) || this.inSample;
    this.decisions.push(decision);
    this.loop.replaceDecision(decision);
  }

  /** The account at the last close. */
  account(): Account {
    return this.loop.account();
  }

  /** Walks to the end and finalises. */
  finish(): void {
    this.runTo(Infinity);
    this.decide();
    this.loop.finalise();
  }
}
