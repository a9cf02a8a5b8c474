import { applicationId, header } from './migrations.js';
import { openSql } from './sql-database.adapter.js';

/** A journal at a glance. */
export interface JournalSummary {
  readonly events: number;
  /** Key of the last event; null when there is none. */
  readonly lastKey: string | null;
}

/**
 * Looks at a journal without taking its lock; a running session is not disturbed. Undefined when the file is none, or
 * cannot be read. Neither structure nor chain are checked.
 */
export async function readSummary(path: string): Promise<JournalSummary | undefined> {
  try {
    const db = await openSql(path);
    try {
      if (header(db, 'application_id') !== applicationId) return undefined;
      const last = db.all('SELECT seq, CAST(key AS BLOB) AS key FROM journal.event ORDER BY seq DESC LIMIT 1')[0];
      if (last === undefined) return { events: 0, lastKey: null };
      return { events: Number(last['seq']), lastKey: new TextDecoder().decode(last['key'] as ArrayBuffer) };
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}
