import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionReport } from '@bot-v2/sdk';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';
import { openStore } from './store/index.js';

const folder = join(import.meta.dirname, '../test');
/** The processes take in the other packages as this one does: reading their sources takes most of a short session's time. */
const sources = process.env['BOT_V2_TEST'] === 'built' ? [] : ['--conditions=@bot-v2/source'];

/** Runs the session in a process of its own. `kill` is called with a function that sends SIGKILL. */
function runProcess(store: string, config: object, kill?: (now: () => void) => void) {
  const child = spawn(
    process.execPath,
    [
      '--no-warnings',
      ...sources,
      ...['--import', join(folder, 'typescript-loader.mjs')],
      ...[join(folder, 'run-session.ts'), store, JSON.stringify(config)],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  kill?.(() => child.kill('SIGKILL'));
  return new Promise<{ signal: string | null; errors: string; report: SessionReport | undefined }>((resolve) => {
    child.on('close', (_code, signal) => {
      resolve({ signal, errors, report: output === '' ? undefined : (JSON.parse(output) as SessionReport) });
    });
  });
}

async function contents(path: string): Promise<string[]> {
  const store = await openStore(path);
  const events = [...store.read()].map(({ type, key, body }) => `${type} ${key} ${body}`);
  store.close();
  return events;
}

let whole: SessionReport;
let truth: string[];
beforeAll(async () => {
  const { report, errors } = await runProcess(temporaryDirectory(), {});
  if (report === undefined) throw new Error(`the session process failed: ${errors}`);
  whole = report;
  truth = await contents(whole.journal.path);
}, 60_000);
afterAll(removeTemporaryDirectories);

function expectWhole(report: SessionReport | undefined): void {
  expect(report).toEqual({
    ...whole,
    start: 'resumed',
    journal: { ...whole.journal, path: expect.any(String) as string },
  });
}

test('killed by its own failpoint at the first, at middle and at the last appends, then resumed', async () => {
  const last = whole.journal.events;
  for (const failpoint of [1, 2, 3, last >> 1, last - 1, last]) {
    const store = temporaryDirectory();
    expect((await runProcess(store, { failpoint })).signal).toBe('SIGKILL');
    const path = join(store, `${whole.sessionId}.db`);
    expect((await contents(path)).length).toBe(failpoint - 1);
    const { report } = await runProcess(store, {});
    if (failpoint > 2) expectWhole(report);
    expect(report?.orderHash).toBe(whole.orderHash);
    expect(await contents(path)).toEqual(truth);
  }
}, 120_000);

test('killed from outside at any time, twice, then resumed', async () => {
  const store = temporaryDirectory();
  const events = async () => {
    const file = readdirSync(store).find((name) => name === `${whole.sessionId}.db`);
    return file === undefined ? 0 : (await contents(join(store, file))).length;
  };
  const lengths: number[] = [];
  for (const after of [900, 1_100]) {
    const { signal } = await runProcess(store, { delayMs: 60 }, (now) => setTimeout(now, after));
    expect(signal).toBe('SIGKILL');
    lengths.push(await events());
  }
  expect(lengths[1]).toBeGreaterThanOrEqual(lengths[0]!);
  expect(lengths[1]).toBeLessThan(truth.length);
  const { report } = await runProcess(store, {});
  expect(report?.orderHash).toBe(whole.orderHash);
  expect(await contents(join(store, `${whole.sessionId}.db`))).toEqual(truth);
}, 60_000);

test('a second process on a running session is refused', async () => {
  const store = temporaryDirectory();
  let end = () => {};
  const first = runProcess(store, { delayMs: 1_000 }, (now) => (end = now));
  while (!readdirSync(store).includes(`${whole.sessionId}.db`)) await new Promise((resolve) => setTimeout(resolve, 50));
  const { report, errors } = await runProcess(store, {});
  end();
  await first;
  expect(report).toBeUndefined();
  expect(errors).toContain('in use by another run');
}, 60_000);
