import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixedChoice, flatAccount } from '@bot-v2/sdk';
import { testContext } from '@bot-v2/sdk/testing';
import { studyProcess } from '../test/study-process.js';
import type { StudyEnd } from '../test/study-process.js';
import { swing } from '../test/swing.strategy.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';
import { pathOf } from '../test/wave-bars.js';
import { memoryStore, optimizeConfig, runStudy, studyFiles } from './index.js';
import type { StudyStore } from './index.js';
import { journalLine, journalValues } from './journal-line.js';

afterAll(removeTemporaryDirectories);

const studies = (stateDir: string) => join(stateDir, 'optimize', 'studies');
const storedLines = (stateDir: string) =>
  readdirSync(studies(stateDir)).flatMap((name) =>
    readFileSync(join(studies(stateDir), name), 'utf8')
      .trim()
      .split('\n'),
  );
const text = ({ found, errors }: StudyEnd) => (found === undefined ? `failed: ${errors}` : JSON.stringify(found));

describe.each([
  ['grid', { search: 'grid', workers: 0 }, [2, 20]],
  ['tpe', { search: 'tpe', trials: 14, workers: 0 }, [7]],
  ['grid in workers', { search: 'grid', workers: 2 }, [5]],
] as const)('%s', (_, config, failpoints) => {
  let whole = '';
  beforeAll(async () => {
    whole = text(await studyProcess({ config }));
    expect(whole).not.toContain('failed:');
  }, 60_000);

  test('killed at a trial and run again: the same result, each trial once', async () => {
    await Promise.all(
      failpoints.map(async (killAfter) => {
        const stateDir = temporaryDirectory();
        expect((await studyProcess({ stateDir, config, killAfter })).signal).toBe('SIGKILL');
        expect(storedLines(stateDir)).toHaveLength(killAfter);
        const again = await studyProcess({ stateDir, config });
        expect(text(again)).toBe(whole);
        const keys = again.found!.study.trials.map(({ params }) => JSON.stringify(params));
        expect(new Set(keys).size).toBe(keys.length);
        expect(readdirSync(studies(stateDir))).toEqual([]);
      }),
    );
  }, 120_000);
});

describe('in one process', () => {
  const input = { history: pathOf('resume', 700, (noise) => 0.01 * noise()), account: flatAccount(100_000) };
  const context = testContext({ strategies: [swing] });
  const study = async (store: StudyStore, config: object = {}) =>
    runStudy(input, optimizeConfig.parse({ strategy: 'swing', ...config }), context, store);
  /** A study that ends after `count` trials were stored. */
  const cut = async (stateDir: string, count: number) => {
    const store = studyFiles(stateDir);
    let left = count;
    const broken: StudyStore = {
      ...store,
      store: (...given) => {
        if (left-- === 0) throw new Error('cut');
        store.store(...given);
      },
    };
    await expect(study(broken)).rejects.toThrow('cut');
    return join(studies(stateDir), readdirSync(studies(stateDir))[0]!);
  };

  test('a torn last line is computed again; results that the code does not give are set aside', async () => {
    const whole = JSON.stringify(await study(memoryStore()));
    for (const damage of [
      (before: string) => before.slice(0, -40),
      (before: string) => `${before}half a line`,
      (before: string) => before.replace('"trades":', '"trades":1'),
      // As a strategy whose code changed under the same version would leave it.
      (before: string) =>
        (journalValues(before) as { trades: number }[])
          .map((line) => journalLine({ ...line, trades: line.trades + 1 }))
          .join(''),
    ]) {
      const stateDir = temporaryDirectory();
      const file = await cut(stateDir, 6);
      writeFileSync(file, damage(readFileSync(file, 'utf8')));
      expect(JSON.stringify(await study(studyFiles(stateDir)))).toBe(whole);
      expect(readdirSync(studies(stateDir))).toEqual([]);
    }
  });

  test('stored trials are not run again', async () => {
    const stateDir = temporaryDirectory();
    await cut(stateDir, 15);
    const store = studyFiles(stateDir);
    let stored = 0;
    await study({ ...store, store: (...given) => (stored++, store.store(...given)) });
    expect(stored).toBe(5);
  });

  test('the ledger counts every configuration ever tried, also of other searches and of interrupted ones', async () => {
    const stateDir = temporaryDirectory();
    const counted = async (config: object) =>
      (await study(studyFiles(stateDir), config)).study.evidence!.configurations;
    await cut(stateDir, 3);
    expect(await counted({ search: 'random', trials: 6, validation: { folds: 0 } })).toBe(20);
    expect(await counted({ search: 'grid' })).toBe(20);
    const choice = fixedChoice('TEST', {
      provider: 'inline',
      id: 'swing',
      version: '1.0.0',
      params: { n: 3, memo: 'x' },
    });
    const other = await runStudy({ ...input, choice }, optimizeConfig.parse({}), context, studyFiles(stateDir));
    expect(other.study.evidence!.configurations).toBe(40);
  });

  test('a state directory that cannot be written is a typed error', async () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    for (const stateDir of [file, '/proc/none/below'])
      await expect(study(studyFiles(stateDir))).rejects.toMatchObject({ code: 'BOT_CONFIG_STATE_UNWRITABLE' });
  });
});
