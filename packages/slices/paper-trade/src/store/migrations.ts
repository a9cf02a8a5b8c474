import type { SqlDatabase } from './sql-database.adapter.js';

/** Marks the file as a session journal of ours: "bv2j" in ASCII. */
export const applicationId = 0x6276326a;

/** One step of the schema, from version `n − 1` to `n`; run inside a transaction on the schema `journal`. */
export type Migration = string;

/** All steps, forward only; the schema version is their number. A released one is never changed. */
export const migrations: readonly Migration[] = [
  `CREATE TABLE journal.event (
     seq INTEGER PRIMARY KEY CHECK (seq > 0),
     ts INTEGER NOT NULL,
     type TEXT NOT NULL,
     key TEXT NOT NULL UNIQUE,
     body TEXT NOT NULL CHECK (json_valid(body)),
     prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
     hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
   ) STRICT;
   CREATE TRIGGER journal.event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
   CREATE TRIGGER journal.event_is_never_removed BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;`,
];

/** A header field of the file. */
export function header(db: SqlDatabase, field: 'application_id' | 'user_version'): number {
  return Number(db.all(`PRAGMA journal.${field}`)[0]?.[field]);
}

/** Brings a database from version `from` to the last one, each step in its own transaction. */
export function migrate(db: SqlDatabase, from: number, steps: readonly Migration[]): void {
  for (let version = from; version < steps.length; version++) {
    db.exec(`BEGIN IMMEDIATE; ${steps[version]!}; PRAGMA journal.user_version = ${version + 1}; COMMIT`);
  }
}
