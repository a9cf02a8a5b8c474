import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpPage } from '../../apps/cli/src/arguments/help-page.js';
import { bot, describeBuilt, root } from '../blackbox/bot.js';

describeBuilt('help and lists', () => {
  it('--help, -h, help of a command and no argument print what yargs makes of the flags', async () => {
    const page = await helpPage();
    expect(readFileSync(join(root, 'apps/cli/dist/help.txt'), 'utf8')).toBe(page);
    for (const args of [['--help'], ['-h'], [], ['--mode', 'backtest', '--help'], ['doctor', '--help']]) {
      expect(await bot(args)).toEqual({ code: 0, stdout: page, stderr: '' });
    }
  });

  it('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'apps/cli/package.json'), 'utf8')) as { version: string };
    expect((await bot(['--version'])).stdout).toBe(`${version}\n`);
    expect((await bot(['doctor', '--version'])).stdout).toBe(`${version}\n`);
  });

  it('slices lists eleven, each with what it provides', async () => {
    const { stdout, code } = await bot(['slices']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^market_regime +\S+ +\S+ +market_regime\.detect, market_regime\./m);
    expect(stdout).toContain('11 slices loaded');
  });

  it('workflows list names the shipped ones, the same with and without the fast path', async () => {
    const fast = await bot(['workflows', 'list']);
    const slow = await bot(['workflows', 'list', '--set', 'seed=1']);
    expect(fast).toEqual(slow);
    for (const name of [
      'simple_backtest',
      'trading_cycle',
      'strategy_backtest',
      'paper_trading',
      'optimization',
      'live_trading',
      'correlation',
      'compare_strategies',
    ]) {
      expect(fast.stdout).toMatch(new RegExp(`^${name} `, 'm'));
    }
    expect(fast.stdout).not.toContain('problems');
  });

  it('workflows show prints the wiring', async () => {
    const { stdout, code } = await bot(['workflows', 'show', 'simple_backtest']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/1\. fetch_data +data\.get_data/);
    expect(stdout).toMatch(/history +History@1 +← fetch_data/);
  });

  it.each([
    ['slices', expect.arrayContaining([expect.objectContaining({ id: 'data', status: 'loaded', reason: null })])],
    [
      'slices --why backtest.run',
      expect.objectContaining({ candidates: [expect.objectContaining({ id: 'backtest' })] }),
    ],
    ['workflows list', expect.arrayContaining([expect.objectContaining({ name: 'correlation', problems: 0 })])],
    ['workflows show correlation', expect.objectContaining({ name: 'correlation', diagnostics: [] })],
    [`workflows check ${join(root, 'packages/core/workflows/correlation.yaml')}`, []],
    ['doctor', expect.arrayContaining([expect.objectContaining({ name: 'Node' })])],
    ['status', expect.objectContaining({ stateDir: expect.any(String), slices: expect.any(Array) })],
    ['runs list', []],
    ['indicators sma', expect.objectContaining({ name: 'sma' })],
  ])('%s --output json prints one JSON value', async (line, value) => {
    const { stdout, code } = await bot([...line.split(' '), '--output', 'json']);
    expect([code, JSON.parse(stdout)]).toEqual([0, value]);
  });

  it('doctor finds nothing wrong here, and every line fits', async () => {
    const { stdout, code } = await bot(['doctor']);
    expect(stdout).not.toContain('✗');
    expect(stdout).toMatch(/✓ Data +AAPL: 1,\d{3} bars/);
    expect(code).toBe(0);
  });

  it('status shows the health of all slices', async () => {
    const { stdout, code } = await bot(['status']);
    expect(code).toBe(0);
    for (const slice of ['data', 'paper_trade', 'monitor']) expect(stdout).toMatch(new RegExp(`[✓!] +${slice} `));
  });
});
