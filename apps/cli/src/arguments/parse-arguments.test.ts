import { isBotError } from '@bot-v2/sdk';
import { helpPage } from './help-page.js';
import { parseArguments } from './parse-arguments.js';
import { commands, options } from './options.js';

const parse = (line: string) => parseArguments(line.split(' ').filter(Boolean));
const flagsOf = (line: string) => {
  const invocation = parse(line);
  if (!('run' in invocation)) throw new TypeError(`"${line}" is no run`);
  return { ...invocation.run, ...invocation.run.flags };
};

/** What `line` is refused with: its message and hint as one text. */
function refusal(line: string): string {
  try {
    parse(line);
  } catch (error) {
    if (!isBotError(error)) throw error;
    expect(error.code).toBe('BOT_CONFIG_USAGE');
    return `${error.message} | ${error.hint ?? ''}`;
  }
  throw new Error(`"${line}" was accepted`);
}

test('the first command of the README', () => {
  const run = flagsOf('--mode backtest --symbols AAPL');
  expect(run).toMatchObject({ mode: 'backtest', symbols: ['AAPL'], output: 'table', verbose: false });
});

test('what is not given stays undefined, so that configuration decides', () => {
  const { flags } = flagsOf('--symbols AAPL');
  expect(flags).toEqual({ symbols: ['AAPL'], account: {} });
});

test('several symbols by space, comma or repetition, each once', () => {
  for (const line of [
    '--symbols MSFT TXN',
    '--symbols MSFT,TXN',
    '--symbols MSFT --symbols TXN',
    '--symbols MSFT TXN MSFT',
  ]) {
    expect(flagsOf(line).symbols).toEqual(['MSFT', 'TXN']);
  }
});

test('--set is repeatable and takes one value each time', () => {
  const run = flagsOf('--symbols AAPL --set strategyParams.n=10 --set data.csv.path=a=b --seed 7');
  expect(run.set).toEqual(['strategyParams.n=10', 'data.csv.path=a=b']);
  expect(run.seed).toBe(7);
});

test('numbers, switches and the decision', () => {
  const run = flagsOf('--symbols A --capital 250,000 --fractional --allow-index --decide-at 0.6 --from 2014-01-01');
  expect(run.account).toMatchObject({ capital: 250_000, fractional: true, allowIndex: true });
  expect(run.decideAt).toBe(0.6);
  expect(run.from).toBe('2014-01-01');
  expect(flagsOf('--symbols A --decide-at 2015-11-09').decideAt).toBe('2015-11-09');
  expect(flagsOf('--symbols A --fractional=false').account.fractional).toBe(false);
});

test('a symbol of digits stays text', () => {
  expect(flagsOf('--symbols 0700 1e5').symbols).toEqual(['0700', '1e5']);
});

test.each([
  ['--sybmols AAPL', /unknown flag --sybmols \| Did you mean "--symbols"\?/],
  ['--symbols AAPL -x', /unknown flag -x \| bot-v2 --help/],
  ['--constructor', /unknown flag --constructor/],
  ['--symbols.AAPL 1', /unknown flag --symbols\.AAPL/],
  ['--mode bactest --symbols AAPL', /there is no mode "bactest" \| Did you mean "backtest"\?/],
  ['--output jsn --symbols AAPL', /there is no output "jsn" \| Did you mean "json"\?/],
  ['--mode --symbols AAPL', /a value is missing after --mode/],
  ['--symbols', /a value is missing after --symbols/],
  ['--symbols --verbose', /a value is missing after --symbols/],
  ['--mode paper --mode live', /--mode is given 2 times/],
  ['--symbols A --capital lots', /--capital must be a number, not "lots"/],
  ['--symbols A --reselect often', /--reselect must be a number/],
  ['--mode paper --symbols A --reselect 20', /--reselect is for backtests/],
  ['report', /report needs a run/],
  ['runs list --out x.html', /--out belongs to bot-v2 report/],
  ['replay', /replay needs a run/],
  ['replay r-1 r-2', /replay does not take "r-2"/],
  ['runs lst', /there is no command "runs lst" \| Did you mean "list"\?/],
  ['runs compare r-1', /runs compare needs two runs/],
  ['runs list r-1', /runs list does not take "r-1"/],
  ['sices', /there is no command "sices" \| Did you mean "slices"\?/],
  ['backtest AAPL', /there is no command "backtest" \| Did you mean "--mode backtest --symbols AAPL"\?/],
  ['AAPL MSFT', /there is no command "AAPL" \| A symbol is named by --symbols AAPL/],
  ['--symbols A --fractional=yes', /--fractional is true or false, not "yes" \| --fractional alone turns it on/],
  ['workflows lst', /there is no command "workflows lst" \| Did you mean "list"\?/],
  ['workflows show', /workflows show needs a name/],
  ['workflows check', /workflows check needs a file/],
  ['workflows check a b', /workflows check does not take "b"/],
  ['doctor now', /doctor does not take "now"/],
  ['doctor --why x', /--why belongs to bot-v2 slices/],
])('%s is refused', (line, expected) => expect(refusal(line)).toMatch(expected));

test('commands', () => {
  expect(parse('slices --why acme')).toMatchObject({ command: 'slices', why: 'acme' });
  expect(parse('workflows')).toMatchObject({ command: 'workflows', action: 'list' });
  expect(parse('workflows check a.yaml')).toMatchObject({ action: 'check', target: 'a.yaml' });
  expect(parse('status')).toMatchObject({ command: 'status' });
  expect(parse('replay r-1 --set seed=2')).toMatchObject({
    command: 'replay',
    target: 'r-1',
    run: { set: ['seed=2'] },
  });
  expect(parse('runs')).toMatchObject({ command: 'runs', action: 'list', targets: [] });
  expect(parse('compare r-1 r-2')).toMatchObject({ command: 'runs', action: 'compare', targets: ['r-1', 'r-2'] });
  expect(parse('demo --help')).toEqual({ command: 'help' });
  expect(parse('-h')).toEqual({ command: 'help' });
  expect(parse('--version')).toEqual({ command: 'version' });
});

test('the help page names every flag and command, shows examples, and fits 80 columns', async () => {
  const page = await helpPage();
  for (const name of Object.keys(options)) expect(page).toMatch(new RegExp(`--${name}\\s`));
  for (const [usage] of Object.values(commands).flat()) expect(page).toContain(`bot-v2 ${usage}`);
  expect(page).toContain('bot-v2 --mode backtest --symbols AAPL');
  for (const line of page.split('\n')) expect([line, line.length <= 80]).toEqual([line, true]);
});
