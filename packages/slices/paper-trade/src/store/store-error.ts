import { dirname } from 'node:path';
import { BotError } from '@bot-v2/sdk';

const aside = 'Move the file aside (keep it for inquiry) and run again: the session is rebuilt from its bars.';

function messageOf(cause: unknown): string {
  return cause instanceof Error || (typeof cause === 'object' && cause !== null && 'message' in cause)
    ? String((cause as { message: unknown }).message)
    : String(cause);
}

/** The journal at `path` is not what was written: BOT_VENUE_STORE. */
export function damagedStore(path: string, what: string, cause?: unknown): BotError {
  const because = cause === undefined ? '' : `: ${messageOf(cause)}`;
  return new BotError('BOT_VENUE_STORE', `the session journal ${path} is damaged: ${what}${because}`, {
    details: { path, fault: 'damaged' },
    hint: aside,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Another process, or another run of this one, holds the session: BOT_VENUE_STORE, retryable. */
export function lockedStore(path: string, cause: unknown): BotError {
  return new BotError('BOT_VENUE_STORE', `the session journal ${path} is in use by another run`, {
    details: { path, fault: 'locked' },
    hint: 'Wait for the other run to end or stop it, or choose another name with paper_trade.session.',
    retryable: true,
    cause,
  });
}

/** The file was written by a later version: BOT_VENUE_STORE. */
export function newerStore(path: string, found: number, known: number): BotError {
  return new BotError(
    'BOT_VENUE_STORE',
    `the session journal ${path} has schema version ${found}, this program knows ${known}`,
    {
      details: { path, fault: 'newer', found, known },
      hint: 'Run it with the newer bot-v2 that wrote it, or choose another name with paper_trade.session.',
    },
  );
}

/** The file is a database, but none of ours: BOT_VENUE_STORE. */
export function foreignStore(path: string): BotError {
  return new BotError('BOT_VENUE_STORE', `${path} is a database, but not a session journal`, {
    details: { path, fault: 'foreign' },
    hint: 'Choose another name with paper_trade.session, or another directory with paper_trade.store.',
  });
}

/** An append did not reach the disk: BOT_VENUE_STORE. */
export function failedAppend(path: string, key: string, cause: unknown): BotError {
  return new BotError('BOT_VENUE_STORE', `event ${key} could not be written to ${path}: ${messageOf(cause)}`, {
    details: { path, fault: 'write', key },
    hint: 'Check free space and permissions of the disk, then run the same command again: it resumes.',
    retryable: true,
    cause,
  });
}

/**
 * What it means that events could not be read: the disk failed, or the file is not what was written. Either is
 * BOT_VENUE_STORE; only a damaged file has to go.
 */
export function readingFault(path: string, cause: unknown): BotError {
  const code = String((cause as { code?: unknown }).code);
  if (!['SQLITE_IOERR', 'SQLITE_FULL', 'SQLITE_CANTOPEN'].some((fault) => code.startsWith(fault)))
    return damagedStore(path, 'its events could not be read', cause);
  return new BotError('BOT_VENUE_STORE', `events could not be read from ${path}: ${messageOf(cause)}`, {
    details: { path, fault: 'read' },
    hint: 'Check the disk and its free space, then run the same command again: it resumes.',
    retryable: true,
    cause,
  });
}

/** The directory of the store cannot be made or written: BOT_CONFIG_STATE_UNWRITABLE. */
export function unwritableStore(directory: string, cause: unknown): BotError {
  return new BotError('BOT_CONFIG_STATE_UNWRITABLE', `the session directory ${directory} cannot be written`, {
    details: { directory },
    hint: `Make it writable, or set stateDir or paper_trade.store to a directory that is (${messageOf(cause)}).`,
    cause,
  });
}

/**
 * What it means that SQLite could not open or prepare the file at `path`: in use, not writable or not a sound database.
 */
export function openingFault(path: string, cause: unknown): BotError {
  const code = String((cause as { code?: unknown }).code);
  if (code.startsWith('SQLITE_BUSY')) return lockedStore(path, cause);
  const sound = ['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_ERROR'].every((damage) => !code.startsWith(damage));
  return sound ? unwritableStore(dirname(path), cause) : damagedStore(path, 'it could not be opened', cause);
}
