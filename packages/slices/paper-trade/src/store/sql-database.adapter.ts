import { resolve } from 'node:path';
import type { Statement } from 'libsql';

/** A value of a row, or a parameter. */
export type SqlValue = string | number;

/** What the store needs of a SQL connection. */
export interface SqlDatabase {
  exec(sql: string): void;
  /** Runs a statement that returns nothing. */
  run(sql: string, parameters: readonly SqlValue[]): void;
  /** The rows of a query. */
  all(sql: string, parameters?: readonly SqlValue[]): Record<string, unknown>[];
  /** Rolls back an open transaction and closes the file. */
  close(): void;
}

/** How long a statement waits for another connection's lock, milliseconds. */
const busyTimeoutMs = 250;

/**
 * Opens a SQLite file through libsql, which is loaded at the first call, as the schema `journal`: `PRAGMA
 * journal.user_version`, `CREATE TABLE journal.event`. The file is created when it is not there. Throws what libsql
 * throws: an `Error` with `code` (`SQLITE_BUSY`, `SQLITE_NOTADB`, …).
 *
 * The file is attached to an empty connection and detached at the end, because libsql closes a connection only when its
 * statements have been collected, and until then keeps files and locks.
 */
export async function openSql(path: string): Promise<SqlDatabase> {
  const { default: Libsql } = await import('libsql');
  const connection = new Libsql(':memory:');
  connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}; ATTACH ${sqlText(resolve(path))} AS journal`);
  const statements = new Map<string, Statement>();
  const statementOf = (sql: string): Statement => {
    const statement = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    exec: (sql) => void connection.exec(sql),
    run: (sql, parameters) => void statementOf(sql).run(parameters),
    all: (sql, parameters = []) => statementOf(sql).all(parameters) as Record<string, unknown>[],
    close: () => {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      try {
        connection.exec('DETACH journal');
      } finally {
        connection.close();
      }
    },
  };
}

/** A text as a SQL literal. */
export function sqlText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
