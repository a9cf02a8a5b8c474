import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { failure } from '../../test/failure.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../../test/temporary-directory.js';
import { genesisHash } from './hash-chain.js';
import { migrations } from './migrations.js';
import { openStore } from './open-store.js';
import { openSql } from './sql-database.adapter.js';
import type { AppendStage } from './store.js';

const event = (n: number) => ({ ts: 1_000 + n, type: 'fill', key: `fill:${n}`, body: `{"n":${n}}` });
const journal = () => join(temporaryDirectory(), 'paper', 's.db');
afterAll(removeTemporaryDirectories);

test('what is appended is read back in order, after reopening too', async () => {
  const path = journal();
  const store = await openStore(path);
  expect(store.tail()).toEqual({ seq: 0, hash: genesisHash });
  for (let n = 1; n <= 1_200; n++) expect(store.append(event(n)).seq).toBe(n);
  const tail = store.tail();
  store.close();
  store.close();

  const again = await openStore(path);
  expect(again.tail()).toEqual(tail);
  const events = [...again.read()];
  expect(events.map(({ body }) => body)).toEqual(Array.from({ length: 1_200 }, (_, i) => `{"n":${i + 1}}`));
  expect(again.find('fill:77')).toEqual(events[76]);
  expect(again.find('fill:0')).toBeUndefined();
  expect(() => again.verify()).not.toThrow();
  again.close();
});

test('durability is asked for: write-ahead log, full sync, our header, strict columns', async () => {
  const path = journal();
  const store = await openStore(path);
  store.append(event(1));
  const db = await openSql(path);
  const pragma = (name: string) => Object.values(db.all(`PRAGMA journal.${name}`)[0]!)[0];
  expect([pragma('journal_mode'), pragma('user_version')]).toEqual(['wal', 1]);
  expect(Buffer.from([0x62, 0x76, 0x32, 0x6a]).readUInt32BE()).toBe(pragma('application_id'));
  const columns = db.all('PRAGMA journal.table_info(event)').map((c) => `${String(c['name'])} ${String(c['type'])}`);
  expect(columns.join()).toBe('seq INTEGER,ts INTEGER,type TEXT,key TEXT,body TEXT,prev_hash TEXT,hash TEXT');
  expect(() => db.exec(`UPDATE journal.event SET body = '{}'`)).toThrow('append-only');
  expect(() => db.exec('DELETE FROM journal.event')).toThrow('append-only');
  db.close();
  store.close();
});

test('a key is taken once; the refusal leaves the journal as it was and stops the store', async () => {
  const path = journal();
  const store = await openStore(path);
  store.append(event(1));
  const before = store.tail();
  const taken = await failure(() => store.append(event(1)));
  expect([taken.code, taken.details['fault'], taken.details['key']]).toEqual(['BOT_VENUE_STORE', 'write', 'fill:1']);
  expect((await failure(() => store.append(event(2)))).code).toBe('BOT_VENUE_STORE');
  expect([...store.read()]).toHaveLength(1);
  store.close();
  const again = await openStore(path);
  expect(again.tail()).toEqual(before);
  expect(again.append(event(2)).seq).toBe(2);
  again.close();
});

test('an append that is stopped before its commit never happened, one stopped after it did', async () => {
  for (const stage of ['begun', 'committed'] satisfies AppendStage[]) {
    const path = journal();
    const store = await openStore(path, {
      onAppend: (count, at) => {
        if (count === 3 && at === stage) throw new Error('stopped here');
      },
    });
    store.append(event(1));
    store.append(event(2));
    expect((await failure(() => store.append(event(3)))).message).toContain('stopped here');
    store.close();
    const again = await openStore(path);
    expect(again.tail().seq).toBe(stage === 'begun' ? 2 : 3);
    again.verify();
    again.close();
  }
});

describe('one process a session', () => {
  test('a second store is refused at once, a later one is not', async () => {
    const path = journal();
    const store = await openStore(path);
    const refused = await failure(() => openStore(path));
    expect([refused.code, refused.details['fault'], refused.retryable]).toEqual(['BOT_VENUE_STORE', 'locked', true]);
    store.append(event(1));
    store.close();
    (await openStore(path)).close();
  });

  test('another process is refused while the lock is held, and gets it afterwards', async () => {
    const path = journal();
    const tryLock = () => {
      const libsql = createRequire(import.meta.url).resolve('libsql');
      const script = `const D = require(${JSON.stringify(libsql)}); const d = new D(process.argv[1]);
        try { d.exec('BEGIN EXCLUSIVE'); console.log('taken'); } catch (e) { console.log(e.code); }`;
      return spawnSync(process.execPath, ['-e', script, `${path}.lock`], { encoding: 'utf8' }).stdout.trim();
    };
    const store = await openStore(path);
    expect(tryLock()).toBe('SQLITE_BUSY');
    store.close();
    expect(tryLock()).toBe('taken');
  });
});

describe('schema versions', () => {
  const second = 'ALTER TABLE journal.event ADD COLUMN note TEXT';

  test('an older journal is backed up, migrated and keeps its events', async () => {
    const path = journal();
    const old = await openStore(path);
    for (let n = 1; n <= 5; n++) old.append(event(n));
    const tail = old.tail();
    old.close();

    const store = await openStore(path, { steps: [...migrations, second] });
    expect(store.tail()).toEqual(tail);
    expect(store.append(event(6)).seq).toBe(6);
    store.verify();
    store.close();
    const backup = await openStore(`${path}.v1.backup`);
    expect(backup.tail()).toEqual(tail);
    backup.close();
  });

  test('a newer journal is refused and left alone', async () => {
    const path = journal();
    (await openStore(path, { steps: [...migrations, second] })).close();
    const before = readFileSync(path);
    const error = await failure(() => openStore(path));
    expect([error.code, error.details['fault'], error.details['found']]).toEqual(['BOT_VENUE_STORE', 'newer', 2]);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('a migration that fails changes nothing', async () => {
    const path = journal();
    const store = await openStore(path);
    store.append(event(1));
    store.close();
    const steps = [...migrations, 'ALTER TABLE journal.event ADD COLUMN note TEXT; SELECT no_such_function()'];
    expect((await failure(() => openStore(path, { steps }))).code).toBe('BOT_VENUE_STORE');
    const again = await openStore(path);
    expect(again.tail().seq).toBe(1);
    again.close();
  });

  test('another database is not touched', async () => {
    const path = join(temporaryDirectory(), 's.db');
    const other = await openSql(path);
    other.exec('CREATE TABLE journal.mine (a)');
    other.close();
    expect((await failure(() => openStore(path))).details['fault']).toBe('foreign');
  });
});

describe('places that cannot be written', () => {
  test('a directory below a file, or where the system lets none be made', async () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    for (const folder of [join(file, 'paper'), '/proc/none/paper']) {
      const error = await failure(() => openStore(join(folder, 's.db')));
      expect(error.code).toBe('BOT_CONFIG_STATE_UNWRITABLE');
      expect(error.hint).toContain('paper_trade.store');
    }
  });

  test('a file name that is a directory', async () => {
    const path = temporaryDirectory();
    expect((await failure(() => openStore(path))).code).toMatch(/^BOT_(VENUE_STORE|CONFIG_STATE_UNWRITABLE)$/);
  });
});

test('a start that was killed half-way through making the file is made anew', async () => {
  const path = journal();
  (await openStore(path)).close();
  const other = journal();
  (await openStore(other)).close();
  writeFileSync(`${other}.new`, readFileSync(path).subarray(0, 4_096));
  writeFileSync(`${other}.new-journal`, 'half');
  const fresh = `${other}2`;
  writeFileSync(`${fresh}.new`, 'half a file');
  const store = await openStore(fresh);
  expect(store.append(event(1)).seq).toBe(1);
  store.close();
  expect(existsSync(`${fresh}.new`)).toBe(false);
  expect(readdirSync(join(fresh, '..')).filter((name) => name.startsWith('s.db2')).length).toBeGreaterThan(0);
});
