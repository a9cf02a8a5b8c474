import { isBotError } from '@bot-v2/sdk';
import { backUp, makeFolderOf, openJournalFile, structureFault } from './journal-file.adapter.js';
import { applicationId, header, migrate, migrations } from './migrations.js';
import type { Migration } from './migrations.js';
import { lockSession } from './session-lock.adapter.js';
import type { SqlDatabase } from './sql-database.adapter.js';
import { sqlStore } from './sql-store.js';
import { damagedStore, foreignStore, newerStore, openingFault } from './store-error.js';
import type { AppendObserver, Store } from './store.js';

/** What may be set when a store is opened. */
export interface StoreOptions {
  /** Watches appends; for tests that kill the process between them. */
  readonly onAppend?: AppendObserver | undefined;
  /** The schema's steps; those of this version unless given. */
  readonly steps?: readonly Migration[];
}

async function checkHeader(db: SqlDatabase, path: string, steps: readonly Migration[]): Promise<void> {
  // The first statement that reads the file: what is no database fails here.
  if (header(db, 'application_id') !== applicationId) throw foreignStore(path);
  const found = header(db, 'user_version');
  if (found > steps.length) throw newerStore(path, found, steps.length);
  const fault = structureFault(db, 'quick_check');
  if (fault !== undefined) throw damagedStore(path, fault);
  if (found === steps.length) return;
  await backUp(db, path, `${path}.v${found}.backup`);
  migrate(db, found, steps);
}

async function prepared(db: SqlDatabase, path: string, steps: readonly Migration[]): Promise<void> {
  try {
    await checkHeader(db, path, steps);
    db.exec('PRAGMA journal.journal_mode = WAL; PRAGMA journal.synchronous = FULL; PRAGMA foreign_keys = ON');
    if (db.all('PRAGMA journal.journal_mode')[0]?.['journal_mode'] !== 'wal') {
      throw damagedStore(path, 'it cannot be put into write-ahead logging');
    }
  } catch (error) {
    throw isBotError(error) ? error : openingFault(path, error);
  }
}

/**
 * Opens the journal at `path`, or makes it, for this process alone: SQLite in write-ahead mode with a full sync at every
 * synced append. Before the first use its header, its structure (`quick_check`) and the last links of the chain are checked;
 * an older schema is migrated after a checked backup to `<path>.v<version>.backup`.
 *
 * @throws BOT_VENUE_STORE when it is in use, damaged, not a journal, or from a newer version;
 *   BOT_CONFIG_STATE_UNWRITABLE when directory or file cannot be written
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const steps = options.steps ?? migrations;
  makeFolderOf(path);
  const lock = await lockSession(path);
  let db: SqlDatabase | undefined;
  try {
    db = await openJournalFile(path, steps);
    await prepared(db, path, steps);
    return sqlStore(db, path, lock, options.onAppend);
  } catch (error) {
    try {
      db?.close();
    } finally {
      lock.release();
    }
    throw error;
  }
}
