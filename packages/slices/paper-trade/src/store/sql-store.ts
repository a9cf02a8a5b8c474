import { isBotError } from '@bot-v2/sdk';
import type { NewEvent, StoredEvent, Tail } from './event.js';
import { chained, chainFault, eventHash, genesisHash } from './hash-chain.js';
import type { SessionLock } from './session-lock.adapter.js';
import type { SqlDatabase } from './sql-database.adapter.js';
import { damagedStore, failedAppend, readingFault } from './store-error.js';
import type { AppendObserver, Durability, Store } from './store.js';

/** Links of the chain that are checked when a journal is opened. */
const tailLinks = 1_000;
/** Events fetched at a time. */
const pageSize = 500;

const columns = 'seq, ts, type, key, body, prev_hash, hash';
/** Texts as bytes: libsql aborts the whole process when a damaged text is not UTF-8. */
const selection =
  'seq, ts, ' + ['type', 'key', 'body', 'prev_hash', 'hash'].map((c) => `CAST(${c} AS BLOB) AS ${c}`).join(', ');
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a column. Throws `TypeError` when it is not UTF-8. */
function text(value: unknown): string {
  return decoder.decode(value as ArrayBuffer);
}
const synchronous: Readonly<Record<Durability, string>> = { synced: 'FULL', logged: 'NORMAL' };
const insertion = `INSERT INTO journal.event (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`;

function storedEvent(row: Record<string, unknown>): StoredEvent {
  return {
    seq: Number(row['seq']),
    ts: Number(row['ts']),
    type: text(row['type']),
    key: text(row['key']),
    body: text(row['body']),
    prevHash: text(row['prev_hash']),
    hash: text(row['hash']),
  };
}

/**
 * The store over an open connection. Takes over connection and lock: `close` ends both.
 * @throws BOT_VENUE_STORE when one of the last thousand links does not fit
 */
export function sqlStore(db: SqlDatabase, path: string, lock: SessionLock, onAppend?: AppendObserver): Store {
  const query = (sql: string, ...parameters: (string | number)[]): StoredEvent[] => {
    try {
      return db.all(sql, parameters).map(storedEvent);
    } catch (cause) {
      throw readingFault(path, cause);
    }
  };
  const last = query(`SELECT ${selection} FROM journal.event ORDER BY seq DESC LIMIT 1`)[0];
  let tail: Tail = last === undefined ? { seq: 0, hash: genesisHash } : { seq: last.seq, hash: last.hash };
  let appends = 0;
  let closed = false;
  let failed: unknown;
  let durability: Durability = 'synced';

  function* readAfter(start: Tail): IterableIterator<StoredEvent> {
    let before = start;
    for (;;) {
      const page = query(
        `SELECT ${selection} FROM journal.event WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`,
        before.seq,
      );
      for (const event of page) {
        const fault = chainFault(event, before);
        if (fault !== undefined) throw damagedStore(path, fault);
        before = event;
        yield event;
      }
      if (page.length < pageSize) break;
    }
    if (before.hash !== tail.hash) throw damagedStore(path, `it ends at event ${before.seq}, not at ${tail.seq}`);
  }

  function verifyFrom(seq: number): void {
    const before = seq === 0 ? undefined : query(`SELECT ${selection} FROM journal.event WHERE seq = ?`, seq)[0];
    if (seq > 0 && before === undefined) throw damagedStore(path, `event ${seq} is missing`);
    const events = readAfter(before ?? { seq: 0, hash: genesisHash });
    while (events.next().done !== true);
  }

  function write(event: StoredEvent, wanted: Durability): void {
    if (wanted !== durability) db.exec(`PRAGMA journal.synchronous = ${synchronous[wanted]}`);
    durability = wanted;
    const { seq, ts, type, key, body, prevHash, hash } = event;
    db.exec('BEGIN IMMEDIATE');
    db.run(insertion, [seq, ts, type, key, body, prevHash, hash]);
    onAppend?.(appends, 'begun');
    db.exec('COMMIT');
    onAppend?.(appends, 'committed');
  }

  function abandon(): void {
    try {
      db.exec('ROLLBACK');
    } catch {
      // No transaction is open: SQLite has rolled it back itself, or it was committed.
    }
  }

  verifyFrom(Math.max(0, tail.seq - tailLinks));
  return {
    path,
    append(input: NewEvent, wanted: Durability = 'synced') {
      if (closed) throw failedAppend(path, input.key, 'the journal is closed');
      if (failed !== undefined) throw failedAppend(path, input.key, failed);
      const event = chained(input, tail);
      appends += 1;
      try {
        write(event, wanted);
      } catch (error) {
        abandon();
        failed = error;
        throw isBotError(error) ? error : failedAppend(path, input.key, error);
      }
      tail = { seq: event.seq, hash: event.hash };
      return event;
    },
    find(key) {
      const event = query(`SELECT ${selection} FROM journal.event WHERE key = ?`, key)[0];
      if (event !== undefined && event.hash !== eventHash(event, event.seq, event.prevHash)) {
        throw damagedStore(path, `event ${event.seq} was changed`);
      }
      return event;
    },
    read: () => readAfter({ seq: 0, hash: genesisHash }),
    tail: () => tail,
    verify: () => verifyFrom(0),
    close() {
      if (closed) return;
      closed = true;
      try {
        db.close();
      } finally {
        lock.release();
      }
    },
  };
}
