import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bars, CorporateAction } from '@bot-v2/sdk';
import { dataFolder, describeWith, referenceFolder } from '../../../../tests/shared-folder.js';
import { tape } from '../../test/frames.js';
import type { Candle } from '../../test/frames.js';
import { actionFactors, adjusted, asOfView, priceView } from './index.js';

const day = 86_400_000;
const table = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
/** Midnight UTC of YYYYMMDD or YYYY-MM-DD. */
const instant = (date: string) => {
  const digits = date.replaceAll('-', '');
  return Date.UTC(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)) - 1, Number(digits.slice(6, 8)));
};

/** Raw daily bars of the shared data as a frame. */
function rawBars(folder: string, symbol: string): Bars {
  const cells = table(join(folder, 'lean', 'daily', `${symbol}.csv`)).slice(1);
  const candles = cells.map((row) => row.slice(1, 5).map(Number) as unknown as Candle);
  return tape(candles, {
    symbol,
    time: Float64Array.from(cells, (row) => instant(row[0]!)),
    volume: Float64Array.from(cells, (row) => Number(row[5])),
  });
}

/** A factor of the file is rounded; the ratio of a split is a small fraction. */
function ratioOf(factor: number): number {
  for (let down = 1; down <= 20; down++) {
    const up = Math.round(down / factor);
    if (up > 0 && Math.abs(up / down / (1 / factor) - 1) < 2e-5) return up / down;
  }
  return 1 / factor;
}

interface ImpliedEvent {
  last_day_before_ex: string;
  type: 'split' | 'dividend';
  factor?: number;
  implied_amount?: number;
  ref_close: number;
}

/** The reference's events as actions: each takes effect on the day after the last one with the right. */
const actionsOf = (events: readonly ImpliedEvent[]): CorporateAction[] =>
  events.map((event) => {
    const exDate = instant(event.last_day_before_ex) + day;
    return event.type === 'split'
      ? { type: 'split', exDate, ratio: ratioOf(event.factor!), source: 'derived' }
      : { type: 'dividend', exDate, amount: event.implied_amount!, source: 'derived' };
  });

describeWith(referenceFolder === undefined ? undefined : dataFolder, 'views against reference closes', (data) => {
  const folder = join(referenceFolder!, '09_calendar');
  const reference = JSON.parse(readFileSync(join(folder, 'corporate_actions.json'), 'utf8')) as {
    facts: { id: string; ex: string; close_before?: number; after?: number; after_div28?: number; amount?: number }[];
    implied_events_from_factor_files: Record<string, ImpliedEvent[]>;
  };
  const files = readdirSync(folder).filter((name) => /^adjusted_.*\.csv$/.test(name));

  it('there are some', () => expect(files.length).toBeGreaterThan(0));

  it.each(files)('%s: split-adjusted and total-return closes', (file) => {
    const symbol = /^adjusted_(.*)\.csv$/.exec(file)![1]!;
    const events = reference.implied_events_from_factor_files[symbol]!;
    const raw = { ...rawBars(data, symbol), actions: actionsOf(events) };
    const split = adjusted(raw, 'split');
    const total = adjusted(raw, 'total_return');
    const rowOf = new Map(Array.from(raw.time, (time, row) => [time, row]));
    // The amounts are printed to 1e-4: what that can do to the product of all later factors.
    const printed = events.reduce((sum, e) => sum + (e.type === 'dividend' ? 0.5e-4 / e.ref_close : 0), 0);
    const [header, ...cells] = table(join(folder, file));
    expect(header).toEqual(['date', 'raw_close', 'price_factor', 'split_factor', 'split_adjusted', 'total_adjusted']);
    for (const [date, close, , splitFactor, splitAdjusted, totalAdjusted] of cells) {
      const row = rowOf.get(instant(date!))!;
      // So is the split factor, to 1e-7 (0.0178571 for 1/56); `views against factor files` below has no such slack.
      const slack = 1e-6 + 0.5e-7 / Number(splitFactor);
      const off =
        raw.close[row] !== Number(close) ||
        Math.abs(split.close[row]! / Number(splitAdjusted) - 1) > slack ||
        Math.abs(total.close[row]! / Number(totalAdjusted) - 1) > slack + printed;
      if (off) expect([date, split.close[row], total.close[row]]).toEqual([date, splitAdjusted, totalAdjusted]);
    }
    expect(cells.length).toBeGreaterThan(1000);
    expect(printed).toBeLessThan(2e-5);
  });

  it('every event falls on the row before its ex-date, at the close it names', () => {
    for (const [symbol, events] of Object.entries(reference.implied_events_from_factor_files)) {
      const raw = { ...rawBars(data, symbol), actions: actionsOf(events) };
      const factors = actionFactors(raw, true);
      expect(factors.length).toBe(events.length);
      events.forEach((event, k) => {
        const row = factors[k]!.row - 1;
        expect([raw.time[row], raw.close[row]]).toEqual([instant(event.last_day_before_ex), event.ref_close]);
        const implied = event.type === 'split' ? event.factor! : 1 - event.implied_amount! / event.ref_close;
        expect(Math.abs(1 / factors[k]!.price / implied - 1)).toBeLessThan(1e-5);
      });
    }
  });

  it('the facts: closes before the splits of AAPL, and what they became', () => {
    let checked = 0;
    for (const fact of reference.facts) {
      const symbol = fact.id.split(' ')[0]!;
      const raw = { ...rawBars(data, symbol), actions: actionsOf(reference.implied_events_from_factor_files[symbol]!) };
      const ex = raw.time.findIndex((time) => time >= instant(fact.ex));
      const found = raw.actions.filter((a) => a.exDate > raw.time[ex - 1]! && a.exDate <= raw.time[ex]!);
      const ratio = /(\d+):(\d+)/.exec(fact.id);
      if (ratio !== null) {
        expect(found).toMatchObject([{ type: 'split', ratio: Number(ratio[1]) / Number(ratio[2]) }]);
        expect(raw.close[ex - 1]).toBe(fact.close_before);
        const after = asOfView(raw, ex, 'split').close[ex - 1]!;
        expect(after).toBeCloseTo(fact.close_before! / Number(ratio[1]), 9);
        if (fact.after !== undefined) expect(after).toBeCloseTo(fact.after, 9);
        if (fact.after_div28 !== undefined)
          expect(adjusted(raw, 'split').close[ex - 1]).toBeCloseTo(fact.after_div28, 9);
      } else {
        const dividend = found.find((a) => a.type === 'dividend');
        expect(dividend?.type === 'dividend' && Math.abs(dividend.amount - fact.amount!)).toBeLessThan(0.01);
      }
      checked++;
    }
    expect(checked).toBe(reference.facts.length);
  });
});

describeWith(dataFolder, 'views against factor files', (data) => {
  const name = (symbol: string) => join(data, 'lean', 'factor_files', `${symbol.toLowerCase()}.csv`);
  const symbols = readdirSync(join(data, 'lean', 'daily'))
    .map((file) => file.replace(/\.csv$/, ''))
    .filter((symbol) => existsSync(name(symbol)));

  /** Factor rows, each valid up to and including its date and after the one before: price factor and split factor. */
  const factorsOf = (symbol: string) =>
    table(name(symbol)).map(([date, price, split]) => ({
      through: instant(date!),
      price: Number(price),
      split: Number(split),
    }));

  it.each(symbols)('%s: close × factors of its row, on every row', (symbol) => {
    const raw = rawBars(data, symbol);
    const factors = factorsOf(symbol);
    const at = (time: number) => factors.find((factor) => time <= factor.through)!;
    const actions: CorporateAction[] = [];
    for (let row = 1; row < raw.length; row++) {
      const [before, after] = [at(raw.time[row - 1]!), at(raw.time[row]!)];
      const exDate = raw.time[row]!;
      // Both on one day: the dividend on the old share first. An exact inverse of the rounded factors, up to 1 ulp.
      const left = before.price / after.price;
      if (left < 1)
        actions.push({ type: 'dividend', exDate, amount: raw.close[row - 1]! * (1 - left), source: 'derived' });
      if (before.split !== after.split)
        actions.push({ type: 'split', exDate, ratio: after.split / before.split, source: 'derived' });
    }
    const view = priceView({ ...raw, actions }, 'total_return');
    const split = adjusted({ ...raw, actions }, 'split');
    const last = at(raw.time[raw.length - 1]!);
    let worst = 0;
    for (let row = 0; row < raw.length; row++) {
      const { price, split: splitFactor } = at(raw.time[row]!);
      const total = (raw.close[row]! * price * splitFactor) / (last.price * last.split);
      worst = Math.max(worst, Math.abs(view.bars.close[row]! / total - 1));
      worst = Math.max(worst, Math.abs(split.close[row]! / ((raw.close[row]! * splitFactor) / last.split) - 1));
      const volume = raw.volume[row]! * (last.split / splitFactor);
      worst = Math.max(worst, Math.abs(split.volume[row]! - volume) / Math.max(1, volume));
    }
    expect(worst).toBeLessThan(1e-9);
  });
});
