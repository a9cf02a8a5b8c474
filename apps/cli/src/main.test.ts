import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { helpPage } from './arguments/help-page.js';
import { main } from './main.js';
import { capturedTerminal } from './terminal/captured-terminal.fixture.js';

const cwd = mkdtempSync(join(tmpdir(), 'bot-v2-cli-'));
const host = {
  application: join(import.meta.dirname, '..'),
  cwd,
  version: '1.2.3',
  environment: { BOT_V2_STATE_DIR: join(cwd, 'state') },
  signal: new AbortController().signal,
};

async function called(...words: string[]) {
  const terminal = capturedTerminal();
  const code = await main(words, host, terminal);
  return { code, ...terminal.written };
}

test('help and version', async () => {
  expect(await called('--help')).toEqual({ code: 0, out: await helpPage(), err: '' });
  expect(await called('--version')).toEqual({ code: 0, out: '1.2.3\n', err: '' });
});

test('a mistake is one line and exit code 2; --verbose adds the stack', async () => {
  const quiet = await called('--mode', 'bactest');
  expect(quiet).toEqual({
    code: 2,
    out: '',
    err: 'bot-v2: there is no mode "bactest". Did you mean "backtest"? (BOT_CONFIG_USAGE)\n',
  });
  expect((await called('--mode', 'bactest', '--verbose')).err).toMatch(/^\s+at /m);
});

test('a run without symbols says how to name some', async () => {
  const { code, err, out } = await called('--mode', 'backtest');
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(/^bot-v2: no symbols to run\. Name some: bot-v2 --mode backtest --symbols AAPL/);
});

test('configuration errors keep their code', async () => {
  expect(await called('--symbols', 'AAPL', '--capital', '499')).toMatchObject({ code: 2, out: '' });
  expect((await called('--symbols', 'AAPL', '--config', 'missing.yaml')).err).toMatch(/BOT_CONFIG_UNREADABLE\)\n$/);
});

test('slices and workflows are listed from manifests', async () => {
  const slices = await called('slices');
  expect(slices.code).toBe(0);
  expect(slices.out).toContain('11 slices loaded');
  const workflows = await called('workflows');
  expect(workflows.out).toMatch(/^simple_backtest +backtest/m);
  expect((await called('workflows', 'show', 'simple_bcktest')).code).toBe(4);
});
