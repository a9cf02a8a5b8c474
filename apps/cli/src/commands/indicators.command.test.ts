import { CANDLESTICKS } from '@bot-v2/quant/candlesticks';
import { INDICATORS } from '@bot-v2/quant/indicators';
import { parseArguments } from '../arguments/parse-arguments.js';
import { main } from '../main.js';
import { capturedTerminal } from '../terminal/captured-terminal.fixture.js';
import { indicatorEntries } from './indicators.command.js';

const host = {
  application: '/nowhere',
  cwd: '/nowhere',
  version: '1.2.3',
  environment: {},
  signal: new AbortController().signal,
};

async function called(...words: string[]) {
  const terminal = capturedTerminal();
  const code = await main(['indicators', ...words], host, terminal);
  return { code, ...terminal.written };
}

test('lists every indicator and pattern with group, inputs, parameters and first bar', async () => {
  const { code, out } = await called();
  expect(code).toBe(0);
  const lines = out.split('\n');
  for (const { name } of [...INDICATORS, ...CANDLESTICKS]) {
    expect(lines.filter((line) => line.startsWith(`${name} `)).length).toBe(1);
  }
  const whole = out.replaceAll(/\n {30,}/g, ' ');
  expect(whole).toMatch(/^macd +c +33 {2}Moving average convergence divergence: fast 12, slow 26, signal 9$/m);
  expect(whole).toMatch(/^zigzag +h l +\d+\* {2}Zigzag: percent 5$/m);
  expect(whole).toMatch(/^engulfing +o h l c +\d+ {2}Engulfing/m);
  const groupOf = (name: string) =>
    out
      .slice(0, out.indexOf(`\n${name} `))
      .match(/^[A-Z]+$/gm)
      ?.at(-1);
  expect(['macd', 'zigzag', 'engulfing'].map(groupOf)).toEqual(['MOMENTUM', 'TREND', 'CANDLESTICK']);
  expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(80);
});

test('says all of one, whatever way its name is written', async () => {
  const { code, out } = await called('bollinger');
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'bollinger  Bollinger bands',
    '',
    'Group       band',
    'Formula     SMA ± k·sd (ddof 0)',
    'Source      TA-Lib 0.4.0 BBANDS; J. Bollinger',
    'Inputs      close',
    'Parameters  n = 20 (whole number, at least 1)',
    '            k = 2 (number, at least 0)',
    'Outputs     upper, middle, lower',
    'First bar   19 with the defaults, counted from 0; NaN before it',
    'Strategy    prepare: (bars, p, ta) => ({ ...ta.bollinger(bars.close, 20, 2) })',
    '',
  ]);
  expect((await called('Stoch-RSI')).out).toMatch(/^stochRsi {2}Stochastic RSI\n/);
});

test('prints the same as JSON', async () => {
  expect(JSON.parse((await called('--output', 'json')).out)).toEqual(indicatorEntries());
  expect(JSON.parse((await called('rsi', '--output', 'json')).out)).toMatchObject({
    name: 'rsi',
    params: [{ name: 'n', default: 14, min: 1, max: null, integer: true }],
    firstBar: 14,
    example: 'ta.rsi(bars.close, 14)',
  });
});

test('a name that is none gets the nearest', async () => {
  expect(await called('bolinger')).toMatchObject({
    code: 2,
    out: '',
    err: 'bot-v2: there is no indicator "bolinger". Did you mean "bollinger"? bot-v2 indicators lists all of them. (BOT_CONFIG_USAGE)\n',
  });
  expect((await called('qqqqqqqqqqqq')).err).toBe(
    'bot-v2: there is no indicator "qqqqqqqqqqqq". bot-v2 indicators lists all of them. (BOT_CONFIG_USAGE)\n',
  );
  expect(() => parseArguments(['indicators', 'rsi', 'sma'])).toThrow(/does not take "sma"/);
});
