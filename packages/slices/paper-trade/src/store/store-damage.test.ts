import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBotError } from '@bot-v2/sdk';
import { failure } from '../../test/failure.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../test/temporary-directory.js';
import type { StoredEvent } from './event.js';
import { openStore } from './open-store.js';
import { readingFault } from './store-error.js';
import { openSql } from './sql-database.adapter.js';

const events = 60;
const directory = temporaryDirectory();
/** A journal at rest, and one as a killed process leaves it: part in the database, part in the write-ahead log. */
const atRest = join(directory, 'rest.db');
const killed = join(directory, 'killed.db');
let truth: readonly StoredEvent[] = [];
let copies = 0;

function event(n: number) {
  return {
    ts: n,
    type: 'fill',
    key: `fill:${n}`,
    body: JSON.stringify({ n, price: 100 + n / 7, reason: 'x'.repeat(n) }),
  };
}

function copyOf(source: string): string {
  const path = join(directory, `copy-${copies++}.db`);
  copyFileSync(source, path);
  if (existsSync(`${source}-wal`)) copyFileSync(`${source}-wal`, `${path}-wal`);
  return path;
}

/** All events of a journal, or the typed error it is refused with. An error without a code fails the test. */
async function readAll(path: string): Promise<readonly StoredEvent[] | string> {
  try {
    const store = await openStore(path);
    try {
      return [...store.read()];
    } finally {
      store.close();
    }
  } catch (error) {
    if (isBotError(error)) return error.code;
    throw error;
  }
}

const isPrefix = (found: readonly StoredEvent[]) =>
  JSON.stringify(found) === JSON.stringify(truth.slice(0, found.length));

beforeAll(async () => {
  const store = await openStore(atRest);
  for (let n = 1; n <= events; n++) {
    store.append(event(n));
    if (n !== events / 2) continue;
    // A checkpoint half-way, so that the copy below needs database and log.
    const other = await openSql(atRest);
    other.exec('PRAGMA journal.wal_checkpoint(TRUNCATE)');
    other.close();
  }
  truth = [...store.read()];
  copyFileSync(atRest, killed);
  copyFileSync(`${atRest}-wal`, `${killed}-wal`);
  store.close();
});
afterAll(removeTemporaryDirectories);

test('the copies are whole to begin with', async () => {
  expect(await readAll(copyOf(atRest))).toEqual(truth);
  expect(await readAll(copyOf(killed))).toEqual(truth);
});

test('a flipped bit is refused or touches nothing that counts: never a different event', async () => {
  const whole = readFileSync(atRest);
  const step = Math.ceil(whole.length / 250);
  let refused = 0;
  for (let at = 0; at < whole.length; at += step) {
    const path = copyOf(atRest);
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << (at % 8);
    writeFileSync(path, bytes);
    const found = await readAll(path);
    if (typeof found === 'string') {
      expect(found).toBe('BOT_VENUE_STORE');
      refused += 1;
    } else {
      expect({ at, same: isPrefix(found) && found.length === events }).toEqual({ at, same: true });
    }
    rmSync(path);
  }
  // Most of the file is event text: a check that looks at nothing would refuse none.
  expect(refused).toBeGreaterThan(60);
});

test('a changed body that SQLite finds nothing wrong with is found by the chain, and named', async () => {
  const path = copyOf(atRest);
  const bytes = readFileSync(path);
  // Everywhere it stands: a page that was split keeps remnants.
  writeFileSync(path, bytes.toString('latin1').replaceAll('{"n":7,', '{"n":8,'), 'latin1');
  const error = await failure(async () => (await openStore(path)).verify());
  expect(error.code).toBe('BOT_VENUE_STORE');
  expect(error.message).toContain('event 7 was changed');
  expect(error.hint).toContain('Move the file aside');
});

test('a file cut anywhere is refused, or is whole', async () => {
  const { length } = readFileSync(atRest);
  for (const cut of [0, 1, 99, 100, 512, 4_095, 4_096, 4_097, 8_192, 12_288, length - 4_096, length - 1]) {
    const path = copyOf(atRest);
    truncateSync(path, cut);
    const found = await readAll(path);
    const outcome =
      typeof found === 'string' ? found : found.length === events && isPrefix(found) ? 'whole' : 'changed';
    expect([cut, cut > length - 4_096 ? ['whole', 'BOT_VENUE_STORE'] : ['BOT_VENUE_STORE']]).toEqual([
      cut,
      expect.arrayContaining([outcome]),
    ]);
  }
});

test('a write-ahead log cut anywhere leaves a prefix of the events', async () => {
  const log = readFileSync(`${killed}-wal`);
  const frame = 24 + 4_096;
  const cuts = [0, 1, 32, ...Array.from({ length: Math.floor((log.length - 32) / frame) }, (_, i) => 32 + i * frame)];
  const lengths = new Set<number>();
  for (const cut of cuts.flatMap((c) => [c, c + 100])) {
    const path = copyOf(killed);
    writeFileSync(`${path}-wal`, log.subarray(0, cut));
    const found = await readAll(path);
    expect({ cut, prefix: typeof found !== 'string' && isPrefix(found) }).toEqual({ cut, prefix: true });
    lengths.add(found.length);
  }
  expect(Math.min(...lengths)).toBe(events / 2);
  expect(lengths.size).toBeGreaterThan(10);
});

test('a deleted write-ahead log leaves the events before it, a deleted database is refused', async () => {
  const withoutLog = copyOf(killed);
  rmSync(`${withoutLog}-wal`);
  expect(await readAll(withoutLog)).toEqual(truth.slice(0, events / 2));
  const withoutDatabase = copyOf(killed);
  rmSync(withoutDatabase);
  expect(await readAll(withoutDatabase)).toBe('BOT_VENUE_STORE');
});

test('text, and a journal of zeros, are refused', async () => {
  for (const bytes of [Buffer.from('not a database. '.repeat(600)), Buffer.alloc(8_192)]) {
    const path = join(directory, `copy-${copies++}.db`);
    writeFileSync(path, bytes);
    expect(await readAll(path)).toBe('BOT_VENUE_STORE');
  }
});

test('a disk that cannot be read is no damage: the file has not to go', () => {
  const fault = (code: string) => readingFault('s.db', Object.assign(new Error('disk I/O error'), { code }));
  expect(fault('SQLITE_IOERR_SHORT_READ')).toMatchObject({ code: 'BOT_VENUE_STORE', retryable: true });
  expect(fault('SQLITE_IOERR_SHORT_READ').hint).not.toContain('aside');
  for (const code of ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'undefined']) expect(fault(code).hint).toContain('aside');
});
