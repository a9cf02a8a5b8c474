import { barsSchema, decisionInstant, rowsUpTo, splitAt } from './index.js';
import type { Bars, CorporateAction, DataFinding } from './index.js';
import { validateSync } from '../standard-schema.js';

const DAY = 86_400_000;
const START = Date.UTC(2020, 0, 1);

function frame(
  rows: number,
  options: { symbol?: string; startDay?: number; actions?: CorporateAction[]; findings?: DataFinding[] } = {},
): Bars {
  const { symbol = 'X', startDay = 0, actions = [], findings = [] } = options;
  const column = (f: (i: number) => number) => Float64Array.from({ length: rows }, (_, i) => f(i));
  return {
    symbol,
    interval: '1d',
    length: rows,
    time: column((i) => START + (startDay + i) * DAY),
    open: column((i) => 10 + i),
    high: column((i) => 11 + i),
    low: column((i) => 9 + i),
    close: column((i) => 10.5 + i),
    volume: column(() => 1000),
    basis: 'raw',
    actions,
    provenance: { kind: 'synthetic', provider: 'test', source: 'test', contentHash: 'whole' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings },
  };
}
const hash = (bars: Bars) => `h${bars.length}`;

describe('splitAt', () => {
  const split: CorporateAction = { type: 'split', exDate: START + 6 * DAY, ratio: 2, source: 'reported' };
  const dividend: CorporateAction = { type: 'dividend', exDate: START + 4 * DAY, amount: 1, source: 'reported' };
  const bars = frame(10, {
    actions: [dividend, split],
    findings: [
      { check: 'a', severity: 'info', message: '', count: 1, from: START, to: START + 4 * DAY },
      { check: 'b', severity: 'info', message: '', count: 1, from: START, to: START + 5 * DAY },
    ],
  });
  const { history, evaluation } = splitAt(bars, START + 4 * DAY, hash);

  it('history is what was known: rows, actions and findings up to the instant', () => {
    expect(history.length).toBe(5);
    expect(history.actions).toEqual([dividend]);
    expect(history.quality.findings.map(({ check }) => check)).toEqual(['a']);
    expect(history.provenance.contentHash).toBe('h5');
  });

  it('history is a copy: its buffer ends where it ends', () => {
    expect(history.close.buffer.byteLength).toBe(5 * 8);
    expect(history.close.buffer).not.toBe(bars.close.buffer);
  });

  it('evaluation is the frame itself, tradable from the next row', () => {
    expect(evaluation.bars).toBe(bars);
    expect(evaluation.from).toBe(5);
  });

  it('an instant before everything leaves an empty history', () => {
    const start = splitAt(bars, -Infinity, hash);
    expect(start.history.length).toBe(0);
    expect(start.evaluation.from).toBe(0);
  });
});

describe('decisionInstant', () => {
  it('a fraction counts the bars of the common span', () => {
    expect(decisionInstant([frame(11)], { fraction: 0.5 })).toBe(START + 4 * DAY);
    const late = frame(10, { symbol: 'Y', startDay: 5 });
    expect(decisionInstant([frame(11), late], { fraction: 0.5 })).toBe(START + 7 * DAY);
    expect(decisionInstant([frame(11)], { fraction: 0 })).toBe(-Infinity);
  });

  it('a date that is no bar means the last bar before it', () => {
    expect(decisionInstant([frame(5)], { date: START + 2 * DAY + 1 })).toBe(START + 2 * DAY);
  });

  it.each([
    ['before the data', START - DAY],
    ['at the last bar', START + 4 * DAY],
    ['after the data', START + 9 * DAY],
  ])('%s is refused with the dates that work', (_name, date) => {
    expect(() => decisionInstant([frame(5)], { date })).toThrow(
      expect.objectContaining({
        code: 'BOT_DATA_DECIDE_AT',
        hint: expect.stringContaining('2020-01-01 to 2020-01-04'),
      }),
    );
  });

  it('a frame of one bar cannot be split', () => {
    expect(() => decisionInstant([frame(1)], { fraction: 0.5 })).toThrow(/has too few bars to split: 1/);
  });

  it('frames that do not overlap cannot be split', () => {
    expect(() => decisionInstant([frame(5), frame(5, { startDay: 30 })], { fraction: 0.5 })).toThrow(
      expect.objectContaining({ code: 'BOT_DATA_DECIDE_AT' }),
    );
  });
});

describe('rowsUpTo', () => {
  const time = Float64Array.of(1, 3, 5);
  it.each([
    [0, 0],
    [1, 1],
    [4, 2],
    [5, 3],
    [9, 3],
  ])('at %d there are %d rows', (instant, rows) => expect(rowsUpTo(time, instant)).toBe(rows));
});

describe('barsSchema', () => {
  it('keeps the identity of a good frame', () => {
    const bars = frame(3);
    expect(validateSync(barsSchema, bars)).toEqual({ value: bars });
    expect((validateSync(barsSchema, bars) as { value: Bars }).value).toBe(bars);
  });

  it.each([
    ['a column of the wrong length', { close: new Float64Array(2) }, 'close'],
    ['a plain array', { close: [1, 2, 3] }, 'close'],
    ['no symbol', { symbol: '' }, 'symbol'],
    ['an unknown basis', { basis: 'magic' }, 'basis'],
  ])('refuses %s', (_name, change, where) => {
    const result = validateSync(barsSchema, { ...frame(3), ...change });
    expect(result.issues?.map((issue) => issue.path?.[0])).toContain(where);
  });
});
