import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, describeBuilt, freshFolder, fromCsv, writeCsv } from '../blackbox/bot.js';
import { randomWalk } from '../blackbox/market-rows.js';

interface ReplayJson {
  readonly same: boolean;
  readonly changes: readonly { readonly kind: string; readonly name: string }[];
  readonly differences: readonly unknown[];
}

async function replay(cwd: string, ...more: string[]): Promise<{ code: number | null; said: ReplayJson }> {
  const done = await bot(['replay', 'last', '--output', 'json', ...more], { cwd });
  return { code: done.code, said: JSON.parse(done.stdout) as ReplayJson };
}

describeBuilt('runs are kept and replayed', () => {
  it('to the same bytes in another time zone and locale; the table names the way back', async () => {
    const cwd = freshFolder();
    const first = await bot(['--symbols', 'AAPL'], { cwd, env: { TZ: 'UTC' } });
    const id = /Kept +bot-v2 replay (r-\w+)/.exec(first.stdout)![1]!;
    const again = await bot(['replay', id], { cwd, env: { TZ: 'Pacific/Chatham', LC_ALL: 'de_DE.UTF-8' } });
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(new RegExp(`^${id}: the same bytes`))]);
    const shown = await bot(['runs', 'show', id], { cwd });
    const body = (text: string) => text.split('\n').filter((line) => !line.startsWith('Kept'));
    expect(body(shown.stdout)).toEqual(body(first.stdout));
    const list = await bot(['runs', 'list'], { cwd });
    expect([list.code, list.stdout]).toEqual([0, expect.stringContaining(id)]);
    const { stateDir } = JSON.parse((await bot(['status', '--output', 'json'], { cwd })).stdout) as {
      stateDir: string;
    };
    writeFileSync(join(stateDir, 'runs/r-torn.json'), '{"schema":');
    for (const output of ['table', 'json']) {
      const beside = await bot(['runs', 'list', '--output', output], { cwd });
      expect([beside.code, beside.stdout]).toEqual([6, expect.stringContaining(id)]);
      expect(beside.stderr).toMatch(/r-torn\.json: it is not the record of a run\. Remove .*\(BOT_RUN_RECORD\)\n$/);
    }
  });

  it('name the data that changed by one byte, the key that changed, and the orders that differ', async () => {
    const cwd = freshFolder();
    const folder = writeCsv(join(cwd, 'prices'), 'X', randomWalk(5, 700));
    await bot(['--symbols', 'X', ...fromCsv(folder)], { cwd });
    expect(await replay(cwd)).toMatchObject({ code: 0, said: { same: true, changes: [] } });
    const key = await replay(cwd, '--capital', '25000');
    expect(key).toMatchObject({
      code: 6,
      said: { same: false, changes: [{ kind: 'config', name: 'account.capital' }] },
    });
    const file = join(folder, 'X.csv');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[400] = lines[400]!.replace(/.$/, (digit) => (digit === '9' ? '8' : '9'));
    writeFileSync(file, lines.join('\n'));
    const data = await replay(cwd);
    expect(data.said.changes.map(({ kind, name }) => [kind, name])).toEqual([['data', 'X']]);
  });

  it('name bars a slice fetched itself: those of a pooled symbol, up to the decision', async () => {
    const cwd = freshFolder();
    const folder = writeCsv(join(cwd, 'prices'), 'X', randomWalk(5, 700));
    writeCsv(folder, 'Y', randomWalk(6, 700));
    const pool = ['--set', 'ml_strategy.pool=["Y"]'];
    const run = JSON.parse(
      (await bot(['--symbols', 'X', '--output', 'json', ...fromCsv(folder), ...pool], { cwd })).stdout,
    ) as { manifest: { fetched: Record<string, string> } };
    expect(Object.keys(run.manifest.fetched)).toEqual(['Y for ml_strategy']);
    const file = join(folder, 'Y.csv');
    const lines = readFileSync(file, 'utf8').split('\n');
    const change = (row: number) => {
      lines[row] = lines[row]!.replace(/.$/, (digit) => (digit === '9' ? '8' : '9'));
      writeFileSync(file, lines.join('\n'));
    };
    change(600);
    expect((await replay(cwd)).said).toMatchObject({ same: true, changes: [] });
    change(100);
    const { changes } = (await replay(cwd)).said;
    expect(changes.map(({ kind, name }) => [kind, name])).toEqual([['data', 'Y for ml_strategy']]);
  });

  it('two runs compare, with what went in differently', async () => {
    const cwd = freshFolder();
    await bot(['--symbols', 'AAPL'], { cwd });
    await bot(['--symbols', 'AAPL', '--capital', '20000'], { cwd });
    const list = JSON.parse((await bot(['runs', 'list', '--output', 'json'], { cwd })).stdout) as { runId: string }[];
    const compared = await bot(['compare', ...list.map(({ runId }) => runId)], { cwd });
    expect(compared.stdout).toMatch(/Final equity/);
    expect(compared.stdout).toMatch(/config account\.capital: 20000 → 100000/);
  });

  it('an unknown or damaged run is one line with exit 6', async () => {
    const cwd = freshFolder();
    const unknown = await bot(['replay', 'r-00000'], { cwd });
    expect([unknown.code, unknown.stderr.split('\n').length]).toEqual([6, 2]);
    expect(unknown.stderr).toMatch(/BOT_RUN_UNKNOWN/);
  });
});
