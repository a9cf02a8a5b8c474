import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from '@bot-v2/sdk/files';
import { applicationId, migrate } from './migrations.js';
import type { Migration } from './migrations.js';
import { openSql, sqlText } from './sql-database.adapter.js';
import type { SqlDatabase } from './sql-database.adapter.js';
import { damagedStore, openingFault, unwritableStore } from './store-error.js';

/** Makes the directory of `path`. @throws BOT_CONFIG_STATE_UNWRITABLE */
export function makeFolderOf(path: string): void {
  try {
    makeDirectory(dirname(path));
  } catch (cause) {
    throw unwritableStore(dirname(path), cause);
  }
}

function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

async function openFile(path: string): Promise<SqlDatabase> {
  try {
    return await openSql(path);
  } catch (cause) {
    throw openingFault(path, cause);
  }
}

/**
 * Makes an empty journal, complete or not at all: it is built under another name and renamed, so that an empty or
 * half-made file is never mistaken for a new session.
 */
async function createJournal(path: string, steps: readonly Migration[]): Promise<void> {
  const draft = `${path}.new`;
  for (const file of [draft, `${draft}-journal`]) rmSync(file, { force: true });
  const db = await openFile(draft);
  try {
    db.exec(`PRAGMA journal.synchronous = FULL; PRAGMA journal.application_id = ${applicationId}`);
    migrate(db, 0, steps);
  } finally {
    db.close();
  }
  renameSync(draft, path);
  syncDirectory(dirname(path));
}

/**
 * Opens the file at `path` for reading and writing; makes a journal of the last schema version when there is none. The
 * caller holds the lock. Whether the content is what it should be is not looked at, beyond what needs no SQL.
 * @throws BOT_VENUE_STORE for an empty file, or a write-ahead log without its database
 */
export async function openJournalFile(path: string, steps: readonly Migration[]): Promise<SqlDatabase> {
  const size = (file: string) => (existsSync(file) ? statSync(file).size : undefined);
  if (size(path) === undefined) {
    if ((size(`${path}-wal`) ?? 0) > 0) throw damagedStore(path, 'its write-ahead log is there, the database is not');
    await createJournal(path, steps);
  } else if (size(path) === 0) {
    throw damagedStore(path, 'the file is empty');
  }
  return openFile(path);
}

/** The first fault SQLite finds in the file; undefined when there is none. */
export function structureFault(db: SqlDatabase, check: 'quick_check' | 'integrity_check'): string | undefined {
  // As bytes: what it quotes of a damaged file may not be UTF-8, on which libsql aborts the process.
  const result = db.all(`SELECT CAST(${check} AS BLOB) AS found FROM pragma_${check}(1) WHERE schema = 'journal'`)[0]?.[
    'found'
  ];
  const found = new TextDecoder().decode(result as ArrayBuffer);
  return found === 'ok' ? undefined : found;
}

/**
 * Copies the database to a file of its own and opens the copy to check it. An older copy of that name is replaced.
 * @throws BOT_VENUE_STORE when the copy is not sound
 */
export async function backUp(db: SqlDatabase, path: string, copy: string): Promise<void> {
  rmSync(copy, { force: true });
  db.exec(`VACUUM journal INTO ${sqlText(copy)}`);
  const opened = await openSql(copy);
  try {
    const fault = structureFault(opened, 'integrity_check');
    if (fault !== undefined) throw damagedStore(path, `its backup ${copy} is not sound (${fault})`);
  } finally {
    opened.close();
  }
}
