import { openSql } from './sql-database.adapter.js';
import type { SqlDatabase } from './sql-database.adapter.js';
import { openingFault } from './store-error.js';

/** A lock that is held until it is released or the process ends, however it ends. */
export interface SessionLock {
  release(): void;
}

/**
 * Takes the lock of the journal at `path`: an exclusive transaction on a database of its own beside it, that is a lock
 * of the operating system. It leaves the journal readable to others, and a killed process leaves no lock behind.
 * @throws BOT_VENUE_STORE when another process, or another store of this one, holds it; BOT_CONFIG_STATE_UNWRITABLE
 */
export async function lockSession(path: string): Promise<SessionLock> {
  let db: SqlDatabase | undefined;
  try {
    db = await openSql(`${path}.lock`);
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db?.close();
    throw openingFault(path, cause);
  }
  return { release: db.close };
}
