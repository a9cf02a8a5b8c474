import { actionSchema, barColumns, BotError, describeIssues, intervalSchema, momentText } from '@bot-v2/sdk';
import type { BarColumn, Bars } from '@bot-v2/sdk';
import { z } from 'zod';
import { checkSpacing } from './csv/bar-spacing.js';
import { csvConfigSchema } from './data-config.schema.js';
import { frameOf } from './frame-of.js';
import type { FrameOptions } from './frame-of.js';
import { oddCell } from './odd-cell.js';
import { statedQuality } from './stated-quality.js';

const { basis, tradable, currency, calendar, periodsPerYear } = csvConfigSchema.shape;

const factsSchema = z.strictObject({
  symbol: z.string().min(1),
  interval: intervalSchema,
  kind: z.enum(['real', 'synthetic']),
  source: z.string().default('given in code'),
  actions: z.array(actionSchema).optional(),
  ...{ basis, tradable, currency, calendar, periodsPerYear },
});

/**
 * Rows of one symbol as one has them, oldest first, and what they are: `kind` says whether prices were observed or made up;
 * everything else has the meaning and default of the `csv` provider. `time` is the open of each bar in epoch ms UTC (daily and
 * longer bars: midnight UTC of the date); `actions` are taken to be complete.
 */
export type GivenBars = z.input<typeof factsSchema> & { readonly [C in BarColumn]: ArrayLike<number> };

/**
 * Bars made of one's own columns, checked and hashed as bars of a provider are. The columns are copied.
 * @throws BOT_DATA_EMPTY without a row; BOT_DATA_MALFORMED for columns of different lengths, times that do not rise or do not
 * fit the interval, and the first price or volume that cannot be; BOT_CONFIG_INVALID for anything else that is not as it must
 * be
 */
export function barsOf(given: GivenBars, options?: FrameOptions): Bars {
  const { time, open, high, low, close, volume, ...stated } = given;
  const checked = factsSchema.safeParse(stated);
  if (!checked.success)
    throw new BotError('BOT_CONFIG_INVALID', `bars as given: ${describeIssues(checked.error.issues)}`, {
      details: { symbol: stated.symbol, issues: checked.error.issues },
    });
  const { symbol, interval, kind, source, actions, ...facts } = checked.data;
  const columns = columnsOf(symbol, { time, open, high, low, close, volume });
  checkRows(symbol, columns);
  checkSpacing(columns.time, interval, symbol);
  return frameOf(
    {
      ...{ symbol, columns, calendar: facts.calendar, basis: facts.basis },
      actions: [...(actions ?? [])].sort((a, b) => a.exDate - b.exDate),
      provenance: { kind, provider: 'given', source },
      quality: statedQuality(facts, columns.time, interval, actions),
    },
    interval,
    options,
  );
}

type Columns = Record<BarColumn, Float64Array>;

function columnsOf(symbol: string, given: Readonly<Record<BarColumn, ArrayLike<number>>>): Columns {
  const rows = (given.time as ArrayLike<number> | undefined)?.length ?? 0;
  if (rows === 0) throw new BotError('BOT_DATA_EMPTY', `${symbol} has no bars`, { details: { symbol } });
  for (const column of barColumns) {
    const { length = 0 } = (given[column] as ArrayLike<number> | undefined) ?? {};
    if (length !== rows)
      throw new BotError('BOT_DATA_MALFORMED', `${symbol}: ${column} has ${length} rows, time has ${rows}`, {
        details: { symbol, column, length, rows },
      });
  }
  return Object.fromEntries(barColumns.map((column) => [column, Float64Array.from(given[column])])) as Columns;
}

function checkRows(symbol: string, columns: Columns): void {
  const { time } = columns;
  const unsorted = time.findIndex((t, i) => !(Number.isFinite(t) && (i === 0 || t > time[i - 1]!)));
  if (unsorted >= 0)
    throw new BotError(
      'BOT_DATA_MALFORMED',
      `${symbol}, row ${unsorted}: time is ${time[unsorted]}, not after the row before`,
      {
        details: { symbol, row: unsorted, column: 'time' },
        hint: 'Sort the rows by time, oldest first, one row a time (epoch ms UTC).',
      },
    );
  const odd = oddCell(columns, time.length);
  if (odd === null) return;
  const { row, column, what } = odd;
  throw new BotError('BOT_DATA_MALFORMED', `${symbol}, row ${row} (${momentText(time[row]!)}): ${what}`, {
    details: { symbol, row, column },
    hint: 'Correct or remove the row: nothing is repaired in silence.',
  });
}
