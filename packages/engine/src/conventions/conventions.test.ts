import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineStrategy, flatAccount } from '@bot-v2/sdk';
import { z } from 'zod';
import { realBars } from '../../test/frames.js';
import { runFrames } from '../frame-driver/index.js';
import { botPolicies, switchNames, withSwitches } from '../policies/index.js';
import { conventionNames, conventionsOf, statisticsByName } from './index.js';

const root = join(import.meta.dirname, '../../../..');

/** Sources that are published: not tests, not those of other conventions. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test(-d)?\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(root.length + 1))
    .filter((path) => path.includes('/src/') && !/\/(node_modules|dist|conventions)\//.test(path));
}

const published = [...sources('packages'), ...sources('apps')].map(
  (path) => [path, readFileSync(join(root, path), 'utf8')] as const,
);

describe('the conventions of other engines', () => {
  it('are named nowhere else in the sources', () => {
    expect(published.length).toBeGreaterThan(300);
    const named = published.filter(([, text]) => /backtesting\.py|backtrader|vectorbt/i.test(text));
    expect(named.map(([path]) => path)).toEqual([]);
  });

  it('are imported by nothing but one lazy call, so that nothing changes without them', () => {
    const importing = published.filter(([, text]) => /from '[^']*\/conventions(\/index\.js)?'/.test(text));
    expect(importing.map(([path]) => path)).toEqual([]);
    const lazily = published.filter(([, text]) => text.includes("import('@bot-v2/engine/conventions')"));
    expect(lazily.map(([path]) => path)).toEqual(['packages/slices/backtest/src/named-conventions.ts']);
  });

  it('state every switch there is', () => {
    const flat = (record: object, prefix = ''): string[] =>
      Object.entries(record).flatMap(([key, value]) =>
        typeof value === 'object' && value !== null ? flat(value as object, `${prefix}${key}.`) : [prefix + key],
      );
    for (const name of conventionNames) {
      const { loop, report } = conventionsOf(name);
      expect([...flat(loop), ...flat(report)].sort()).toEqual([...switchNames].sort());
    }
  });

  it('change by single switches, and leave the named ones alone', () => {
    const changed = conventionsOf('backtesting.py', {
      marketFill: 'previous-close',
      'children.afterMarket.stopLoss': 'next-bar',
    });
    expect(changed.loop.marketFill).toBe('previous-close');
    expect(changed.loop.children.afterMarket).toEqual({ stopLoss: 'next-bar', takeProfit: 'same-bar' });
    expect(conventionsOf('backtesting.py').loop.marketFill).toBe('next-open');
    expect(withSwitches(botPolicies, { annualFactor: 260 }).report.annualFactor).toBe(260);
  });

  it.each([
    ['a name', () => conventionsOf('backtestin.py'), /backtestin\.py/, /backtesting\.py/],
    ['a switch', () => conventionsOf('bot', { marketFil: 'x' }), /marketFil/, /marketFill/],
    ['a value', () => conventionsOf('bot', { marketFill: 'yesterday' }), /yesterday/, /next-open/],
  ])('refuse %s nobody knows, with the nearest', (_, act, message, hint) => {
    expect(act).toThrow(
      expect.objectContaining({
        code: 'BOT_CONFIG_INVALID',
        message: expect.stringMatching(message),
        hint: expect.stringMatching(hint),
      }),
    );
  });
});

describe('a user strategy', () => {
  const crossing = defineStrategy({
    id: 'crossing',
    version: '1.0.0',
    params: z.object({}),
    warmup: () => 29,
    scaleFree: true,
    prepare: (bars, _, ta) => ({ cross: ta.crossings(ta.sma(bars.close, 10), ta.sma(bars.close, 30)) }),
    onBar: ({ cols, out }) => {
      if (cols.cross.now !== 0) out.target(Math.max(0, cols.cross.now));
    },
  });
  const run = (name: string, strategy = crossing as typeof crossing) =>
    runFrames({
      legs: [{ symbol: 'TXN', bars: realBars('TXN'), from: 0, strategy }],
      account: flatAccount(10_000),
      policies: conventionsOf(name),
      probe: { points: 10 },
    });

  it.each(conventionNames.filter((name) => name !== 'bot'))('runs under %s, probed, with its figures', (name) => {
    const done = run(name);
    expect(done.fills.length).toBeGreaterThan(20);
    expect(done.probe.verdict).toBe('none_found');
    expect(done.conventions['conventions']).toBe(name);
    const figures = Object.values(statisticsByName(done)!);
    expect(figures.length).toBeGreaterThan(8);
    expect(figures.every((figure) => figure === null || typeof figure === 'string' || Number.isFinite(figure))).toBe(
      true,
    );
  });

  it.each(conventionNames)('that peeks is caught under %s', (name) => {
    const peeking = defineStrategy({
      ...crossing,
      id: 'peeking',
      prepare: (bars: ReturnType<typeof realBars>) => ({
        cross: bars.close.map((x, i) => Math.sign((bars.close[i + 1] ?? x) - x)),
      }),
    });
    expect(() => run(name, peeking as unknown as typeof crossing)).toThrow(
      expect.objectContaining({ code: 'BOT_STRATEGY_LOOKAHEAD' }),
    );
  });

  it('has no figures under another name by our own conventions', () => {
    expect(statisticsByName(run('bot'))).toBeNull();
  });
});
