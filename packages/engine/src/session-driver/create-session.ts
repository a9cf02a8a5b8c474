import { BotError } from '@bot-v2/sdk';
import type { Account, Bars, Columns, Trade } from '@bot-v2/sdk';
import { checkKnownThrough, checkTradable, checkWarmup } from '../frame-driver/check-legs.js';
import { checkTogether } from '../frame-driver/check-together.js';
import { tradesOf } from '../ledger/index.js';
import { createLoop } from '../loop/index.js';
import type { FrameDecision, Intent, LegChoice, Loop } from '../loop/index.js';
import type { RiskLimits } from '../risk/index.js';
import type { Broker, BrokerEvent, SessionTick } from './broker.js';
import { record } from './session-journal.js';
import type { JournalBody, SessionJournal } from './session-journal.js';

/** One symbol of a session. */
export interface SessionLeg extends LegChoice {
  readonly symbol: string;
  /** The bars known at the start; at the close of the last one the first decision is made. */
  readonly history: Bars;
  readonly inputs?: Columns;
}

/** What a session is made of. */
export interface SessionInput {
  readonly legs: readonly SessionLeg[];
  readonly account: Account;
  readonly broker: Broker;
  readonly journal: SessionJournal;
  readonly feed: AsyncIterable<SessionTick>;
  readonly signal?: AbortSignal | undefined;
  /** Called after each bar has been decided and journaled. */
  readonly onTick?: ((state: SessionState) => void | Promise<void>) | undefined;
  /** Makes every call of strategies: where they may not return, whoever is asked ends them. Called at once unless given. */
  readonly call?: (<T>(work: () => T) => T) | undefined;
  readonly risk?: RiskLimits;
  readonly checkInvariants?: boolean;
}

/** Where a session stands after a bar. */
export interface SessionState {
  readonly time: number;
  readonly bars: number;
  readonly equity: number;
  readonly account: Account;
  readonly orders: number;
  readonly fills: number;
}

/** How a session ended. */
export interface SessionOutcome {
  /** `stopped` when `stop()` or the signal ended it before the feed did. */
  readonly state: 'finished' | 'stopped';
  /** `resumed` when the journal held an earlier part of it. */
  readonly start: 'new' | 'resumed';
  readonly bars: number;
  readonly orders: number;
  readonly fills: number;
  readonly rejected: number;
  readonly orderHash: string;
  readonly cash: number;
  readonly finalEquity: number;
  readonly time: Float64Array;
  readonly equity: Float64Array;
  readonly trades: readonly Trade[];
  readonly denialCounts: Readonly<Record<string, number>>;
  readonly inSample: boolean;
  readonly warnings: readonly string[];
}

/** A paper or live session. */
export interface Session {
  /** Runs until the feed ends or the session is stopped. */
  run(): Promise<SessionOutcome>;
  /** New choices, in force from the next decision on. Give them again, at the same bars, when the session is resumed. */
  replaceDecision(decision: FrameDecision): void;
  /** Ends the session after the bar in work; resting orders stay with the broker. */
  stop(): void;
}

/**
 * Creates a session: the loop of the backtest behind a feed, a broker and a journal. Each intent is journaled before it
 * is sent, each fill before it is settled. To resume after a crash, run the same session again with the same journal
 * and feed and a fresh simulated broker: what was journaled is recomputed, compared and not written twice.
 * @throws BOT_CAP_INPUT, BOT_DATA_EMPTY, BOT_DATA_BASIS, BOT_DATA_NOT_TRADABLE, BOT_DATA_HISTORY_SHORT, BOT_DATA_LOOKAHEAD and what
 * strategies throw; `run` also BOT_VENUE_STORE
 */
export function createSession(input: SessionInput): Session {
  return new RunningSession(input);
}

class RunningSession implements Session {
  private readonly legs: readonly SessionLeg[];
  private readonly loop: Loop;
  private readonly call: <T>(work: () => T) => T;
  private readonly pending: FrameDecision[] = [];
  private inSample = false;
  private stopping = false;
  private resumed = false;
  private bars = 0;
  private events = 0;

  constructor(private readonly input: SessionInput) {
    this.legs = [...input.legs].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
    const { account } = input;
    for (const { symbol, history } of this.legs) {
      if (history.length === 0) {
        throw new BotError('BOT_DATA_EMPTY', `${symbol}: a session needs bars before it starts`, {
          hint: 'Give it a history.',
        });
      }
      checkTradable(history, account);
    }
    checkTogether(this.legs.map((leg) => ({ ...leg, bars: leg.history })));
    this.call = input.call ?? ((work) => work());
    const legs = this.legs.map((leg) => ({
      ...leg,
      bars: leg.history,
      settledThrough: leg.history.time[leg.history.length - 1]!,
    }));
    this.loop = this.call(() =>
      createLoop({
        legs,
        account: { ...account, cash: account.capital, equity: account.capital, positions: [] },
        risk: input.risk,
        checkInvariants: input.checkInvariants,
      }),
    );
  }

  replaceDecision(decision: FrameDecision): void {
    for (const [symbol, choice] of Object.entries(decision.perSymbol)) {
      this.inSample = checkKnownThrough(symbol, choice.knownThrough, decision.at, this.input.account) || this.inSample;
    }
    this.pending.push(decision);
  }

  stop(): void {
    this.stopping = true;
  }

  async run(): Promise<SessionOutcome> {
    await this.start();
    const { input } = this;
    let state: SessionOutcome['state'] = 'finished';
    if (this.ending) state = 'stopped';
    else {
      for await (const tick of input.feed) {
        await this.tick(tick);
        if (!this.ending) continue;
        state = 'stopped';
        break;
      }
    }
    if (state === 'finished') await this.settle(await input.broker.end());
    return this.outcome(state);
  }

  private get ending(): boolean {
    return this.stopping || this.input.signal?.aborted === true;
  }

  /** Warms up, marks the last history close and makes the first decision. */
  private async start(): Promise<void> {
    let at = -Infinity;
    this.call(() => this.loop.warm(this.legs.map((leg) => leg.history.length - 1)));
    this.legs.forEach((leg, index) => {
      const { runtime } = this.loop.desks[index]!;
      const last = leg.history.length - 1;
      checkWarmup(leg.symbol, leg.history, leg.history.length, leg.strategy, runtime.firstRow);
      this.inSample =
        checkKnownThrough(leg.symbol, leg.knownThrough, leg.history.time[last]!, this.input.account) || this.inSample;
      this.loop.open(index, last);
      at = Math.max(at, leg.history.time[last]!);
    });
    const { account } = this.input;
    const symbols = this.legs.map((leg) => leg.symbol).join(',');
    const begun = await record(this.input.journal, 'session', 'session', {
      symbols,
      capital: account.capital,
      from: at,
    });
    this.resumed = begun === 'known';
    this.loop.close(at, false);
    await this.decide();
  }

  private async tick(tick: SessionTick): Promise<void> {
    const { loop } = this;
    loop.accrue(tick.time);
    this.legs.forEach(({ symbol }, leg) => {
      const frame = tick.frames[symbol];
      if (frame === undefined) return;
      loop.grow(leg, frame);
      loop.open(leg, frame.length - 1);
    });
    await this.settle(await this.input.broker.onBar(tick));
    loop.close(tick.time, true);
    this.bars++;
    await this.decide();
    await record(this.input.journal, 'bar', `bar:${tick.time}`, {
      time: tick.time,
      cash: loop.ledger.cash,
      equity: loop.equityNow,
    });
    const { fills } = loop.books;
    await this.input.onTick?.({
      time: tick.time,
      bars: this.bars,
      equity: loop.equityNow,
      account: loop.account(),
      orders: loop.orderCount,
      fills: fills.length,
    });
  }

  /** Journals what the broker reports, then settles it. */
  private async settle(events: readonly BrokerEvent[]): Promise<void> {
    for (const event of events) {
      const { kind, ...body } = event;
      await record(this.input.journal, kind === 'fill' ? 'fill' : 'order', `event:${++this.events}`, body);
      if (event.kind === 'fill') this.loop.fill({ ...event });
      else this.loop.closed(event.order, event.leg, event.reason);
    }
  }

  /** Decides, journals every intent before it is sent, and settles what the broker says at once. */
  private async decide(): Promise<void> {
    const { loop, input } = this;
    for (const decision of this.pending.splice(0)) loop.replaceDecision(decision);
    this.call(() => loop.decide());
    const intents = loop.intents.splice(0);
    for (const [index, intent] of intents.entries()) {
      const key = intent.kind === 'order' ? `intent:${intent.id}` : `intent:${loop.timeNow}:${index}`;
      await record(input.journal, 'intent', key, withoutAbsent(intent));
      if (intent.kind === 'order') await this.settle(await input.broker.submit(intent));
      else if (intent.kind === 'amend') await this.settle(await input.broker.amend(intent));
      else if (intent.kind === 'cancel') await this.settle(await input.broker.cancel(intent));
      else await this.settle(await input.broker.protect(intent));
    }
  }

  private outcome(state: SessionOutcome['state']): SessionOutcome {
    const { loop } = this;
    const trades = this.legs.flatMap((_, leg) => tradesOf(loop.tradesOf(leg)));
    return {
      state,
      start: this.resumed ? 'resumed' : 'new',
      bars: this.bars,
      orders: loop.orderCount,
      fills: loop.books.fills.length,
      rejected: loop.rejected,
      orderHash: loop.books.tape.hash(),
      cash: loop.ledger.cash,
      finalEquity: loop.equityNow,
      time: loop.books.time.toArray(),
      equity: loop.books.equity.toArray(),
      trades,
      denialCounts: loop.denials.counts,
      inSample: this.inSample,
      warnings: [
        ...(this.inSample ? ['IN-SAMPLE: the choice has seen bars it trades'] : []),
        ...(loop.stopped ? ['equity fell to zero or below: everything was liquidated and trading stopped'] : []),
      ],
    };
  }
}

/** An intent as it is after a round trip through JSON. */
function withoutAbsent(intent: Intent): JournalBody {
  return Object.fromEntries(Object.entries(intent).filter(([, value]) => value !== undefined));
}
