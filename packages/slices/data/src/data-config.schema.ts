import { intervalSchema, priceBasisSchema } from '@bot-v2/sdk';
import { z } from 'zod';
import { repairNames } from './repair/repair-names.js';

/** How dates are written in a file; `auto` reads it off the rows and refuses what could mean two days. */
export const csvDatesSchema = z.enum(['auto', 'iso', 'mdy', 'dmy', 'yyyymmdd', 'epoch_s', 'epoch_ms']);
export type CsvDates = z.output<typeof csvDatesSchema>;

/** Options of the `csv` provider (`data.csv.*`). */
export const csvConfigSchema = z.strictObject({
  /** A file, or a folder with one `SYMBOL.csv` a symbol (case does not matter). */
  path: z.string().min(1).optional(),
  /** Splits, dividends and symbol changes: a file, or a folder with one `SYMBOL.csv` a symbol. Taken to be complete. */
  actions: z.string().min(1).optional(),
  /** What the prices are. Nobody but you knows, hence `as_given`. */
  basis: priceBasisSchema.default('as_given'),
  dates: csvDatesSchema.default('auto'),
  /** Order of the rows. A file in the other order is refused, never sorted in silence. */
  order: z.enum(['oldest_first', 'newest_first']).default('oldest_first'),
  /** `synthetic` for generated prices: results then say so. */
  kind: z.enum(['real', 'synthetic']).default('real'),
  /** False for an index or another series that cannot be bought. */
  tradable: z.boolean().default(true),
  /** Currency of the prices. */
  currency: z.string().min(1).default('USD'),
  /** The exchange's calendar, e.g. `XNYS`: missing sessions are then told from holidays. */
  calendar: z.string().min(1).optional(),
  /** Interval of the rows, when it is not the one asked for: longer bars are then made from them, by the calendar. */
  interval: intervalSchema.optional(),
  /** Whether a file that is refused is read to its end, for an error that lists every finding and not just the first. */
  inspect: z.boolean().default(false),
  /** Bars in a year; without it taken from the interval and from whether weekends have bars. */
  periodsPerYear: z.number().positive().optional(),
});
export type CsvConfig = z.output<typeof csvConfigSchema>;

/** The `data` section of the configuration. */
export const dataConfigSchema = z
  .strictObject({
    /** Where bars come from: the bundled samples, or your own CSV files. */
    provider: z.enum(['sample', 'csv']).default('sample'),
    csv: csvConfigSchema.prefault({}),
    /** Repairs to make, each named as the check whose findings it answers. Nothing is repaired that is not named. */
    repair: z.array(z.enum(repairNames)).default([]),
  })
  .superRefine((config, ctx) => {
    if (config.provider === 'csv' && config.csv.path === undefined) {
      ctx.addIssue({
        code: 'custom',
        path: ['csv', 'path'],
        message: 'the csv provider needs a file or folder: --set data.csv.path=FILE_OR_FOLDER',
      });
    }
  });
export type DataConfig = z.output<typeof dataConfigSchema>;
