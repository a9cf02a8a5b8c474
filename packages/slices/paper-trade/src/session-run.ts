import { join } from 'node:path';
import { createSession, replayFeed, simulatedBroker } from '@bot-v2/engine';
import type { SessionOutcome, SessionState } from '@bot-v2/engine';
import { callStrategies } from '@bot-v2/sdk/bounded';
import { BotError } from '@bot-v2/sdk';
import type { RunContext, SessionReport, Trade } from '@bot-v2/sdk';
import { failpoint } from './failpoint.adapter.js';
import type { PaperTradeConfig } from './paper-trade.config.js';
import { pause } from './pause.adapter.js';
import { defaultSessionName, identityDifferences, sessionIdentity } from './session-identity.js';
import type { SessionIdentity } from './session-identity.js';
import { resolvePaperLegs } from './session-legs.js';
import type { PaperInput, PaperLeg } from './session-legs.js';
import { countReplayBars, replayProgress } from './session-progress.js';
import { openStore } from './store/index.js';
import type { AppendObserver, Store } from './store/index.js';
import { storeJournal } from './store-journal.js';
import type { StoreJournal } from './store-journal.js';

/** Directory of the session files. */
export function sessionDirectory(config: PaperTradeConfig, ctx: Pick<RunContext, 'stateDir'>): string {
  return config.store ?? join(ctx.stateDir, 'paper');
}

/** Journals what the session is, or checks that it is what the journal says. */
async function identify(journal: StoreJournal, identity: SessionIdentity, sessionId: string): Promise<void> {
  const known = journal.read('identity');
  if (known === undefined) return journal.append('session', 'identity', identity);
  const differences = identityDifferences(known, JSON.parse(JSON.stringify(identity)));
  if (differences.length === 0) return;
  throw new BotError(
    'BOT_VENUE_STORE',
    `session ${sessionId} was started with another ${differences.slice(0, 3).join(', ')}`,
    {
      details: { session: sessionId, differences },
      hint: 'Give it what it was started with, or choose another name with paper_trade.session.',
    },
  );
}

/** Journals how a finished session ended, or checks that it ended as the journal says. */
async function conclude(journal: StoreJournal, outcome: SessionOutcome, sessionId: string): Promise<void> {
  const { orderHash, bars, orders, fills, cash, finalEquity } = outcome;
  const end = { orderHash, bars, orders, fills, cash, finalEquity };
  const known = journal.read('finished');
  if (known === undefined) return journal.append('session', 'finished', end);
  const differences = identityDifferences(known, end);
  if (differences.length === 0) return;
  throw new BotError(
    'BOT_VENUE_STORE',
    `session ${sessionId} ended with another ${differences.join(', ')} than journaled`,
    {
      details: { session: sessionId, journaled: known, computed: end },
      hint: 'The strategy or bot-v2 itself has changed since; choose another name with paper_trade.session to start anew.',
    },
  );
}

async function trade(
  legs: readonly PaperLeg[],
  input: PaperInput,
  journal: StoreJournal,
  config: PaperTradeConfig,
  ctx: RunContext,
): Promise<SessionOutcome> {
  const progress = replayProgress(ctx, countReplayBars(legs));
  let appended = journal.appended();
  const onTick = async ({ bars }: SessionState) => {
    progress(bars);
    const isNew = journal.appended() > appended;
    appended = journal.appended();
    if (isNew && config.delayMs > 0) await pause(config.delayMs, ctx.signal);
  };
  const { account } = input;
  const strategies = legs.map((leg) => leg.session);
  const session = createSession({
    legs: strategies,
    call: (work) => callStrategies(strategies, work),
    account,
    broker: simulatedBroker({ legs: legs.map((leg) => leg.session), account }),
    journal,
    feed: replayFeed(legs.map((leg) => leg.replay)),
    signal: ctx.signal,
    onTick,
  });
  return session.run();
}

/** Closed trades by exit, then entry; open ones last: the order of a backtest's. */
function inOrder(trades: readonly Trade[]): Trade[] {
  const closed = trades.filter(({ exitTime }) => exitTime !== null);
  closed.sort((a, b) => a.exitTime! - b.exitTime! || a.entryTime - b.entryTime);
  return [...closed, ...trades.filter(({ exitTime }) => exitTime === null)];
}

function reportOf(sessionId: string, outcome: SessionOutcome, store: Store, bars: number): SessionReport {
  const { state, start, orders, fills, rejected, orderHash, cash, finalEquity } = outcome;
  const tail = store.tail();
  const unfinished = `stopped after ${outcome.bars} of ${bars} bars; the same command resumes it`;
  return {
    sessionId,
    kind: 'paper',
    feed: 'replay',
    ...{ start, state, bars: outcome.bars, orders, fills, rejected, orderHash, cash, finalEquity },
    equityCurve: { time: [...outcome.time], value: [...outcome.equity] },
    trades: inOrder(outcome.trades),
    journal: { path: store.path, events: tail.seq, tailHash: tail.hash },
    warnings: [...outcome.warnings, ...(state === 'stopped' ? [unfinished] : [])],
  };
}

/**
 * Replays the bars after the decision through a session with a simulated broker and a journal of its own.
 *
 * Every intent is on disk before it is sent. A session that was interrupted, by whatever and wherever, is resumed by
 * running the same again: what was journaled is computed anew, compared event by event, and continued; orders, fills and
 * their hash are those of a session that was never interrupted, and of a backtest on the same bars.
 *
 * @throws BOT_CAP_INPUT without stored bars (a live feed is not built); BOT_VENUE_STORE when the journal is in use,
 *   damaged, from a newer version or of another session; BOT_CONFIG_STATE_UNWRITABLE; BOT_RUN_ABORTED when it was
 *   aborted before it began; BOT_REGISTRY_*, BOT_DATA_* and BOT_STRATEGY_* of catalogue and engine
 */
export async function paperSession(
  input: PaperInput,
  config: PaperTradeConfig,
  ctx: RunContext,
  onAppend: AppendObserver | undefined = config.failpoint === undefined ? undefined : failpoint(config.failpoint),
): Promise<SessionReport> {
  if (ctx.signal.aborted) {
    throw new BotError('BOT_RUN_ABORTED', 'the paper session was interrupted before it began', {
      hint: 'Run the same command again.',
    });
  }
  const legs = await resolvePaperLegs(input, ctx);
  const identity = sessionIdentity(legs, input.choices, input.account);
  const sessionId = config.session ?? defaultSessionName(identity);
  const store = await openStore(join(sessionDirectory(config, ctx), `${sessionId}.db`), { onAppend });
  try {
    const journal = storeJournal(store, ctx.clock);
    await identify(journal, identity, sessionId);
    const outcome = await trade(legs, input, journal, config, ctx);
    if (outcome.state === 'finished') {
      await conclude(journal, outcome, sessionId);
      journal.finish();
    }
    return reportOf(sessionId, outcome, store, countReplayBars(legs));
  } finally {
    store.close();
  }
}
