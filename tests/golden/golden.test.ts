import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeBuilt } from '../blackbox/bot.js';
import { node24 } from './node-24.js';

/**
 * The runs are recorded in UTC and compared in another time zone, so that one run asks for both: the same again, and the same
 * elsewhere. Further zones and Node 24, which is fetched from the registry, are for `GOLDEN_EVERYWHERE=1`.
 */
const everywhere = process.env['GOLDEN_EVERYWHERE'] !== undefined;
const file = (name: string) => join(import.meta.dirname, name);
const golden = () => readFileSync(file('golden.json'), 'utf8');

/** The runs, by a process of its own. */
async function runs(binary = process.execPath, zone = 'UTC', options: string[] = []): Promise<string> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(binary, [...options, file('golden-runs.mjs')], {
    env: { ...env, TZ: zone },
    maxBuffer: 1 << 24,
  });
  return stdout;
}

/** Whether the folder of other engines' conventions is there: one may delete it, and loses their runs alone. */
const conventions = existsSync(file('../../packages/engine/src/conventions'));

/** The runs by our own conventions. */
const own = (text: string) =>
  Object.entries(JSON.parse(text) as Record<string, unknown>).filter(([run]) => !run.includes('the conventions of'));

/** What differs, by run, so that a failure can be read. */
function expectGolden(text: string): void {
  if (!conventions) return expect(own(text)).toEqual(own(golden()));
  expect(JSON.parse(text)).toEqual(JSON.parse(golden()));
  expect(text).toBe(golden());
}

describeBuilt('golden runs', () => {
  it('are what they were, to the last byte (UPDATE_GOLDEN=1 takes the new ones, and CHANGES.md says why)', async () => {
    const update = process.env['UPDATE_GOLDEN'] !== undefined;
    const now = await runs(process.execPath, update ? 'UTC' : 'Pacific/Chatham');
    if (update) writeFileSync(file('golden.json'), now);
    expectGolden(now);
  }, 120_000);

  it('a change of them is a line of CHANGES.md, which names their hash', () => {
    const hash = createHash('sha256').update(golden()).digest('hex');
    const newest = readFileSync(file('CHANGES.md'), 'utf8').trimEnd().split('\n').pop()!;
    expect(newest).toMatch(/^\| `[0-9a-f]{16}` \| .{20,} \|$/);
    expect(newest).toContain(hash.slice(0, 16));
  });

  (everywhere ? it : it.skip).each(['UTC', 'America/New_York', 'Asia/Kolkata'])(
    `are the same in %s${everywhere ? '' : ' (skipped: GOLDEN_EVERYWHERE is not set)'}`,
    async (zone) => expectGolden(await runs(process.execPath, zone)),
    120_000,
  );

  (everywhere ? it : it.skip)(
    `are the same without the conventions of other engines${everywhere ? '' : ' (skipped: GOLDEN_EVERYWHERE is not set)'}`,
    async () => {
      const now = await runs(process.execPath, 'UTC', ['--import', file('without-conventions.mjs')]);
      expect(own(now)).toEqual(own(golden()));
      expect(own(now).length).toBeLessThan(Object.keys(JSON.parse(golden()) as object).length);
      expect(now).not.toBe(golden());
    },
    120_000,
  );

  const newer = everywhere ? node24() : { why: 'GOLDEN_EVERYWHERE is not set' };
  const onNode24 = 'binary' in newer ? it : it.skip;
  onNode24(
    `are the same on Node 24${'why' in newer ? ` (skipped: ${newer.why})` : ''}`,
    async () => expectGolden(await runs('binary' in newer ? newer.binary : '')),
    120_000,
  );
});
