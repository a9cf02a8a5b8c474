import { join } from 'node:path';
import { bot, describeBuilt, root, run } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

const compare = ['--workflow', 'compare_strategies', '--symbols', 'AAPL', '--from', '2016-06-01'];

/** Ids and parameters of the strategies that were compared, by id. */
async function compared(...more: string[]) {
  const result = await run([...compare, ...more]);
  const { rows } = result.portfolio.result.comparison!;
  expect(rows.map(({ error }) => error)).toEqual(rows.map(() => null));
  return rows.map(({ strategy }) => strategy).sort((a, b) => (a.id < b.id ? -1 : 1));
}

describeBuilt('--workflow compare_strategies', () => {
  it('compares the strategies that are named, also one of a file', async () => {
    const dip = join(root, 'examples/strategy-file/dip.ts');
    const found = await compared('--strategy', 'simple_ma', dip, 'simple_ma');
    expect(found.map(({ id }) => id)).toEqual(['dip', 'simple_ma']);
    expect(found[0]!.provider).toBe(`file:${dip}`);
  });

  it('compares a single one with all that are installed, beside its own defaults when it has other parameters', async () => {
    const found = await compared('--strategy', 'momentum', '--set', 'strategyParams.n=15');
    expect(found.map(({ id }) => id)).toEqual([
      'breakout',
      'mean_reversion',
      'momentum',
      'momentum',
      'simple_ma',
      'volatility',
    ]);
    const lengths = found.filter(({ id }) => id === 'momentum').map(({ params }) => params['n']);
    expect(lengths.sort()).toEqual([15, 20]);
  });

  it.each([
    ['a strategy nobody offers', [...compare, '--strategy', 'momentum', 'brakeout'], /"brakeout".*"breakout"/, 3],
    [
      'parameters of several',
      [...compare, '--strategy', 'momentum', 'breakout', '--set', 'strategyParams.n=15'],
      /strategyParams are those of one strategy.*analyze\.compare\.strategies/,
      2,
    ],
    ['deciding anew', [...compare, '--reselect', '60'], /decides nothing that could be decided anew/, 2],
    [
      'several where one trades',
      ['--symbols', 'AAPL', '--strategy', 'momentum', 'breakout'],
      /trades one strategy.*--workflow compare_strategies --strategy momentum breakout/,
      2,
    ],
  ])('refuses %s once, and says what to do', async (_, words, text, code) => {
    expectRefusal(await bot(words), code, text);
  });
});
