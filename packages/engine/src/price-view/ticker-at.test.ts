import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, describeWith } from '../../../../tests/shared-folder.js';
import { splitAtRow, symbolChangeAtRow as change, timeOf } from '../../test/frames.js';
import { tickerAt } from './index.js';
import type { SymbolChange } from './index.js';

describe('tickerAt', () => {
  const history = [change(20, 'BB', 'CC'), splitAtRow(5, 2), change(10, 'AA', 'BB')];

  it.each([
    [0, 'AA'],
    [9, 'AA'],
    [10, 'BB'],
    [19, 'BB'],
    [20, 'CC'],
    [99, 'CC'],
  ])('at day %d it is %s', (row, ticker) => expect(tickerAt('CC', history, timeOf(row))).toBe(ticker));

  it('is the symbol itself when it never changed', () => {
    expect(tickerAt('CC', [splitAtRow(5, 2)], timeOf(0))).toBe('CC');
  });

  it('refuses changes that are no chain', () => {
    expect(() => tickerAt('CC', [change(10, 'AA', 'BB'), change(20, 'ZZ', 'CC')], timeOf(0))).toThrow(
      expect.objectContaining({ code: 'BOT_DATA_MALFORMED', message: expect.stringContaining('ZZ') }),
    );
  });
});

/** The tickers a map file names, each valid up to and including its date. */
function mapFile(text: string): { through: number; ticker: string }[] {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
    .map(([date, ticker]) => ({
      through: Date.UTC(Number(date!.slice(0, 4)), Number(date!.slice(4, 6)) - 1, Number(date!.slice(6, 8))),
      ticker: ticker!,
    }));
}

describeWith(dataFolder, 'tickerAt, on the map files of real securities', (folder) => {
  const files = readdirSync(join(folder, 'lean', 'map_files')).filter((name) => name.endsWith('.csv'));

  it('gives the ticker of every span, and some of them changed', () => {
    const day = 86_400_000;
    let changes = 0;
    for (const file of files) {
      const spans = mapFile(readFileSync(join(folder, 'lean', 'map_files', file), 'utf8'));
      const actions = spans.slice(1).flatMap(({ ticker }, k): SymbolChange[] => {
        const { ticker: from, through } = spans[k]!;
        return from === ticker
          ? []
          : [{ type: 'symbol_change', exDate: through + day, from, to: ticker, source: 'reported' }];
      });
      changes += actions.length;
      for (const [k, { ticker, through }] of spans.entries()) {
        expect([file, tickerAt(spans.at(-1)!.ticker, actions, through)]).toEqual([file, ticker]);
        if (k > 0) expect(tickerAt(spans.at(-1)!.ticker, actions, spans[k - 1]!.through + day)).toBe(ticker);
      }
    }
    expect(changes).toBeGreaterThan(5);
  });
});
