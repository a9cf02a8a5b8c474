import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { fixedChoice, flatAccount, modes, splitAt } from '@bot-v2/sdk';
import type { AnySlice, Bars, Mode, RunContext } from '@bot-v2/sdk';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import * as strategies from '@bot-v2/strategies';
import adaptivePortfolio from '@bot-v2/slice-adaptive-portfolio';
import analyze from '@bot-v2/slice-analyze';
import backtest from '@bot-v2/slice-backtest';
import data from '@bot-v2/slice-data';
import liveTrade from '@bot-v2/slice-live-trade';
import marketRegime from '@bot-v2/slice-market-regime';
import mlStrategy from '@bot-v2/slice-ml-strategy';
import monitor from '@bot-v2/slice-monitor';
import optimize from '@bot-v2/slice-optimize';
import paperTrade from '@bot-v2/slice-paper-trade';
import positionSizing from '@bot-v2/slice-position-sizing';

const hash = (bars: Bars) => createHash('sha256').update(bars.close).digest('hex');
const catalogue = strategies.strategies;
const context = (mode: Mode = 'backtest'): RunContext =>
  testContext({ mode, strategies: catalogue, stateDir: mkdtempSync(join(tmpdir(), 'bot-v2-conformance-')) });

/** AAPL as the data slice gives it: every other example is made of these bars. */
async function bars(): Promise<Bars> {
  const instance = create(data);
  const { bars: frame } = (await instance.handlers['get_data']!(
    { request: { symbol: 'AAPL', interval: '1d' } },
    context(),
  )) as { bars: Bars };
  return frame;
}

function create(slice: AnySlice) {
  const parsed = slice.config?.['~standard'].validate({}) as { value: unknown } | undefined;
  return slice.create({ config: parsed?.value ?? {}, log: testContext().log }) as {
    handlers: Record<string, (input: unknown, ctx: RunContext) => unknown>;
  };
}

const frame = await bars();
const { history, evaluation } = splitAt(frame, frame.time[629]!, hash);
const account = flatAccount(100_000);
const choice = fixedChoice('AAPL', { provider: '@bot-v2/strategies', id: 'simple_ma', version: '1.0.0', params: {} });
const executing = { choices: { AAPL: choice }, evaluations: { AAPL: evaluation }, account };

type Examples = Record<string, unknown>;
const inputs: Record<string, { slice: AnySlice; mode?: Mode; examples: Examples; notCalled?: Record<string, string> }> =
  {
    data: { slice: data, examples: { get_data: { request: { symbol: 'AAPL', interval: '1d' } } } },
    analyze: {
      slice: analyze,
      examples: { analyze: { history }, correlate: { histories: { AAPL: history } } },
      notCalled: { compare_strategies: 'needs a backtest: see tests/integration/comparison.test.ts' },
    },
    'market-regime': { slice: marketRegime, examples: { detect: { history }, label: { history } } },
    'ml-strategy': { slice: mlStrategy, examples: { select: { history } } },
    'position-sizing': { slice: positionSizing, examples: { calculate: { history, account, choice } } },
    backtest: { slice: backtest, examples: { run: executing, execute: executing } },
    'paper-trade': { slice: paperTrade, mode: 'paper', examples: { run: executing, execute: executing } },
    'live-trade': {
      slice: liveTrade,
      mode: 'live',
      examples: {},
      notCalled: { run: 'refuses until a venue is built', execute: 'refuses until a venue is built' },
    },
    monitor: {
      slice: monitor,
      examples: {
        log_event: { event: { runId: 'r', seq: 0, at: 0, type: 'run.started', severity: 'info', message: 'started' } },
      },
    },
    optimize: { slice: optimize, mode: 'optimize', examples: { run: { history, choice, account } } },
    'adaptive-portfolio': {
      slice: adaptivePortfolio,
      examples: { allocate: { histories: { AAPL: history }, choices: { AAPL: choice }, account } },
    },
  };

for (const [folder, { slice, mode, examples, notCalled }] of Object.entries(inputs)) {
  describe(`${slice.id} keeps the contract`, () => {
    const file = join(import.meta.dirname, `../../packages/slices/${folder}/package.json`);
    const checks = sliceConformance(slice, {
      packageJson: JSON.parse(readFileSync(file, 'utf8')),
      examples: Object.fromEntries(
        Object.entries(examples).map(([method, input]) => [
          method,
          () => ({ input: structuredClone(input), context: context(mode ?? 'backtest') }),
        ]),
      ),
      ...(notCalled ? { notCalled } : {}),
    });
    for (const check of checks) it(check.name, () => check.run());
  });
}

it('covers all eleven slices and every mode', () => {
  expect(Object.keys(inputs)).toHaveLength(11);
  const covered = new Set(Object.values(inputs).flatMap(({ slice }) => slice.modes ?? modes));
  expect([...covered].sort()).toEqual([...modes].sort());
});
