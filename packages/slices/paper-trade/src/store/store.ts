import type { NewEvent, StoredEvent, Tail } from './event.js';

/**
 * When an append is on disk: `synced`, on return, through a power loss; `logged`, on return through a crash of the process
 * and with the next synced append through a power loss (until then the last logged events may be lost, never torn).
 */
export type Durability = 'synced' | 'logged';

/** An append-only journal of one session, held by one process. Failures are `BOT_VENUE_STORE`. */
export interface Store {
  /** Where it is kept. */
  readonly path: string;
  /**
   * Appends one event, `synced` unless said otherwise.
   * @throws BOT_VENUE_STORE when it could not be written or the key is taken; the journal is then as it was before, and
   *   this store refuses further appends
   */
  append(event: NewEvent, durability?: Durability): StoredEvent;
  /** The event with that key. Its own hash is checked. */
  find(key: string): StoredEvent | undefined;
  /** All events in order, each checked against the chain before it is handed out. */
  read(): IterableIterator<StoredEvent>;
  /** The last event's number and hash. */
  tail(): Tail;
  /**
   * Checks every link of the chain. Linear in the number of events.
   * @throws BOT_VENUE_STORE naming the first event that does not fit
   */
  verify(): void;
  /** Releases file and lock; a second call does nothing. */
  close(): void;
}

/** The two moments of an append: inside the transaction, before it is committed; and after it is on disk. */
export type AppendStage = 'begun' | 'committed';

/** Called at both moments of every append, with its number in this process from 1. What it throws leaves `append`. */
export type AppendObserver = (count: number, stage: AppendStage) => void;
