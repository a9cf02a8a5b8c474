import { BotError, describeIssues, isBotError } from '@bot-v2/sdk';
import type { BarsRequest, Interval } from '@bot-v2/sdk';
import type { z } from 'zod';
import { csvConfigSchema } from '../data-config.schema.js';
import type { CsvConfig } from '../data-config.schema.js';
import type { BarsProvider, LoadedBars } from '../provider.js';
import { statedQuality } from '../stated-quality.js';
import { actionsFrom } from './actions-file.js';
import { locateCsv, readCsvBytes } from './csv-file.adapter.js';
import { parseCsv } from './parse-csv.js';
import type { ParsedCsv } from './parse-csv.js';

/** The `csv` provider's options: the path, and what differs from the defaults of `data.csv`. */
export type CsvProviderOptions = z.input<typeof csvConfigSchema> & { readonly path: string };

/** @throws BOT_CONFIG_INVALID */
function complete(given: CsvProviderOptions): CsvConfig & { readonly path: string } {
  const { data, error } = csvConfigSchema.safeParse(given);
  if (data) return { ...data, path: given.path };
  throw new BotError('BOT_CONFIG_INVALID', `options of the csv provider: ${describeIssues(error.issues)}`, {
    hint: 'The README of the data slice lists them, as data.csv.',
  });
}

/**
 * Bars from CSV files. A folder serves one `SYMBOL.csv` a symbol. A single file serves one symbol, the first that is
 * asked for: it is refused for another, because two symbols would then be the same prices.
 * What its prices contain is `basis`, as configured; actions come from a file of their own.
 * @throws BOT_CONFIG_INVALID for an option that is none
 */
export function createCsvProvider(given: CsvProviderOptions): BarsProvider {
  const options = complete(given);
  let servedSymbol: string | undefined;
  return {
    id: 'csv',
    interval: options.interval,
    async load({ symbol, interval }: BarsRequest): Promise<LoadedBars> {
      const { file, single } = await locateCsv(options.path, symbol);
      if (single && (servedSymbol ??= symbol) !== symbol) {
        throw new BotError(
          'BOT_DATA_NOT_FOUND',
          `${file} is one file and already serves ${servedSymbol}, not ${symbol}`,
          {
            details: { path: file, symbol, known: [servedSymbol] },
            hint: 'For several symbols set data.csv.path to a folder with one SYMBOL.csv each.',
          },
        );
      }
      const bytes = await readCsvBytes(file);
      const { columns, adjustedClose, stated } = options.inspect
        ? await parseInspected(bytes, file, interval, options)
        : parseCsv(bytes, file, interval, options);
      const actions =
        options.actions === undefined ? undefined : await actionsFrom(options.actions, symbol, options.basis);
      return {
        symbol,
        columns,
        adjustedClose,
        stated,
        calendar: options.calendar,
        basis: options.basis,
        actions: actions ?? [],
        provenance: { kind: options.kind, provider: 'csv', source: file },
        quality: statedQuality(options, columns.time, interval, actions),
      };
    },
  };
}

/** Parses a file; one that is refused is read to its end, and the error lists every finding in `details.findings`. */
async function parseInspected(
  bytes: Uint8Array,
  path: string,
  interval: Interval,
  options: CsvConfig,
): Promise<ParsedCsv> {
  try {
    return parseCsv(bytes, path, interval, options);
  } catch (error) {
    if (!isBotError(error) || error.code !== 'BOT_DATA_MALFORMED') throw error;
    const { inspectCsv } = await import('../inspect/inspect-csv.js');
    const { rowFindings, barFindings, rows } = inspectCsv(bytes, { ...options, path, interval });
    const faults = [...rowFindings, ...barFindings].filter(({ severity }) => severity !== 'info');
    const findings = faults.map(({ check, severity, message, count, from, to }) => ({
      check,
      severity,
      message,
      count,
      from,
      to,
    }));
    const list = faults.map(({ severity, check, message }) => `  ${severity} ${check}: ${message}`).join('\n');
    throw new BotError(error.code, `${error.message}\nAll findings in ${rows} rows of ${path}:\n${list}`, {
      details: { ...error.details, findings },
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    });
  }
}
