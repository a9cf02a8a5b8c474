import type { JournalBody, SessionJournal } from '@bot-v2/engine';
import { BotError } from '@bot-v2/sdk';
import type { Clock } from '@bot-v2/sdk';
import { canonicalJson } from './canonical-json.js';
import type { Store, StoredEvent } from './store/index.js';

/** A journal over a store, for a session that is run again from its start when it is resumed. */
export interface StoreJournal extends SessionJournal {
  /** Events appended by this run. */
  appended(): number;
  /**
   * Checks that the session came by every event the journal holds.
   * @throws BOT_VENUE_STORE naming the first one it did not
   */
  finish(): void;
}

function disagreement(path: string, stored: StoredEvent, key: string): BotError {
  return new BotError(
    'BOT_VENUE_STORE',
    `the journal ${path} has ${stored.key} as event ${stored.seq}, the session came to ${key}`,
    {
      details: { path, fault: 'disagrees', seq: stored.seq, stored: stored.key, session: key },
      hint: 'The strategy or bot-v2 itself has changed since; choose another name with paper_trade.session to start anew.',
    },
  );
}

/**
 * Serves what is stored in the order it was stored, each link of the chain checked on the way: a session that comes to
 * another event than the next one, or appends before it has come by all of them, is refused. So nothing that was
 * journaled is skipped, repeated or reordered.
 * @throws BOT_VENUE_STORE
 */
export function storeJournal(store: Store, clock: Clock): StoreJournal {
  const stored = store.read();
  let next = stored.next();
  let appended = 0;
  return {
    read(key) {
      if (next.done === true) return undefined;
      if (next.value.key !== key) throw disagreement(store.path, next.value, key);
      const body = JSON.parse(next.value.body) as JournalBody;
      next = stored.next();
      return body;
    },
    append(type, key, body) {
      if (next.done !== true) throw disagreement(store.path, next.value, key);
      const event = { ts: Math.trunc(clock.now()), type, key, body: canonicalJson(body) };
      // A bar can be read again from its source; an order or a fill cannot.
      store.append(event, type === 'bar' ? 'logged' : 'synced');
      appended += 1;
    },
    appended: () => appended,
    finish() {
      if (next.done !== true) throw disagreement(store.path, next.value, 'its end');
    },
  };
}
