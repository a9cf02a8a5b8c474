import { fixedChoice, flatAccount } from '@bot-v2/sdk';
import type { Bars, Fold } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { swing } from '../test/swing.strategy.js';
import { pathOf } from '../test/wave-bars.js';
import { memoryStore, optimizeConfig, runStudy } from './index.js';
import { foldsOf } from './walk-forward.js';

const whole = pathOf('forward', 700, (noise, past) => 0.01 * noise() + 0.1 * (past.at(-1) ?? 0));

async function foldsIn(history: Bars, config: object): Promise<readonly Fold[]> {
  const ref = {
    provider: 'inline',
    id: 'swing',
    version: '1.0.0',
    params: { n: 3, side: 'with', faults: '', memo: '' },
  };
  const input = { history, choice: fixedChoice('TEST', ref), account: flatAccount(100_000) };
  const { study } = await runStudy(
    input,
    optimizeConfig.parse(config),
    testContext({ strategies: [swing] }),
    memoryStore(),
  );
  const { validation } = study.evidence!;
  if (validation?.method !== 'walk_forward') throw new Error('not tested by walking forward');
  expect(validation.bars).toBe(validation.folds.reduce((sum, { test }) => sum + test.bars, 0));
  return validation.folds;
}

test.each([{ search: 'grid' }, { search: 'tpe', trials: 8 }])(
  'no choice sees the rows that judge it: %j',
  async (config) => {
    const before = await foldsIn(whole, config);
    expect(before).toHaveLength(6);
    // Everything from the third test on goes another way.
    const from = whole.time.indexOf(before[2]!.test.from);
    const turned = whole.close.map((c, t) => (t < from ? c : 1e4 / c));
    const columns = ['open', 'high', 'low', 'close'] as const;
    const changed = Object.fromEntries(
      columns.map((name) => [name, whole[name].map((v, t) => (t < from ? v : turned[t]!))]),
    );
    const after = await foldsIn({ ...whole, ...changed }, config);
    const told = ({ params, inSample }: Fold) => ({ params, inSample });
    expect(after.slice(0, 3).map(told)).toEqual(before.slice(0, 3).map(told));
    expect(after.slice(0, 2).map(({ outOfSample }) => outOfSample)).toEqual(
      before.slice(0, 2).map(({ outOfSample }) => outOfSample),
    );
    expect(after[2]!.outOfSample).not.toBe(before[2]!.outOfSample);
  },
);

test('tests follow one another to the last row; training is all before, or a window of constant length', () => {
  const config = optimizeConfig.parse({}).validation;
  const anchored = foldsOf(625, config);
  expect(anchored.map(({ test }) => test.from)).toEqual([313, 365, 417, 469, 521, 573]);
  expect(anchored.at(-1)!.test.to).toBe(625);
  for (const { train, test: judged } of anchored) expect([train.from, train.to]).toEqual([0, judged.from]);
  for (const { train, test: judged } of foldsOf(625, { ...config, anchored: false })) {
    expect([train.from, train.to]).toEqual([judged.from - 313, judged.from]);
  }
  expect(foldsOf(200, config)).toEqual([]);
  expect(foldsOf(625, { ...config, folds: 0 })).toEqual([]);
});
