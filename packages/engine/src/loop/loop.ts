import type { Account, Bars, Columns } from '@bot-v2/sdk';
import { FillCosts, instrumentOf, toUnitsOf } from '../costs/index.js';
import type { Instrument } from '../costs/index.js';
import { ActionWalk, fundingOf } from '../ledger/index.js';
import type { Funding, Ledger, TradeColumns } from '../ledger/index.js';
import { botPolicies } from '../policies/index.js';
import type { LoopPolicies } from '../policies/index.js';
import { invariant } from '@bot-v2/sdk';
import { DenialLog, RiskGate } from '../risk/index.js';
import { Decisions } from './decisions.js';
import { Dispatcher } from './dispatcher.js';
import { protectDraft } from './intent-drafts.js';
import type { ClosedReason, FillEvent, Intent, OrderIntent } from './intents.js';
import { LegDesk } from './leg-desk.js';
import { sameChoice } from './leg.js';
import type { FrameDecision, LegChoice } from './leg.js';
import type { DecisionObserver, LoopInput } from './loop-input.js';
import type { LoopSnapshot } from './loop-snapshot.js';
import { portfolioRunner } from './portfolio-runner.js';
import type { PortfolioRunner } from './portfolio-runner.js';
import { Solvency } from './solvency.js';
import { TradingBooks } from './trading-books.js';
import { WorkingOrders } from './working-orders.js';

const dayMs = 86_400_000;
const dayOf = (time: number) => Math.floor(time / dayMs);

/**
 * The synchronous trading loop of an account: it settles actions and fills, marks positions, lets strategies decide and
 * turns what they want into intents. It never waits, knows no broker and no clock. A driver calls, for every tick,
 * `open` for each leg with a new bar, `fill` and `closed` for what its broker reports, then `close`, then `decide`, and
 * sends what is in `intents`.
 */
export class Loop {
  readonly books: TradingBooks;
  readonly ledger: Ledger;
  readonly denials: DenialLog;
  readonly desks: LegDesk[];
  readonly policies: LoopPolicies;
  readonly instruments: readonly Instrument[];
  readonly funding: Funding;
  readonly solvency: Solvency;
  expired = 0;
  rejected = 0;
  /** Looks on while the strategies decide; null for nobody. */
  observer: DecisionObserver | null = null;
  readonly symbols: readonly string[];
  private readonly gate: RiskGate;
  readonly dispatcher: Dispatcher;
  readonly working: WorkingOrders;
  private readonly decisions: Decisions;
  readonly walks: ActionWalk[];
  readonly frames: Bars[];
  /** Row of each leg's last bar; −1 before the first. */
  readonly rows: Int32Array;
  /** 1 for a leg whose bar was closed and is not decided yet. */
  readonly fresh: Uint8Array;
  /** Equity at the last close. */
  lastEquity: number;
  private lastTime = NaN;
  private lastRecorded = false;
  /** Decides for all legs at once; null when each leg decides for itself. */
  private portfolio: PortfolioRunner | null;

  constructor(private readonly input: LoopInput) {
    const { legs, account } = input;
    const { terms } = account;
    const n = legs.length;
    this.policies = input.policies ?? botPolicies.loop;
    this.symbols = legs.map((leg) => leg.symbol);
    this.instruments = this.symbols.map((symbol) => instrumentOf(terms, symbol));
    const { spreadShare } = new FillCosts(terms.costs);
    this.books = new TradingBooks(account.cash, this.symbols, input.checkInvariants !== false, spreadShare, {
      units: toUnitsOf(this.policies.money),
      instruments: this.instruments,
    });
    this.ledger = this.books.ledger;
    this.funding = fundingOf(this.ledger, terms, this.policies.buyingPower);
    this.lastEquity = account.cash;
    this.denials = new DenialLog(this.symbols);
    const mostLeverage = this.policies.buyingPower !== 'free-cash' ? Infinity : 1 / (terms.margin?.initial ?? 1);
    this.gate = new RiskGate(input.risk ?? {}, terms.shorting, mostLeverage);
    this.working = new WorkingOrders(n);
    this.dispatcher = new Dispatcher(this.symbols, this.working, this.denials, this.books.tape);
    this.rows = new Int32Array(n).fill(-1);
    this.fresh = new Uint8Array(n);
    this.solvency = new Solvency({
      books: this.books,
      dispatcher: this.dispatcher,
      denials: this.denials,
      terms,
      bust: this.policies.bust,
      calls: this.policies.buyingPower === 'free-cash',
      instruments: this.instruments,
      rows: this.rows,
      timeOf: (leg) => this.timeOf(leg),
    });
    this.frames = legs.map((leg) => leg.bars);
    this.walks = legs.map((leg, index) => new ActionWalk(leg.bars, leg.settledThrough, this.instruments[index]!.lot));
    this.desks = legs.map((leg, index) => this.desk(index, leg, leg.inputs));
    this.portfolio = portfolioRunner(this.desks);
    this.decisions = new Decisions(this);
  }

  /** Intents since they were last taken; the driver empties it. */
  get intents(): Intent[] {
    return this.dispatcher.intents;
  }

  /** Every order sent so far; a list made anew with each call. */
  get orders(): OrderIntent[] {
    return this.books.tape.orders();
  }

  /** How many they are. */
  get orderCount(): number {
    return this.books.tape.orderCount;
  }

  /** Id of the next order. */
  get nextId(): number {
    return this.dispatcher.nextId;
  }

  /** True once equity was not positive: nothing decides any more. */
  get stopped(): boolean {
    return this.solvency.stopped;
  }

  private desk(leg: number, choice: LegChoice, inputs: Columns | undefined): LegDesk {
    const desk = new LegDesk(this.symbols[leg]!, choice, {
      gate: this.gate,
      instrument: this.instruments[leg]!,
      funding: this.funding,
      leg,
      shorting: this.input.account.terms.shorting,
      policies: this.policies,
      equalShare: 1 / this.symbols.length,
      inputs,
      handed: this.input.handed,
    });
    desk.bind(this.frames[leg]!);
    return desk;
  }

  /** A leg's frame has grown by final rows. */
  grow(leg: number, bars: Bars): void {
    this.frames[leg] = bars;
    this.walks[leg]!.grow(bars);
    this.desks[leg]!.bind(bars);
  }

  /** Settles actions due before the open of a leg's bar. Returns the split ratio the leg's resting orders need, 1 when none. */
  open(leg: number, row: number): number {
    this.rows[leg] = row;
    this.fresh[leg] = 1;
    const walk = this.walks[leg]!;
    const frame = this.frames[leg]!;
    const time = frame.time[row]!;
    if (!walk.due(time)) return 1;
    this.books.beginActions(time, row);
    const held = this.ledger.quantity[leg] !== 0;
    walk.apply(leg, time, frame.open[row]!, this.ledger, this.books);
    if (held && this.ledger.quantity[leg] === 0) this.desks[leg]!.heldTarget = NaN;
    if (this.books.splitRatio !== 1) {
      this.working.split(leg, this.books.splitRatio, this.instruments[leg]!.floor);
    }
    return this.books.splitRatio;
  }

  /** Interest and fees for the calendar time since the last tick (act/365), before the open; by convention for its dates. */
  accrue(time: number): void {
    const { borrowFee } = this.policies;
    const { lastTime } = this;
    const elapsed = borrowFee === 'short-value' ? time - lastTime : (dayOf(time) - dayOf(lastTime)) * dayMs;
    this.books.accrue(this.input.account.terms, elapsed, borrowFee);
  }

  /**
   * Settles a fill the broker reports.
   * @throws BOT_INVARIANT when an order fills twice or for more than was ordered, or a protective exit turns a position
   */
  fill(f: FillEvent): void {
    const { leg } = f;
    const before = this.ledger.quantity[leg]!;
    this.books.fill(f, f.order === 0 ? f.cause : this.working.fill(f));
    const after = this.ledger.quantity[leg]!;
    if (f.order === 0 && before * after < 0) {
      invariant(false, `an exit of ${f.quantity} turned a position of ${before}`, { time: f.time, row: f.row, leg });
    }
    const desk = this.desks[leg]!;
    // An order of a target that goes on from here turns the position.
    if (after === 0 && !(f.left > 0 && f.order === desk.targetOrder)) desk.heldTarget = NaN;
  }

  /** An order ended without a (further) fill. */
  closed(order: number, leg: number, reason: ClosedReason): void {
    this.countClosed(reason);
    const row = this.rows[leg]!;
    this.books.tape.closed(order, row < 0 ? 0 : this.frames[leg]!.time[row]!);
    this.working.close(order, leg);
  }

  /** Counts an order that ended without a (further) fill. */
  countClosed(reason: ClosedReason): void {
    if (reason === 'end-of-data' || reason === 'expired' || reason === 'no-fill-at-once' || reason === 'exited')
      this.expired++;
    else if (reason !== 'cancelled' && reason !== 'oco' && reason !== 'parent-ended') this.rejected++;
    if (reason === 'no-cash') this.books.cashLimited++;
  }

  /** Marks the legs opened in this tick at their closes; `record` adds the tick to the curve. */
  close(time: number, record: boolean): void {
    const { ledger, rows, fresh } = this;
    for (let leg = 0; leg < rows.length; leg++) {
      if (fresh[leg] === 1) ledger.mark[leg] = this.frames[leg]!.close[rows[leg]!]!;
    }
    this.solvency.zero(time);
    const equity = this.books.close(time, record);
    this.lastEquity = equity;
    this.lastTime = time;
    this.lastRecorded = record;
    this.solvency.check(equity);
  }

  /** Before fills at the close that was taken last. */
  reopen(): void {
    if (this.lastRecorded) this.books.reopen(this.lastEquity);
  }

  /** After them: takes that close again. */
  reclose(): void {
    this.lastEquity = this.books.amend(this.lastTime, this.lastRecorded);
    this.solvency.check(this.lastEquity);
  }

  /** Runs the strategies over their legs' rows before the given ones: state is warmed, nothing is ordered. */
  warm(before: readonly number[]): void {
    const { capital } = this.input.account;
    if (this.portfolio !== null) this.portfolio.warm(before, capital);
    else this.desks.forEach((desk, leg) => desk.runtime.warm(before[leg]!, capital));
  }

  /** Lets the strategies of the legs opened in this tick decide. */
  decide(): void {
    const { rows, fresh } = this;
    if (this.portfolio !== null) return this.decisions.together(this.portfolio);
    for (let leg = 0; leg < rows.length; leg++) {
      if (fresh[leg] !== 1) continue;
      fresh[leg] = 0;
      const row = rows[leg]!;
      if (!this.stopped && row >= this.desks[leg]!.runtime.firstRow) this.decisions.leg(leg, row);
    }
  }

  /**
   * Whether other orders may close a leg's position before one that is sent now: those of earlier closes, the account's own,
   * or the rest of a protective exit that a bar's volume did not do for.
   */
  othersWork(leg: number): boolean {
    if (this.input.account.terms.volumeShare !== undefined) return true;
    const orders = this.working.ofLeg(leg);
    const now = this.timeOf(leg);
    return orders.some(({ id, at, type }) => type === 'market' && (at < now || id === this.solvency.callOf(leg)));
  }

  /** Turns what a strategy asked for at a row into intents or denials. */
  readOutbox(leg: number, row: number, desk: LegDesk): void {
    this.decisions.read(leg, row, desk);
  }

  /** The only leg stands at a close that was recorded elsewhere. */
  atClose(row: number, time: number, equity: number): void {
    this.rows[0] = row;
    this.lastTime = time;
    this.lastEquity = equity;
    this.lastRecorded = true;
  }

  /** Open time of the bar at whose close a leg is decided: with the others, that of the tick. */
  timeOf(leg: number): number {
    if (this.portfolio !== null) return this.lastTime;
    return this.frames[leg]!.time[this.rows[leg]!]!;
  }

  /**
   * Puts new choices in place before the next `decide`. A symbol whose choice is unchanged, or that has none, goes on
   * as it was. Otherwise its working orders and protection are taken back, the position is handed to the new strategy,
   * whose state is warmed on the rows before, and its first target against that position is the one net order. A strategy
   * for all symbols goes on with its state for as long as some of them keep their choice. Of a bankrupt account nothing
   * is replaced.
   */
  replaceDecision(decision: FrameDecision): void {
    if (this.stopped) return;
    const { state } = this.desks[0]!.runtime;
    const before = [...this.desks];
    for (let leg = 0; leg < this.symbols.length; leg++) {
      const choice = decision.perSymbol[this.symbols[leg]!];
      if (choice === undefined || sameChoice(choice, this.desks[leg]!.choice)) continue;
      this.dispatcher.cancel(leg, this.timeOf(leg), null, this.solvency.callOf(leg));
      if (this.ledger.quantity[leg] !== 0) {
        const removed = protectDraft(this.symbols[leg]!, leg, null, null);
        this.dispatcher.emit(leg, this.rows[leg]!, this.timeOf(leg), removed, 0);
      }
      const desk = this.desk(leg, choice, this.input.legs[leg]!.inputs);
      if (choice.strategy.scope !== 'portfolio') desk.runtime.warm(this.rows[leg]!, this.input.account.capital);
      this.desks[leg] = desk;
    }
    const stay = this.desks.filter((desk, leg) => desk === before[leg]).length;
    if (stay === before.length) return;
    this.portfolio = portfolioRunner(this.desks);
    if (this.portfolio !== null && stay > 0) this.desks[0]!.runtime.state = state;
    else this.portfolio?.warm(Array.from(this.rows), this.input.account.capital);
  }

  /** Sends market orders that close every position. */
  closeAll(reason: string): void {
    for (let leg = 0; leg < this.rows.length; leg++) {
      const quantity = this.ledger.quantity[leg]!;
      if (quantity !== 0) this.dispatcher.reduce(leg, this.timeOf(leg), quantity, Math.abs(quantity), reason);
    }
  }

  /** Row of a leg's last bar; −1 before the first. */
  rowOf(leg: number): number {
    return this.rows[leg]!;
  }

  /** Cash as the account's owner sees it. */
  get shownCash(): number {
    return this.ledger.hasFutures ? this.ledger.settledCash() : this.ledger.cash;
  }

  /** Equity at the last close. */
  get equityNow(): number {
    return this.lastEquity;
  }

  /** Time of the last tick. */
  get timeNow(): number {
    return this.lastTime;
  }

  /** The account as it stands, marked at the last closes. */
  account(): Account {
    const positions = this.symbols.flatMap((symbol, leg) => {
      const quantity = this.ledger.quantity[leg]!;
      return quantity === 0 ? [] : [{ symbol, quantity, averagePrice: this.ledger.averagePrice[leg]! }];
    });
    return {
      ...this.input.account,
      cash: this.shownCash,
      equity: this.lastEquity,
      positions,
    };
  }

  /** Round trips of one leg so far, an open one marked at the last close. */
  tradesOf(leg: number): TradeColumns {
    return this.books.tradesOf(leg, this.rows[leg]!);
  }

  /** Everything that changes while the loop runs, as plain data. Which choices are in force is not part of it. */
  snapshot(): LoopSnapshot {
    return {
      books: this.books.snapshot(),
      desks: this.desks.map((desk, leg) => desk.snapshot(this.dispatcher.works(leg, desk.targetOrder))),
      walks: this.walks.map((walk) => walk.position),
      rows: [...this.rows],
      fresh: [...this.fresh],
      intents: this.intents.slice(),
      working: this.working.snapshot(),
      denials: this.denials.snapshot(),
      counters: [this.expired, this.rejected, this.nextId, this.lastEquity],
      lastTime: Number.isNaN(this.lastTime) ? null : this.lastTime,
      lastRecorded: this.lastRecorded,
      solvency: this.solvency.snapshot(),
    };
  }

  /** Puts a snapshot back into a loop made of the same legs and choices. */
  restore(s: LoopSnapshot): void {
    this.books.restore(s.books);
    s.desks.forEach((desk, leg) => this.desks[leg]!.restore(desk));
    s.walks.forEach((position, leg) => (this.walks[leg]!.position = position));
    this.rows.set(s.rows);
    this.fresh.set(s.fresh);
    this.intents.splice(0, this.intents.length, ...s.intents);
    this.working.restore(s.working);
    this.denials.restore(s.denials);
    [this.expired, this.rejected, this.dispatcher.nextId, this.lastEquity] = s.counters as [
      number,
      number,
      number,
      number,
    ];
    this.lastTime = s.lastTime ?? NaN;
    this.lastRecorded = s.lastRecorded;
    this.solvency.restore(s.solvency);
  }
}

/** Creates the loop of an account; see `Loop`. */
export function createLoop(input: LoopInput): Loop {
  return new Loop(input);
}
