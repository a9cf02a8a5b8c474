import { spawn, spawnSync } from 'node:child_process';
import { runResultSchema } from '@bot-v2/sdk';
import { bot, cli, describeBuilt, freshFolder } from '../blackbox/bot.js';

const run = ['--mode', 'backtest', '--symbols', 'AAPL'];

/** Runs a shell line in which `$bot` is the command. */
function shell(line: string, env: Record<string, string> = {}) {
  const cwd = freshFolder();
  const done = spawnSync('bash', ['-c', `set -o pipefail; bot() { "${process.execPath}" "${cli}" "$@"; }; ${line}`], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, BOT_V2_STATE_DIR: cwd, ...env },
  });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

describeBuilt('standard output and error', () => {
  it('--output json prints one object that is a RunResult, and nothing else there', async () => {
    const { stdout, stderr, code } = await bot([...run, '--output', 'json']);
    expect(code).toBe(0);
    expect(stdout.endsWith('\n')).toBe(true);
    const parsed = runResultSchema.safeParse(JSON.parse(stdout));
    expect(parsed.error).toBeUndefined();
    expect(stderr).toMatch(/^Loading slices… ✓ 11 \(.+\)$/m);
    expect(stderr).toMatch(/^Fetching data for AAPL… ✓ \(.+\)$/m);
  });

  it('a failed run prints its result as JSON too, with its errors and exit code', async () => {
    const { stdout, code } = await bot(['--mode', 'backtest', '--symbols', 'APPL', '--output', 'json']);
    const result = runResultSchema.parse(JSON.parse(stdout));
    expect(result.success).toBe(false);
    expect(result.errors[0]?.code).toBe('BOT_DATA_NOT_FOUND');
    expect(code).toBe(5);
  });

  it('the table has the windows, the verdict and three columns, in 80 columns', async () => {
    const { stdout, code } = await bot(run);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^AAPL · simple_backtest · real daily bars, offline$/m);
    expect(stdout).toMatch(/^Decided on {2}2013-05-13 … 2015-11-09 {4}630 bars$/m);
    expect(stdout).toMatch(/^Judged on {3}2015-11-10 … 2018-05-11 {4}630 bars, unseen$/m);
    expect(stdout).toMatch(/^VERDICT {2}\S/m);
    expect(stdout).toMatch(/^ +bot +same exposure +buy & hold$/m);
    for (const line of stdout.split('\n')) expect([line, [...line].length <= 80]).toEqual([line, true]);
  });

  it('no colour off a terminal, whatever NO_COLOR says', () => {
    for (const env of [{ NO_COLOR: '1' }, { NO_COLOR: '' }]) {
      const { stdout, stderr } = shell(`bot ${run.join(' ')}`, env);
      expect(stdout + stderr).not.toContain('\u001b');
    }
  });

  it.each(['--help', 'slices', `${run.join(' ')} --output json`, run.join(' ')])(
    'bot-v2 %s | head -c 1 does not crash',
    (args) => {
      const { stderr, stdout } = shell(`bot ${args} | head -c 1`);
      expect(stdout).toHaveLength(1);
      expect(stderr).not.toMatch(/EPIPE|Error|^\s+at /m);
    },
  );

  it('a reader of standard error that goes away costs no result', () => {
    const { stdout, code } = shell(`bot ${run.join(' ')} 2> >(head -c 1 >/dev/null)`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^VERDICT/m);
  });
});

describeBuilt('on a terminal', () => {
  const script = spawnSync('script', ['--version']).status === 0;
  (script ? it : it.skip)('colours, unless NO_COLOR is set', async () => {
    const coloured = await onTerminal({});
    const plain = await onTerminal({ NO_COLOR: '1' });
    expect(coloured).toMatch(/\u001b\[1m/);
    expect(plain).not.toMatch(/\u001b\[\d+m/);
  });
});

/** What the command writes when it has a terminal (by util-linux `script`). */
function onTerminal(env: Record<string, string>): Promise<string> {
  const cwd = freshFolder();
  const clean: Record<string, string | undefined> = { ...process.env, TERM: 'xterm', BOT_V2_STATE_DIR: cwd };
  delete clean['NO_COLOR'];
  delete clean['CI'];
  const line = `"${process.execPath}" "${cli}" slices`;
  const child = spawn('script', ['-qec', line, '/dev/null'], {
    cwd,
    env: { ...clean, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve(text)));
}
