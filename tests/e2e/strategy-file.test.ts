import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, describeBuilt, freshFolder, root, run } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

const dip = join(root, 'examples/strategy-file/dip.ts');
const over = (file: string) => ['--strategy', file, '--symbols', 'TXN'];

/** A folder with one strategy file. */
function folderWith(text: string): string {
  const folder = freshFolder();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'own.ts'), text);
  return folder;
}

describeBuilt('a strategy in a file', () => {
  it('trades, with its parameters, and is named with its code in the manifest', async () => {
    const report = async (...more: string[]) => run([...over(dip), ...more]);
    const first = await report();
    const { backtest } = first.portfolio.result;
    expect(backtest!.strategies['TXN']).toBe('dip@1.0.0');
    expect(backtest!.stats.closedTrades).toBeGreaterThan(10);
    expect(first.manifest.code[`file:${dip}`]).toMatch(/^[0-9a-f]{64}$/);
    const other = await report('--set', 'strategyParams.hold=9');
    expect(other.portfolio.result.backtest!.orderHash).not.toBe(backtest!.orderHash);
  });

  it('replays to the same bytes, and names the file when its code has changed', async () => {
    const text = `import { defineStrategy } from '@bot-v2/sdk';
import { z } from 'zod';
export default defineStrategy({ id: 'own', version: '1.0.0', params: z.object({}), warmup: () => 20,
  prepare: (bars, p, ta) => ({ close: bars.close, mean: ta.sma(bars.close, 20) }),
  onBar: ({ cols, out }) => out.target(cols.close.now > cols.mean.now ? 1 : 0) });
`;
    const cwd = folderWith(text);
    await bot(over('./own.ts'), { cwd });
    const same = await bot(['replay', 'last'], { cwd });
    expect([same.code, same.stdout]).toEqual([0, expect.stringMatching(/the same bytes/)]);
    writeFileSync(join(cwd, 'own.ts'), text.replace('? 1 : 0', '? 0 : 1'));
    const changed = await bot(['replay', 'last'], { cwd });
    expect([changed.code, changed.stdout]).toEqual([6, expect.stringMatching(/code file:.*own\.ts/)]);
  });

  it.each([
    ['that is not there', '', './missing.ts', /there is no strategy file .*missing\.ts.*BOT_CONFIG_USAGE/],
    ['that does not parse', 'export default {', './own.ts', /own\.ts.*BOT_STRATEGY_INVALID/],
    ['that throws', 'throw new Error("no");', './own.ts', /own\.ts.*no.*BOT_STRATEGY_INVALID/],
    ['without a strategy', 'export const x = 1;', './own.ts', /own\.ts.*BOT_STRATEGY_INVALID/],
    ['with an unknown import', 'import "nowhere"; export default 1;', './own.ts', /nowhere.*BOT_STRATEGY_INVALID/],
  ])('%s is refused in one line', async (_what, text, file, pattern) => {
    const done = await bot(over(file), { cwd: folderWith(text) });
    expectRefusal(done, /CONFIG/.test(pattern.source) ? 2 : 6, pattern);
  });
});
