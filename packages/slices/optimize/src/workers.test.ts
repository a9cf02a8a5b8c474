import { join } from 'node:path';
import { studyProcess } from '../test/study-process.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';

afterAll(removeTemporaryDirectories);

const run = async (config: object, params: object = {}, byColumn = false) => {
  const end = await studyProcess({ config, params, byColumn });
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

test('a decision that is a column is swept, here and in workers: the study is that of the loop, bit for bit', async () => {
  const [loop, off, inline, two] = await Promise.all([
    run({ workers: 0 }),
    run({ workers: 0, sweep: false }, {}, true),
    run({ workers: 0 }, {}, true),
    run({ workers: 2 }, {}, true),
  ]);
  expect([loop, off, inline, two].map((end) => end!.study.evaluated)).toEqual([
    { sweep: 0, loop: 20 },
    { sweep: 0, loop: 20 },
    { sweep: 20, loop: 0 },
    { sweep: 20, loop: 0 },
  ]);
  const plain = ({ study: { evaluated: _, ...study }, choice }: typeof loop) => JSON.stringify({ study, choice });
  expect([off, inline, two].map(plain)).toEqual([loop, loop, loop].map(plain));

  const ill = await run({ workers: 2, validation: { folds: 0 } }, { faults: '4:exit 10:throw' }, true);
  const errors = ill.study.trials.flatMap(({ params: { n }, error }) =>
    error === null ? [] : [[n, error.slice(0, 20)]],
  );
  const [died, threw] = [
    [4, 'BOT_STRATEGY_CRASHED'],
    [10, 'BOT_STRATEGY_FAILED:'],
  ];
  expect(errors).toEqual([died, died, threw, threw]);
}, 120_000);

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

test.each([false, true])(
  'a trial that never returns is ended in this thread as in a worker; the others are not touched (by column: %s)',
  async (byColumn) => {
    const config = { workers: 0, validation: { folds: 0 }, trialTimeoutMs: 3000 };
    const [sound, ill] = await Promise.all([
      run({ ...config, trialTimeoutMs: 60_000 }, {}, byColumn),
      run(config, { faults: '8:hang' }, byColumn),
    ]);
    ill.study.trials.forEach(({ params, error, value }, i) => {
      if (params['n'] === 8) expect(error).toBe('BOT_STRATEGY_CRASHED: took longer than 3000 ms');
      else expect([error, value]).toEqual([null, sound.study.trials[i]!.value]);
    });
    expect(ill.study.trials.filter(({ error }) => error !== null)).toHaveLength(2);
  },
  120_000,
);

test('a worker that dies while sweeping loses nothing: its trials are swept again, but for one that kills it again', async () => {
  const config = { workers: 2, validation: { folds: 0 } };
  const ofColumn = (faults: string) => run(config, { faults, memo: join(temporaryDirectory(), 'memo') }, true);
  const [sound, once, always] = await Promise.all(['', '5:exit_once', '5:exit'].map(ofColumn));
  expect(sound!.study.evaluated).toEqual({ sweep: 20, loop: 0 });
  expect(once!.study.evaluated).toEqual({ sweep: 20, loop: 0 });
  const values = (end: typeof sound) => end!.study.trials.map(({ value, stats, error }) => ({ value, stats, error }));
  expect(values(once)).toEqual(values(sound));
  expect(always!.study.evaluated).toEqual({ sweep: 18, loop: 2 });
  expect(values(always).filter(({ error }) => error === null)).toEqual(
    values(sound).filter((_, k) => sound!.study.trials[k]!.params['n'] !== 5),
  );
}, 120_000);

test('a strategy that writes into the bars while they are swept fails the study, here and in workers', async () => {
  const params = { faults: '5:write' };
  const ends = await Promise.all(
    [0, 2].map((workers) => studyProcess({ config: { workers, validation: { folds: 0 } }, params, byColumn: true })),
  );
  for (const { found, errors } of ends) {
    expect(found).toBeUndefined();
    expect(errors).toMatch(/^BOT_STRATEGY_MUTATED .*swing changed the bars of TEST it was given: high/);
  }
}, 120_000);
