import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cli, describeBuilt } from '../blackbox/bot.js';
import { projectWith } from '../blackbox/project.js';

/** A slice whose analysis never ends and does not listen to the signal of the run. */
const endless = {
  name: 'acme-endless',
  code: `
    import { analyze, defineSlice } from '@bot-v2/sdk';
    export default defineSlice({
      id: 'acme_endless',
      provides: { analyze },
      create: () => ({ handlers: { analyze: () => new Promise(() => setInterval(() => {}, 1000)) } }),
    });`,
};
const config = {
  trust: { allow: [{ name: 'acme-endless', range: '*' }] },
  providers: { 'analyze.analyze': 'acme_endless' },
};

/** Starts a run that hangs, sends SIGINT `times` once it hangs, and waits for its end. */
async function interrupted(
  times: number,
): Promise<{ code: number | null; stdout: string; stderr: string; seconds: number }> {
  const cwd = projectWith([endless], config);
  const child = spawn(process.execPath, [cli, '--mode', 'backtest', '--symbols', 'AAPL'], {
    cwd,
    env: { ...process.env, BOT_V2_STATE_DIR: join(cwd, 'state') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr, began] = ['', '', 0];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (began !== 0 || !stderr.includes('Fetching data for AAPL… ✓')) return;
    began = performance.now();
    for (let i = 0; i < times; i++) setTimeout(() => child.kill('SIGINT'), 200 + 100 * i);
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { code, stdout, stderr, seconds: (performance.now() - began) / 1000 };
}

describeBuilt('Ctrl-C', () => {
  it('ends the run cleanly, with its own exit code and one line', async () => {
    const { code, stdout, stderr, seconds } = await interrupted(1);
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('Stopping…');
    expect(stderr).toContain('BOT_RUN_ABORTED');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(seconds).toBeLessThan(5);
  });

  it('twice ends the process at once', async () => {
    expect((await interrupted(2)).code).toBe(130);
  });
});
