import { join } from 'node:path';
import { studyProcess } from '../test/study-process.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';

afterAll(removeTemporaryDirectories);

const run = async (config: object, params: object = {}) => {
  const end = await studyProcess({ config, params });
  if (end.found === undefined) throw new Error(`the study failed: ${end.errors}`);
  return end.found;
};

test.each(['grid', 'tpe'])(
  '%s gives the same result in this thread and in workers, bit for bit',
  async (search) => {
    const [inline, two] = await Promise.all([0, 2].map((workers) => run({ search, trials: 18, workers })));
    expect(inline!.study.trials.length).toBeGreaterThanOrEqual(18);
    expect(JSON.stringify(two)).toBe(JSON.stringify(inline));
  },
  120_000,
);

test('a trial that takes its worker down fails with the reason or is tried again; the others are not touched', async () => {
  const config = { workers: 2, validation: { folds: 0 }, trialTimeoutMs: 3000, workerMemoryMb: 64 };
  const expected: Record<number, RegExp> = {
    4: /BOT_STRATEGY_CRASHED: its worker died 3 times: .*exit code 3/,
    6: /BOT_STRATEGY_CRASHED: its worker died 3 times: .*memory/i,
    8: /BOT_STRATEGY_CRASHED: took longer than 3000 ms/,
    10: /BOT_STRATEGY_FAILED/,
  };
  const faults = '4:exit 5:exit_once 6:memory 8:hang 10:throw';
  const [sound, ill] = await Promise.all([
    run(config),
    run(config, { faults, memo: join(temporaryDirectory(), 'memo') }),
  ]);
  ill.study.trials.forEach(({ params, error, value }, i) => {
    const reason = expected[params['n'] as number];
    if (reason !== undefined) expect(error).toMatch(reason);
    else expect([error, value]).toEqual([null, sound.study.trials[i]!.value]);
  });
  expect(ill.study.trials.filter(({ error }) => error !== null)).toHaveLength(8);
}, 120_000);
