import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sliceConformance, testContext } from '@bot-v2/sdk/testing';
import { crossing, smallInput } from '../test/paper-input.js';
import { removeTemporaryDirectories, temporaryDirectory } from '../test/temporary-directory.js';
import paperTrade, { paperTradeConfig } from './index.js';

afterAll(removeTemporaryDirectories);

const context = () => testContext({ mode: 'paper', strategies: [crossing], stateDir: temporaryDirectory() });
const create = (config = {}) => paperTrade.create({ config: paperTradeConfig.parse(config), log: testContext().log });
const example = () => ({ input: smallInput(), context: context() });

describe('keeps the contract of slices', () => {
  const packageJson: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  for (const check of sliceConformance(paperTrade, { packageJson, examples: { run: example, execute: example } })) {
    test(check.name, () => check.run());
  }
});

test('execution.execute is the same session', async () => {
  const [one, other] = [
    await create().handlers.run(smallInput(), context()),
    await create().handlers.execute(smallInput(), context()),
  ];
  const path = expect.any(String) as string;
  expect(other.result).toEqual({
    kind: 'session',
    session: { ...one.report, journal: { ...one.report.journal, path } },
  });
});

test('sessions are kept in the state directory', async () => {
  const ctx = context();
  const { report } = await create().handlers.run(smallInput(), ctx);
  expect(report.journal.path).toBe(join(ctx.stateDir, 'paper', `${report.sessionId}.db`));
});

test('health counts the sessions it finds, and names those it cannot read', async () => {
  const store = temporaryDirectory();
  expect(await create().health!()).toEqual({ status: 'ok', message: expect.stringContaining('no session run yet') });
  expect(await create({ store: join(store, 'none') }).health!()).toMatchObject({ status: 'ok' });

  const slice = create({ store });
  await slice.handlers.run(smallInput(), context());
  expect(await slice.health!()).toEqual({ status: 'ok', message: `1 session in ${store}: 1 finished, 0 to resume` });
  const controller = new AbortController();
  const ctx = testContext({ mode: 'paper', strategies: [crossing], signal: controller.signal });
  ctx.bus.on(() => controller.abort());
  await create({ store, session: 'second' }).handlers.run(smallInput(), ctx);
  expect(await slice.health!()).toEqual({ status: 'ok', message: `2 sessions in ${store}: 1 finished, 1 to resume` });

  writeFileSync(join(store, 'broken.db'), 'no database');
  const health = await slice.health!();
  expect([health.status, health.message]).toEqual(['degraded', expect.stringContaining('1 unreadable (broken)')]);
});
