import { BarsPort, BotError, describeIssues, momentText, validateSync } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

/** Prices between these bounds can be computed with: their products with money and shares stay finite. */
const smallestPrice = 1e-12;
const largestPrice = 1e12;
/** No split ratio in history lies outside. */
const largestRatio = 1e6;
/** Epoch ms that a date can express (ECMA-262, Time Values and Time Range). */
const lastInstant = 8.64e15;

const prices = ['open', 'high', 'low', 'close'] as const;

/** Frames that were found in order: they are immutable, so each is read once however often it is traded. */
const checked = new WeakSet<Bars>();

/**
 * Whether a frame can be traded: header and lengths fit, times rise, prices are finite and positive, no low lies above
 * its high, volumes are not negative. Every cell is read, once a frame.
 * @throws BOT_CAP_INPUT for a header or a length, BOT_DATA_MALFORMED for a cell or an action, naming symbol, row and time
 */
export function checkFrame(bars: Bars): void {
  if (typeof bars === 'object' && bars !== null && checked.has(bars)) return;
  checkHeader(bars);
  checkTimes(bars);
  const { open, high, low, close, volume } = bars;
  for (let i = 0; i < bars.length; i++) {
    const wrong = !(
      open[i]! >= smallestPrice &&
      close[i]! >= smallestPrice &&
      low[i]! >= smallestPrice &&
      high[i]! >= low[i]! &&
      high[i]! <= largestPrice &&
      open[i]! <= largestPrice &&
      close[i]! <= largestPrice &&
      volume[i]! >= 0 &&
      volume[i]! < Infinity
    );
    if (wrong) throw wrongRow(bars, i);
  }
  checkActions(bars);
  checked.add(bars);
}

function checkHeader(bars: Bars): void {
  const { issues } = validateSync(BarsPort.schema, withSettledActions(bars));
  if (issues === undefined) {
    const { periodsPerYear } = bars.quality;
    if (periodsPerYear >= 0.01 && periodsPerYear <= 1e8) return;
    throw new BotError('BOT_CAP_INPUT', `bars of ${bars.symbol}: a year has ${periodsPerYear} periods`, {
      hint: '252 for daily bars of stocks, 365 of crypto.',
    });
  }
  const symbol: unknown = (bars as Partial<Bars> | null | undefined)?.symbol;
  throw new BotError(
    'BOT_CAP_INPUT',
    `bars${typeof symbol === 'string' ? ` of ${symbol}` : ''}: ${describeIssues(issues)}`,
    {
      hint: 'Give a frame whose columns are Float64Arrays of `length` rows.',
    },
  );
}

/** Kinds of actions that move neither shares nor money are not looked at. */
function withSettledActions(bars: Bars): unknown {
  const actions: unknown = (bars as Partial<Bars> | null | undefined)?.actions;
  if (!Array.isArray(actions)) return bars;
  const other = (action: unknown) => {
    const type = (action as { type?: unknown } | null | undefined)?.type;
    return typeof type === 'string' && type !== 'split' && type !== 'dividend';
  };
  return actions.some(other) ? { ...bars, actions: actions.filter((action) => !other(action)) } : bars;
}

function checkTimes(bars: Bars): void {
  const { time, length } = bars;
  let before = -lastInstant;
  for (let i = 0; i < length; i++) {
    const at = time[i]!;
    if (!(at <= lastInstant)) throw malformed(bars, i, 'time', at, 'is no instant');
    if (i > 0 ? !(at > before) : !(at >= before)) {
      const what = at === before ? 'is the time of the row before, too' : 'lies before the row before it';
      throw malformed(bars, i, 'time', at, Number.isFinite(at) ? what : 'is no instant');
    }
    before = at;
  }
}

function wrongRow(bars: Bars, row: number): BotError {
  for (const column of prices) {
    const price = bars[column][row]!;
    if (!(price >= smallestPrice && price <= largestPrice)) return malformed(bars, row, column, price, 'is no price');
  }
  const volume = bars.volume[row]!;
  if (!(volume >= 0 && volume < Infinity)) return malformed(bars, row, 'volume', volume, 'is no volume');
  return malformed(bars, row, 'high', bars.high[row]!, `is below the low, ${bars.low[row]!}`);
}

function malformed(bars: Bars, row: number, column: string, value: number, what: string): BotError {
  const time = bars.time[row]!;
  const shown = column === 'time' ? momentText(value) : String(value);
  const on = column === 'time' ? '' : ` on ${momentText(time)}`;
  return new BotError('BOT_DATA_MALFORMED', `${bars.symbol}: ${column} ${shown} of row ${row}${on} ${what}`, {
    details: { symbol: bars.symbol, row, column, time, value },
    hint: 'Leave out rows without a bar, and correct the source: a gap is an absent row, never NaN or 0.',
  });
}

function checkActions(bars: Bars): void {
  for (const action of bars.actions) {
    const ratio = 'ratio' in action ? action.ratio : 1;
    const fits = Math.abs(action.exDate) <= lastInstant && ratio <= largestRatio && ratio >= 1 / largestRatio;
    if (fits) continue;
    throw new BotError(
      'BOT_DATA_MALFORMED',
      `${bars.symbol}: the ${action.type} of ${momentText(action.exDate)} cannot be: ${JSON.stringify(action)}`,
      { details: { symbol: bars.symbol, action }, hint: 'Correct its date or ratio, or drop it if it never happened.' },
    );
  }
}
