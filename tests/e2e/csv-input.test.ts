import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bot, describeBuilt, freshFolder, fromCsv, run, writeCsv } from '../blackbox/bot.js';
import type { Row } from '../blackbox/bot.js';
import { expectRefusal } from './one-line.js';

/** 600 weekdays of a price that goes its way. */
function rows(): Row[] {
  const list: Row[] = [];
  for (let i = 0, at = Date.UTC(2015, 0, 5); list.length < 600; i++, at += 86_400_000) {
    if ([0, 6].includes(new Date(at).getUTCDay())) continue;
    const close = 100 + 10 * Math.sin(i / 40) + i / 60;
    list.push({
      date: new Date(at).toISOString().slice(0, 10),
      open: close - 0.2,
      high: close + 1,
      low: close - 1,
      close,
      volume: 1000 + i,
    });
  }
  return list;
}

const backtest = (folder: string) => ['--mode', 'backtest', '--symbols', 'X', ...fromCsv(folder)];

/** A folder with `X.csv` after `change`. */
function changed(change: (list: Row[]) => Row[] | void): string {
  const list = rows();
  return writeCsv(freshFolder(), 'X', change(list) ?? list);
}

describeBuilt('CSV input', () => {
  it('a good file runs, and the result names it', async () => {
    const folder = changed((list) => list);
    const result = await run(backtest(folder));
    expect(result.symbols['X']!.result.data).toMatchObject({ bars: 600, basis: 'as_given' });
  });

  it.each([
    ['a NaN price', (list: Row[]) => void (list[300] = { ...list[300]!, close: NaN }), /302|NaN/],
    [
      'a duplicate date',
      (list: Row[]) => [...list.slice(0, 300), list[299]!, ...list.slice(300)],
      /302|duplicate|twice/i,
    ],
    [
      'dates out of order',
      (list: Row[]) => [...list.slice(0, 300), list[301]!, list[300]!, ...list.slice(302)],
      /303|order/i,
    ],
    ['high below low', (list: Row[]) => void (list[300] = { ...list[300]!, high: list[300]!.low - 1 }), /302|high/i],
    ['a negative price', (list: Row[]) => void (list[300] = { ...list[300]!, low: -1 }), /302|positive/i],
    ['no rows', () => [], /X\.csv|empty|no bars/i],
  ])('%s is refused with its place', async (_what, change, place) => {
    expectRefusal(await bot(backtest(changed(change))), 5, /BOT_DATA_(MALFORMED|EMPTY|UNREADABLE)/, place);
  });

  it('an empty file is refused', async () => {
    const folder = freshFolder();
    writeFileSync(join(folder, 'X.csv'), '');
    expectRefusal(await bot(backtest(folder)), 5, /BOT_DATA_/);
  });

  it('a symbol without a file is refused with the nearest there is', async () => {
    const folder = changed((list) => list);
    const args = ['--mode', 'backtest', '--symbols', 'Y', ...fromCsv(folder)];
    expectRefusal(await bot(args), 5, /BOT_DATA_NOT_FOUND/);
  });

  it('a folder that is not there is refused', async () => {
    expectRefusal(await bot(backtest(join(freshFolder(), 'nowhere'))), 5, /nowhere/);
  });

  it('a folder in the place of a file is refused', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'X.csv'));
    const done = await bot(backtest(folder));
    expectRefusal(done, 5, /BOT_DATA_/);
  });
});
