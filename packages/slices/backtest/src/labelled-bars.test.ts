import { backtestResultSchema, defineStrategy, fixedChoice, flatAccount, labelRegimes } from '@bot-v2/sdk';
import type { InputOf, RegimeSeries, RunContext } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { z } from 'zod';
import { sampleBars } from '../../../../tests/frames.js';
import { backtest, backtestConfig } from './index.js';
import type { BacktestInput } from './index.js';

const calls: string[] = [];
const cross = defineStrategy({
  id: 'cross',
  version: '1.0.0',
  params: z.strictObject({}),
  warmup: () => 20,
  scaleFree: true,
  prepare: (bars, _, ta) => ({ close: bars.close, average: ta.sma(bars.close, 20) }),
  onBar: ({ cols, out }) => {
    if (calls.at(-1) !== 'strategy') calls.push('strategy');
    out.target(cols.close.now > cols.average.now ? 1 : 0);
  },
});

const ref = { provider: 'inline', id: 'cross', version: '1.0.0', params: {} };
const inputFor = (...symbols: string[]): BacktestInput => ({
  evaluations: Object.fromEntries(symbols.map((s) => [s, { bars: sampleBars(s), from: 630 }])),
  choices: Object.fromEntries(symbols.map((s) => [s, fixedChoice(s, ref)])),
  account: flatAccount(100_000),
});

type Label = (input: InputOf<typeof labelRegimes>) => Promise<{ series: RegimeSeries } | undefined>;

/** Quiet and volatile in turns of a hundred bars. */
const inTurns: Label = ({ history }) => {
  calls.push(`label ${history.symbol}`);
  const time = Array.from(history.time);
  const labels = time.map((_, t) => (t % 200 < 100 ? ('bull_quiet' as const) : ('bull_volatile' as const)));
  return Promise.resolve({ series: { symbol: history.symbol, model: 'turns', time, labels, knownThrough: time } });
};

const run = (input: BacktestInput, label?: Label, config: object = { stress: false }) => {
  calls.length = 0;
  const useIfProvided = ((token) => (token.id === labelRegimes.id ? label : undefined)) as RunContext['useIfProvided'];
  return backtest(input, backtestConfig.parse(config), testContext({ strategies: [cross], useIfProvided }));
};

test('the bars of every symbol are labelled when the last strategy is done, and filed by regime', async () => {
  const result = await run(inputFor('MSFT', 'TXN'), inTurns);
  expect(calls).toEqual(['strategy', 'label MSFT', 'label TXN']);
  expect(backtestResultSchema.safeParse(result).error).toBeUndefined();
  const regimes = result.portfolio.detail!.regimes!;
  expect(regimes.map(({ symbol, scope, model }) => [symbol, scope, model])).toEqual([
    ['MSFT', 'contribution', 'turns'],
    ['TXN', 'contribution', 'turns'],
  ]);
  expect(regimes[0]!.parts.map(({ label }) => label)).toEqual(['bull_quiet', 'bull_volatile']);
  const profits = Object.values(result.bySymbol).map(({ contribution }) => contribution!.profit);
  expect(profits).toEqual(
    regimes.map(({ symbol }) => expect.closeTo(100_000 * result.bySymbol[symbol]!.stats.totalReturn!, 4)),
  );
});

test('the label of the close before the first judged bar governs it', async () => {
  const { portfolio } = await run(inputFor('AAPL'), inTurns);
  const { time } = sampleBars('AAPL');
  // Row 630 is governed by the label of row 629, which came in force at row 600; 700 brings the next.
  expect(portfolio.detail!.regimes![0]!.spells.slice(0, 2)).toEqual([
    { label: 'bull_quiet', from: time[629], to: time[700] },
    { label: 'bull_volatile', from: time[700], to: time[800] },
  ]);
});

test('labels change nothing but the table', async () => {
  const [labelled, bare] = [await run(inputFor('AAPL'), inTurns), await run(inputFor('AAPL'))];
  const { regimes, ...detail } = labelled.portfolio.detail!;
  expect(regimes).toHaveLength(1);
  expect({ ...labelled, portfolio: { ...labelled.portfolio, detail } }).toEqual(bare);
});

test('without an answer, and without detail, there is no table', async () => {
  const unanswered = await run(inputFor('AAPL'), () => Promise.resolve(undefined));
  expect(unanswered.portfolio.detail).not.toHaveProperty('regimes');
  expect(unanswered.portfolio.warnings).toContain('AAPL has no results by regime: market_regime.label failed');
  await run(inputFor('AAPL'), inTurns, { detail: false, stress: false });
  expect(calls).toEqual(['strategy']);
});

test('labels of other bars are not used, and that is said', async () => {
  const shifted: Label = async (input) => {
    const { series } = (await inTurns(input))!;
    return { series: { ...series, time: series.time.map((at) => at + 1) } };
  };
  const { portfolio } = await run(inputFor('AAPL'), shifted);
  expect(portfolio.detail).not.toHaveProperty('regimes');
  expect(portfolio.warnings).toContain(
    'AAPL has no results by regime: market_regime.label labelled other bars than those traded',
  );
});
