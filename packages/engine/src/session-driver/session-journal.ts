import { BotError } from '@bot-v2/sdk';

/** What a journal entry is about. */
export type JournalType = 'session' | 'intent' | 'order' | 'fill' | 'bar';
/** Plain data, equal after a round trip through JSON. */
export type JournalBody = Readonly<Record<string, unknown>>;

/** The append-only record of a session. An entry is durable when `append` returns (or resolves). */
export interface SessionJournal {
  /** The body stored under a key; undefined when there is none. */
  read(key: string): JournalBody | undefined;
  append(type: JournalType, key: string, body: JournalBody): void | Promise<void>;
}

/**
 * Appends what is new. What an earlier run of the same session has journaled must be what this run computes: then it is
 * skipped.
 * @throws BOT_VENUE_STORE when the journal says something else
 */
export async function record(
  journal: SessionJournal,
  type: JournalType,
  key: string,
  body: JournalBody,
): Promise<'new' | 'known'> {
  const known = journal.read(key);
  if (known === undefined) {
    await journal.append(type, key, body);
    return 'new';
  }
  const [was, is] = [canonical(known), canonical(body)];
  if (was === is) return 'known';
  throw new BotError(
    'BOT_VENUE_STORE',
    `the journal disagrees with the session at ${key}: it has ${was}, the session ${is}`,
    {
      details: { key, journal: known, session: body },
      hint: 'Bars, strategy or settings are not those the session was started with; start a new session.',
    },
  );
}

/** JSON with sorted keys and without undefined values. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => {
    if (typeof v !== 'object' || v === null || Array.isArray(v)) return v;
    return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
