import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBotError } from '@bot-v2/sdk';
import type { RunResult } from '@bot-v2/sdk';
import { alwaysLong, sixSlices } from '../../test/slices.js';
import { createBot, differences, keepRun, listRuns, loadRun, outcomeHash, replayRun, whatChanged } from '../index.js';

const options = { discover: false, cwd: '/', environment: {}, strategies: [alwaysLong], slices: sixSlices };
const fresh = () => mkdtempSync(join(tmpdir(), 'bot-v2-runs-'));

async function runOnce(more: object = {}): Promise<RunResult> {
  const bot = await createBot({ ...options, ...more });
  try {
    return await bot.run({ symbols: ['AAA'] });
  } finally {
    await bot.close();
  }
}

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isBotError(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'nothing was refused';
}

describe('the record of a run', () => {
  it('gives back what was kept, by id, by a beginning of it, and as the last', async () => {
    const stateDir = fresh();
    const first = await runOnce({ clock: { now: () => 1_000, monotonic: () => 0 } });
    const second = await runOnce({ clock: { now: () => 2_000, monotonic: () => 0 } });
    keepRun(stateDir, second);
    keepRun(stateDir, first);
    expect(loadRun(stateDir, first.runId)).toEqual(first);
    expect(loadRun(stateDir, second.runId.slice(2))).toEqual(second);
    expect(loadRun(stateDir, 'last')).toEqual(second);
    expect(loadRun(stateDir, 'last~0')).toEqual(second);
    expect(loadRun(stateDir, 'last~1')).toEqual(first);
    expect(refusal(() => loadRun(stateDir, 'last~2'))).toMatch(/^BOT_RUN_UNKNOWN no run "last~2"/);
    expect(listRuns(stateDir).runs.map(({ runId }) => runId)).toEqual([second.runId, first.runId]);
  });

  it('that cannot be written says why, and leaves nothing behind', async () => {
    const stateDir = fresh();
    const result = await runOnce();
    mkdirSync(join(stateDir, 'runs', `${result.runId}.json`), { recursive: true });
    expect(refusal(() => keepRun(stateDir, result))).toMatch(
      /^BOT_CONFIG_STATE_UNWRITABLE .* cannot be written: .*E[A-Z]+/,
    );
    expect(readdirSync(join(stateDir, 'runs'))).toEqual([`${result.runId}.json`]);
  });

  it('that was changed by a byte is refused', async () => {
    const stateDir = fresh();
    const result = await runOnce();
    const file = keepRun(stateDir, result);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"success":true,"degraded"', '"success":true ,"degraded"'));
    expect(refusal(() => loadRun(stateDir, result.runId))).toMatch(/^BOT_RUN_RECORD .*changed/);
    writeFileSync(file, 'not a record');
    expect(refusal(() => loadRun(stateDir, result.runId))).toMatch(/^BOT_RUN_RECORD .*not the record of a run/);
  });

  it('that is damaged hides no other: it is told in its place', async () => {
    const stateDir = fresh();
    const at = (now: number) => runOnce({ clock: { now: () => now, monotonic: () => 0 } });
    const [first, second] = [await at(1_000_000), await at(3_000_000)];
    keepRun(stateDir, first);
    keepRun(stateDir, second);
    const place = (name: string) => join(stateDir, 'runs', `${name}.json`);
    const header = readFileSync(place(first.runId), 'utf8').split('\n')[0]!;
    const broken: [string, string, RegExp][] = [
      ['r-a', 'not a record', /r-a\.json: it is not the record of a run/],
      ['r-b', header.replace(/"summary".*/, '"summary":{}}'), /r-b\.json: its first line does not say/],
      ['r-c', `${header}\n{}`, new RegExp(`r-c\\.json: it is the record of ${first.runId}`)],
      ['r-d', '', /r-d\.json: it is not the record of a run/],
    ];
    for (const [name, text] of broken) writeFileSync(place(name), `${text}\n`);
    mkdirSync(place('r-e'));
    for (const name of ['r-a', 'r-b', 'r-c', 'r-d', 'r-e']) utimesSync(place(name), 2_000, 2_000);
    const { runs, damaged } = listRuns(stateDir);
    expect(runs.map(({ runId }) => runId)).toEqual([second.runId, first.runId]);
    const told = damaged.map(({ message }) => message).join('\n');
    for (const [, , text] of broken) expect(told).toMatch(text);
    expect(told).toMatch(/r-e\.json: it cannot be read: E/);
    expect(damaged.map(({ code }) => code)).toEqual(Array.from({ length: 5 }, () => 'BOT_RUN_RECORD'));
    expect(loadRun(stateDir, 'last')).toEqual(second);
    expect(refusal(() => loadRun(stateDir, 'last~1'))).toMatch(/^BOT_RUN_RECORD/);
    expect(loadRun(stateDir, 'last~6')).toEqual(first);
    expect(refusal(() => loadRun(stateDir, 'r-e'))).toMatch(/^BOT_RUN_RECORD .*cannot be read/);
  });

  it('that is not there is unknown; a name is never a path', () => {
    const stateDir = fresh();
    for (const name of ['r-zzzzz', 'last', '../../etc/passwd', ''])
      expect(refusal(() => loadRun(stateDir, name))).toMatch(/^BOT_RUN_UNKNOWN/);
  });

  it('cannot be kept where nothing can be written', async () => {
    const file = join(fresh(), 'file');
    writeFileSync(file, '');
    const result = await runOnce();
    expect(refusal(() => keepRun(file, result))).toMatch(/^BOT_CONFIG_STATE_UNWRITABLE/);
  });
});

describe('a replay', () => {
  it('gives the same outcome and names nothing', async () => {
    const recorded = await runOnce();
    const replay = await replayRun(recorded, options);
    expect(replay).toMatchObject({ same: true, changes: [], differences: [] });
    expect(replay.result.runId).toBe(recorded.runId);
    expect(outcomeHash(replay.result)).toBe(outcomeHash(recorded));
  });

  it('takes the workflow and the configuration of the record, not those of today', async () => {
    const recorded = await runOnce({ flags: { account: { capital: 20_000 }, decideAt: '2015-06-01' } });
    const replay = await replayRun(recorded, { ...options, environment: { BOT_V2_STATE_DIR: fresh() } });
    expect(replay.same).toBe(true);
    expect(replay.result.manifest.config['account']).toEqual(recorded.manifest.config['account']);
  });

  it('names a configuration key that was changed on purpose, and what it changed', async () => {
    const recorded = await runOnce();
    const replay = await replayRun(recorded, { ...options, set: ['account.capital=50000'] });
    expect(replay.same).toBe(false);
    expect(replay.changes).toEqual([{ kind: 'config', name: 'account.capital', before: '100000', after: '50000' }]);
    expect(replay.differences.map(({ path }) => path)).toContain('portfolio.result.backtest.stats.initialEquity');
  });

  it('refuses a session', async () => {
    const recorded = { ...(await runOnce()), mode: 'paper' as const };
    await expect(replayRun(recorded, options)).rejects.toMatchObject({ code: 'BOT_RUN_REPLAY' });
  });
});

test('what changed is named by kind: data, version, code, runtime', async () => {
  const { manifest } = await runOnce();
  const other = {
    ...manifest,
    node: 'v99.0.0',
    data: { ...manifest.data, AAA: 'another' },
    fetched: { 'BBB for spy': 'hash' },
    code: { ...manifest.code, '@bot-v2/core': 'another' },
    slices: { ...manifest.slices, data: { package: 'inline:data', version: '9.9.9' } },
  };
  expect(whatChanged(manifest, other).map(({ kind, name }) => [kind, name])).toEqual([
    ['data', 'AAA'],
    ['data', 'BBB for spy'],
    ['version', 'inline:data'],
    ['code', '@bot-v2/core'],
    ['runtime', 'node'],
  ]);
  expect(whatChanged(manifest, manifest)).toEqual([]);
});

test('differences are leaves, to the bit', () => {
  expect(differences({ a: [1, 2], b: null, c: 0 }, { a: [1, 3], b: {}, d: 1, c: -0 })).toEqual([
    { path: 'a.1', before: 2, after: 3 },
    { path: 'b', before: null, after: {} },
    { path: 'c', before: 0, after: -0 },
    { path: 'd', before: undefined, after: 1 },
  ]);
});
