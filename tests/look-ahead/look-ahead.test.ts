import { runFrames } from '@bot-v2/engine';
import { conventionsOf } from '@bot-v2/engine/conventions';
import type { FrameInput, FrameRun } from '@bot-v2/engine';
import { flatAccount, isBotError } from '@bot-v2/sdk';
import * as cheats from './cheats/index.js';
import * as honest from './honest/index.js';
import { from, market } from './market.js';
import type { Subject } from './subject.js';

/** One market in the gate; `pnpm test:look-ahead` runs them all and reports. */
const count = Number(process.env['LOOK_AHEAD_SEEDS'] ?? 1);
const seeds = Array.from({ length: count }, (_, i) => i + 1);

/** What refuses a run that knew its future: the probe, or two passes over the same bars that differed. */
const refusals = ['BOT_STRATEGY_LOOKAHEAD', 'BOT_STRATEGY_OUTPUT'];

const report = {
  cheats: { runs: 0, probe: 0, runsDiffer: 0 },
  honest: { runs: 0, refused: 0, ordersProbed: 0, orders: 0, notProven: 0, withProbe: 0, without: 0 },
};

function inputOf(subject: Subject, seed: number): FrameInput {
  const strategy = subject.make();
  const twin = subject.needsTwin ? subject.make() : undefined;
  const legs = (subject.symbols ?? ['X']).map((symbol) => {
    const bars = market(seed, symbol);
    const regime = bars.close.map((c, i) => Math.sign(c - (bars.close[i - 5] ?? c)));
    return { symbol, bars, from, strategy, twin, inputs: { regime } };
  });
  const policies = conventionsOf(subject.conventions ?? 'bot');
  return { legs, account: flatAccount(100_000), seed, policies };
}

function outcome(input: FrameInput): FrameRun | string {
  try {
    return runFrames(input);
  } catch (error) {
    if (isBotError(error)) return error.code;
    throw error;
  }
}

const rows = (subjects: Readonly<Record<string, Subject>>) =>
  Object.values(subjects).map((subject) => [subject.what, subject] as const);

describe(`cheats are caught in each of ${count} markets`, () => {
  it.each(rows(cheats))('%s', (_, subject) => {
    for (const seed of seeds) {
      const result = outcome(inputOf(subject, seed));
      const code = typeof result === 'string' ? result : `${result.probe.verdict}, ${result.probe.orders} orders`;
      expect([seed, refusals.includes(code) ? 'refused' : code]).toEqual([seed, 'refused']);
      report.cheats.runs++;
      if (code === 'BOT_STRATEGY_LOOKAHEAD') report.cheats.probe++;
      else report.cheats.runsDiffer++;
    }
  });
});

describe(`honest strategies pass in each of ${count} markets`, () => {
  it.each(rows(honest))('%s', (_, subject) => {
    for (const seed of seeds) {
      const started = performance.now();
      runFrames({ ...inputOf(subject, seed), probe: false });
      const between = performance.now();
      const result = outcome(inputOf(subject, seed));
      report.honest.withProbe += performance.now() - between;
      report.honest.without += between - started;
      report.honest.runs++;
      if (typeof result === 'string') report.honest.refused++;
      expect([seed, result]).toEqual([seed, expect.objectContaining({ probe: expect.anything() as unknown })]);
      const { probe } = result as FrameRun;
      report.honest.orders += probe.orders;
      report.honest.ordersProbed += probe.ordersProbed;
      if (probe.verdict === 'not_proven') report.honest.notProven++;
    }
  });
});

afterAll(() => {
  if (process.env['LOOK_AHEAD_SEEDS'] === undefined) return;
  const { cheats: c, honest: h } = report;
  const ms = (total: number) => (total / h.runs).toFixed(1);
  process.stderr.write(
    [
      `cheats        ${Object.keys(cheats).length}, ${count} markets each: ${c.probe + c.runsDiffer} of ${c.runs} runs refused`,
      `              ${c.probe} by the probe, ${c.runsDiffer} because two passes differed`,
      `honest        ${Object.keys(honest).length}, ${count} markets each: ${h.refused} of ${h.runs} refused, ${h.notProven} not proven`,
      `coverage      ${h.ordersProbed} of ${h.orders} orders probed`,
      `time a run    ${ms(h.without)} ms without the probe, ${ms(h.withProbe)} ms with it (${(h.withProbe / h.without).toFixed(1)} times)`,
      '',
    ].join('\n'),
  );
});
