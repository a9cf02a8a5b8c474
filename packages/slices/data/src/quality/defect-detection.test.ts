import { loadSample } from '@bot-v2/sample-data';
import type { SampleFrame } from '@bot-v2/sample-data';
import { createRandom } from '@bot-v2/quant/random';
import type { Random } from '@bot-v2/quant/random';
import { barColumns } from '@bot-v2/sdk';
import type { BarColumn, CorporateAction } from '@bot-v2/sdk';
import { qualityChecks } from './index.js';
import type { CheckedBars, LocatedFinding } from './index.js';
import { sessionDaysOf } from './session-days.js';

const dayMs = 86_400_000;
const symbols = ['AAPL', 'MSFT', 'TXN', 'SP500'] as const;
const prices = ['open', 'high', 'low', 'close'] as const;
const draws = 20;

type Columns = Record<BarColumn, Float64Array>;
interface Subject extends CheckedBars {
  columns: Columns;
}

function cleanBars(frame: SampleFrame): Subject {
  const columns = Object.fromEntries(barColumns.map((c) => [c, frame[c].slice()])) as Columns;
  return {
    columns,
    actions: frame.actions as CorporateAction[],
    interval: '1d',
    basis: 'raw',
    sessions: sessionDaysOf('XNYS', frame.time),
  };
}

const clean = Object.fromEntries(symbols.map((symbol) => [symbol, cleanBars(loadSample(symbol))]));

function copy(bars: Subject): Subject {
  return { ...bars, columns: Object.fromEntries(barColumns.map((c) => [c, bars.columns[c].slice()])) as Columns };
}

/** The frame without the rows from `from` to `to`. */
function without(bars: Subject, from: number, to: number): Subject {
  const columns = Object.fromEntries(
    barColumns.map((c) => [c, bars.columns[c].filter((_, row) => row < from || row > to)]),
  ) as Columns;
  return { ...bars, columns };
}

function scaleRow({ columns }: Subject, row: number, factor: number, fields: readonly BarColumn[] = prices): void {
  for (const field of fields) columns[field][row] = columns[field][row]! * factor;
}

/** Adjusted by splits and dividends known to nobody, as a vendor gives it: no actions, an adjusted close beside it. */
function withDividends(
  bars: Subject,
  random: Random,
  paid: (before: number) => number,
): { bars: Subject; row: number; dividends: Float64Array; adjustedClose: Float64Array } {
  const { close } = bars.columns;
  const adjusted = splitAdjusted(bars);
  const dividends = new Float64Array(close.length);
  for (let row = 40 + random.integer(0, 20); row < close.length - 5; row += 63)
    dividends[row] = paid(adjusted.columns.close[row - 1]!);
  const rows = [...dividends.keys()].filter((row) => dividends[row]! > 0);
  // The price falls by what is paid: earlier prices are raised by it, so that the series stays as it is.
  for (const row of rows) {
    const factor = 1 + dividends[row]! / (adjusted.columns.close[row - 1]! - dividends[row]!);
    for (const field of prices)
      for (let i = 0; i < row; i++) adjusted.columns[field][i] = adjusted.columns[field][i]! * factor;
    for (const other of rows) if (other < row) dividends[other] = dividends[other]! * factor;
    dividends[row] = dividends[row]! * factor;
  }
  return {
    bars: adjusted,
    row: rows[random.integer(1, rows.length - 1)]!,
    dividends,
    adjustedClose: backAdjusted(adjusted, dividends),
  };
}

function backAdjusted(
  { columns: { close } }: CheckedBars,
  dividends: Float64Array,
  skip = -1,
  share = 1,
): Float64Array {
  const adjusted = close.slice();
  let factor = 1;
  for (let row = close.length - 1; row >= 0; row--) {
    adjusted[row] = close[row]! * factor;
    if (dividends[row]! > 0) factor *= 1 - (dividends[row]! * (row === skip ? share : 1)) / close[row - 1]!;
  }
  return adjusted;
}

/** Prices without splits: what a file without actions holds when all is well. */
function splitAdjusted(given: Subject): Subject {
  const bars = copy(given);
  for (const action of given.actions) {
    const row = given.columns.time.indexOf(action.exDate);
    for (let i = 0; i < row; i++) {
      if (action.type === 'split') {
        for (const field of prices) bars.columns[field][i] = bars.columns[field][i]! / action.ratio;
        bars.columns.volume[i] = bars.columns.volume[i]! * action.ratio;
      } else if (action.type === 'dividend' && action.amount > 1) {
        const factor = 1 - action.amount / given.columns.close[row - 1]!;
        for (const field of prices) bars.columns[field][i] = bars.columns[field][i]! * factor;
      }
    }
  }
  return { ...bars, actions: [], basis: 'as_given' };
}

interface Injected {
  readonly bars: CheckedBars;
  /** Rows any of which the finding must name, give or take one. */
  readonly rows: readonly number[];
}
type Defect = (bars: Subject, random: Random) => Injected;

/** A row with a month of bars on either side, away from the turn of the year (a block would lie in two). */
function somewhere({ columns: { time } }: CheckedBars, random: Random, room = 30): number {
  for (;;) {
    const row = random.integer(room + 65, time.length - room - 2);
    const month = new Date(time[row]!).getUTCMonth();
    if (month > 0 && month < 10) return row;
  }
}

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

const defects: Readonly<Record<string, readonly [check: string, inject: Defect]>> = {
  'missing sessions': [
    'missing_session',
    (bars, random) => {
      const row = somewhere(bars, random);
      return { bars: without(bars, row, row + random.integer(0, 7)), rows: [row] };
    },
  ],
  'a weekend bar': [
    'unexpected_session',
    (bars, random) => {
      const { time } = bars.columns;
      let row = somewhere(bars, random);
      while (time[row + 1]! - time[row]! < 3 * dayMs) row++;
      bars.columns.time[row] = time[row]! + dayMs;
      return { bars, rows: [row] };
    },
  ],
  'a bar on a holiday, without a calendar a Sunday': [
    'unexpected_session',
    (bars, random) => {
      const { time } = bars.columns;
      let row = somewhere(bars, random);
      while (time[row]! - time[row - 1]! < 3 * dayMs) row++;
      bars.columns.time[row] = time[row]! - dayMs;
      // Without a calendar nobody can know that a Monday was a holiday.
      const sunday = new Date(time[row]!).getUTCDay() === 0;
      return { bars: sunday ? { ...bars, sessions: undefined } : bars, rows: [row] };
    },
  ],
  'dates that slip by a day for some weeks': [
    'time_zone_shift',
    (bars, random) => {
      const row = somewhere(bars, random);
      const { time } = bars.columns;
      for (let i = row; i < row + 25; i++) time[i] = time[i]! - dayMs;
      for (let i = 1; i < time.length; i++)
        if (time[i]! <= time[i - 1]!) return { bars: without(bars, i, i), rows: range(row - 4, 10) };
      return { bars, rows: range(row - 5, 11) };
    },
  ],
  'a hole of half a year and another company': [
    'reused_ticker',
    (bars, random) => {
      const row = Math.min(somewhere(bars, random), bars.columns.time.length - 140);
      const cut = without(bars, row, row + 99);
      for (let i = row; i < cut.columns.close.length; i++) scaleRow(cut, i, 0.37);
      return { bars: cut, rows: [row] };
    },
  ],
  'one bar in another unit': [
    'hundredfold_error',
    (bars, random) => {
      const row = somewhere(bars, random);
      scaleRow(bars, row, random.next() < 0.5 ? 100 : 0.01);
      return { bars, rows: [row] };
    },
  ],
  'a stretch in another unit': [
    'hundredfold_error',
    (bars, random) => {
      const row = somewhere(bars, random);
      const factor = random.next() < 0.5 ? 100 : 0.01;
      const rows = range(row, random.integer(2, 15));
      for (const i of rows) scaleRow(bars, i, factor);
      return { bars, rows };
    },
  ],
  'one price in another unit': [
    'hundredfold_error',
    (bars, random) => {
      const row = somewhere(bars, random);
      scaleRow(bars, row, random.next() < 0.5 ? 100 : 0.01, [prices[random.integer(0, 3)]!]);
      return { bars, rows: [row] };
    },
  ],
  'pence to pounds for good': [
    'currency_unit_switch',
    (bars, random) => {
      const row = somewhere(bars, random);
      const factor = random.next() < 0.5 ? 100 : 0.01;
      for (let i = row; i < bars.columns.close.length; i++) scaleRow(bars, i, factor);
      return { bars, rows: [row] };
    },
  ],
  'a split nobody mentions': [
    'missing_split_adjustment',
    (given, random) => {
      const bars = splitAdjusted(given);
      const row = somewhere(bars, random);
      const ratio = [1.5, 2, 3, 4, 5, 7, 10, 20, 0.5, 0.2, 0.1][random.integer(0, 10)]!;
      for (let i = 0; i < row; i++) {
        scaleRow(bars, i, ratio);
        bars.columns.volume[i] = bars.columns.volume[i]! / ratio;
      }
      return { bars, rows: [row] };
    },
  ],
  'a stated split that was not applied': [
    'missing_split_adjustment',
    (given, random) => {
      const bars = splitAdjusted(given);
      const row = somewhere(bars, random);
      const ratio = [1.25, 2, 3, 4, 7, 0.5, 0.25, 0.1][random.integer(0, 7)]!;
      const splits = new Float64Array(bars.columns.close.length);
      splits[row] = ratio;
      for (let i = 0; i < row - random.integer(0, 3); i++) scaleRow(bars, i, ratio);
      return { bars: { ...bars, stated: { splits } }, rows: [row - 5] };
    },
  ],
  'a stated split applied once too often to one row': [
    'bad_split',
    (given, random) => {
      const bars = splitAdjusted(given);
      const row = somewhere(bars, random);
      const ratio = [1.5, 2, 4, 7, 0.5, 0.1][random.integer(0, 5)]!;
      const splits = new Float64Array(bars.columns.close.length);
      splits[row] = ratio;
      const wrong = row - random.integer(1, 6);
      scaleRow(bars, wrong, random.next() < 0.5 ? ratio : 1 / ratio);
      return { bars: { ...bars, stated: { splits } }, rows: [wrong] };
    },
  ],
  'a split action on raw prices that are adjusted already': [
    'missing_split_adjustment',
    (given, random) => {
      const bars = splitAdjusted(given);
      const row = somewhere(bars, random);
      const action: CorporateAction = { type: 'split', exDate: bars.columns.time[row]!, ratio: 4, source: 'reported' };
      return { bars: { ...bars, basis: 'raw', actions: [action] }, rows: [row - 3] };
    },
  ],
  'a dividend left out of the adjusted close': [
    'missing_dividend_adjustment',
    (given, random) => {
      const { bars, row, dividends } = withDividends(given, random, (before) => before * random.uniform(0.005, 0.03));
      return {
        bars: { ...bars, stated: { dividends }, adjustedClose: backAdjusted(bars, dividends, row, 0) },
        rows: [row],
      };
    },
  ],
  'a dividend in the adjusted close as a hundredth': [
    'missing_dividend_adjustment',
    (given, random) => {
      const { bars, row, dividends } = withDividends(given, random, (before) => before * random.uniform(0.02, 0.06));
      return {
        bars: { ...bars, stated: { dividends }, adjustedClose: backAdjusted(bars, dividends, row, 0.01) },
        rows: [row],
      };
    },
  ],
  'a dividend in pence among pounds': [
    'bad_dividend',
    (given, random) => {
      const { bars, row, dividends, adjustedClose } = withDividends(
        given,
        random,
        (before) => before * random.uniform(0.003, 0.02),
      );
      const stated = dividends.slice();
      stated[row] = stated[row]! * 100;
      return { bars: { ...bars, stated: { dividends: stated }, adjustedClose }, rows: [row] };
    },
  ],
  'a dividend stated twice': [
    'phantom_dividend',
    (given, random) => {
      const { bars, row, dividends } = withDividends(given, random, (before) => before * random.uniform(0.01, 0.04));
      const stated = dividends.slice();
      const twin = row + (random.next() < 0.5 ? 1 : -1);
      stated[twin] = stated[row]!;
      return {
        bars: { ...bars, stated: { dividends: stated }, adjustedClose: backAdjusted(bars, stated) },
        rows: [row],
      };
    },
  ],
  'a capital gain counted twice': [
    'capital_gain_counted_twice',
    (given, random) => {
      const { bars, row, dividends } = withDividends(given, random, (before) => before * random.uniform(0.02, 0.06));
      const capitalGains = new Float64Array(dividends.length);
      capitalGains[row] = dividends[row]! * random.uniform(0.3, 0.9);
      const share = 1 + capitalGains[row]! / dividends[row]!;
      return {
        bars: {
          ...bars,
          stated: { dividends, capitalGains },
          adjustedClose: backAdjusted(bars, dividends, row, share),
        },
        rows: [row],
      };
    },
  ],
  'an adjusted close that was subtracted': [
    'adjusted_close_disagrees',
    (given, random) => {
      const bars = splitAdjusted(given);
      const least = bars.columns.close.reduce((a, b) => Math.min(a, b));
      const paid = least * random.uniform(0.2, 0.8);
      return { bars: { ...bars, adjustedClose: bars.columns.close.map((close) => close - paid) }, rows: [300] };
    },
  ],
  'a wrong close': [
    'price_spike',
    (bars, random) => {
      const row = somewhere(bars, random);
      const { high, low, close } = bars.columns;
      close[row] = close[row]! * (random.next() < 0.5 ? random.uniform(1.35, 1.8) : random.uniform(0.5, 0.7));
      high[row] = Math.max(high[row]!, close[row]!);
      low[row] = Math.min(low[row]!, close[row]!);
      return { bars, rows: [row] };
    },
  ],
  'a level that shifts without trading': [
    'large_jump',
    (given, random) => {
      const bars = splitAdjusted(given);
      const row = somewhere(bars, random);
      const factor = random.next() < 0.5 ? random.uniform(1.65, 1.8) : random.uniform(0.55, 0.61);
      for (let i = row; i < bars.columns.close.length; i++) scaleRow(bars, i, factor);
      return { bars, rows: [row] };
    },
  ],
  'a wrong high or low': [
    'extreme_range',
    (bars, random) => {
      const row = somewhere(bars, random);
      const { high, low } = bars.columns;
      if (random.next() < 0.5) high[row] = high[row]! * random.uniform(1.5, 2.5);
      else low[row] = low[row]! * random.uniform(0.4, 0.66);
      return { bars, rows: [row] };
    },
  ],
  'volume in thousands, or with three zeros too many': [
    'volume_outlier',
    (bars, random) => {
      const row = somewhere(bars, random);
      scaleRow(bars, row, random.next() < 0.5 ? 1000 : 0.001, ['volume']);
      return { bars, rows: [row] };
    },
  ],
  'a copied row': [
    'repeated_bar',
    (bars, random) => {
      const row = somewhere(bars, random);
      for (const field of [...prices, 'volume'] as const) bars.columns[field][row] = bars.columns[field][row - 1]!;
      return { bars, rows: [row] };
    },
  ],
  'a block pasted twice': [
    'repeated_block',
    (bars, random) => {
      const row = somewhere(bars, random);
      const length = random.integer(4, 20);
      for (const field of [...prices, 'volume'] as const)
        bars.columns[field].copyWithin(row, row - length - 5, row - 5);
      return { bars, rows: range(row, length) };
    },
  ],
  'a feed that stands still': [
    'stale_close',
    (bars, random) => {
      const row = somewhere(bars, random);
      const length = random.integer(5, 12);
      for (let i = row; i < row + length; i++) scaleRow(bars, i, bars.columns.close[row - 1]! / bars.columns.close[i]!);
      for (let i = row; i < row + length; i++) bars.columns.close[i] = bars.columns.close[row - 1]!;
      return { bars, rows: range(row, length) };
    },
  ],
  'bars without volume': [
    'zero_volume',
    (bars, random) => {
      const row = somewhere(bars, random);
      bars.columns.volume.fill(0, row, row + random.integer(1, 4));
      return { bars, rows: [row] };
    },
  ],
  'closes only': [
    'flat_bars',
    (bars, random) => {
      const row = somewhere(bars, random);
      const { time, open, high, low, close } = bars.columns;
      const year = new Date(time[row]!).getUTCFullYear();
      for (const i of close.keys())
        if (new Date(time[i]!).getUTCFullYear() === year) open[i] = high[i] = low[i] = close[i]!;
      return { bars, rows: [row] };
    },
  ],
  'opens carried over from the close': [
    'open_equals_previous_close',
    (bars, random) => {
      const row = somewhere(bars, random);
      const { time, open, close } = bars.columns;
      const year = new Date(time[row]!).getUTCFullYear();
      for (const i of close.keys())
        if (i > 0 && new Date(time[i]!).getUTCFullYear() === year && random.next() < 0.35) open[i] = close[i - 1]!;
      return { bars, rows: [row] };
    },
  ],
};

const checkNamed = (name: string) => qualityChecks.find((check) => check.name === name)!;
const alarming = (findings: readonly LocatedFinding[]) => findings.filter(({ severity }) => severity !== 'info');
/** A level that shifts by about 3 : 2 or 2 : 1 is rightly said to look like a split. */
const alike: Readonly<Record<string, readonly string[]>> = { large_jump: ['missing_split_adjustment'] };
/** Checks that judge a year as a whole: the finding must be of that year, it does not name single culprits. */
const yearly = new Set(['flat_bars', 'open_equals_previous_close', 'adjusted_close_disagrees']);

test.each(Object.keys(defects))('%s: at least 95 %% are found', (kind) => {
  const [name, inject] = defects[kind]!;
  const missed: string[] = [];
  let tried = 0;
  for (const symbol of symbols) {
    for (let draw = 0; draw < draws; draw++) {
      const { bars, rows } = inject(copy(clean[symbol]!), createRandom(`${kind} ${symbol} ${draw}`));
      const { time } = bars.columns;
      const found = alarming([name, ...(alike[name] ?? [])].flatMap((check) => checkNamed(check).check(bars))).some(
        (finding) =>
          yearly.has(name)
            ? rows.some((row) => time[row]! >= finding.from && time[row]! <= finding.to)
            : rows.some((row) => finding.rows.some((named) => Math.abs(named - row) <= 1)),
      );
      tried++;
      if (!found) missed.push(`${symbol} #${draw} ${new Date(time[rows[0]!]!).toISOString().slice(0, 10)}`);
    }
  }
  process.stdout.write(
    `found ${tried - missed.length} of ${tried}  ${name}: ${kind}${missed.length ? `; missed ${missed.join(', ')}` : ''}\n`,
  );
  expect(missed.length / tried).toBeLessThanOrEqual(0.05);
});

test('every check of daily bars meets a defect here', () => {
  const injected = new Set(Object.values(defects).map(([check]) => check));
  const others = qualityChecks.map(({ name }) => name).filter((name) => !injected.has(name));
  // Without a calendar: weekday_gaps (quality.test.ts). Intraday bars: off_grid_time (quality.test.ts).
  expect(others.sort()).toEqual(['off_grid_time', 'weekday_gaps']);
});

test('false alarms on the clean series: at most 1 % of rows and of check-years', () => {
  let rows = 0;
  let named = 0;
  let checkYears = 0;
  const alarms: string[] = [];
  for (const symbol of symbols) {
    const bars = clean[symbol]!;
    rows += bars.columns.time.length;
    checkYears += qualityChecks.length * new Set([...bars.columns.time].map((t) => new Date(t).getUTCFullYear())).size;
    for (const check of qualityChecks) {
      for (const finding of alarming(check.check(bars))) {
        // Opens of the index are the previous close, as its SOURCES.md says: true, and no alarm too many.
        if (symbol === 'SP500' && finding.check === 'open_equals_previous_close') continue;
        named += finding.rows.length;
        alarms.push(`${symbol} ${finding.check} ${finding.message}`);
      }
    }
  }
  process.stdout.write(
    `false alarms: ${named} of ${rows} rows, ${alarms.length} of ${checkYears} check-years\n${alarms.map((text) => `  ${text}\n`).join('')}`,
  );
  expect(named / rows).toBeLessThanOrEqual(0.01);
  expect(alarms.length / checkYears).toBeLessThanOrEqual(0.01);
});
