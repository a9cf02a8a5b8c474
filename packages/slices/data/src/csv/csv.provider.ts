import { BotError } from '@bot-v2/sdk';
import type { BarsRequest } from '@bot-v2/sdk';
import type { CsvConfig } from '../data-config.schema.js';
import type { BarsProvider, LoadedBars } from '../provider.js';
import { periodsPerYearOf } from './bar-spacing.js';
import { locateCsv, readCsvBytes } from './csv-file.adapter.js';
import { parseCsv } from './parse-csv.js';

/** The `csv` provider's options with the path given. */
export type CsvProviderOptions = CsvConfig & { readonly path: string };

/**
 * Bars from CSV files. A folder serves one `SYMBOL.csv` a symbol. A single file serves one symbol, the first that is
 * asked for: it is refused for another, because two symbols would then be the same prices.
 * A CSV has no actions, so what its prices contain is `basis`, as configured.
 */
export function createCsvProvider(options: CsvProviderOptions): BarsProvider {
  let servedSymbol: string | undefined;
  return {
    id: 'csv',
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
      const { columns, adjustedClose, stated } = parseCsv(await readCsvBytes(file), file, interval, options);
      return {
        symbol,
        columns,
        adjustedClose,
        stated,
        calendar: options.calendar,
        basis: options.basis,
        actions: [],
        provenance: { kind: options.kind, provider: 'csv', source: file },
        quality: {
          tradable: options.tradable,
          periodsPerYear: options.periodsPerYear ?? periodsPerYearOf(columns.time, interval),
          currency: options.currency,
          dividendsKnown: options.basis === 'total_return',
        },
      };
    },
  };
}
