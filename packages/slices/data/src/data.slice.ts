import { defineSlice, getData } from '@bot-v2/sdk';
import { createCsvProvider } from './csv/csv.provider.js';
import { dataConfigSchema } from './data-config.schema.js';
import type { DataConfig } from './data-config.schema.js';
import { getBars } from './get-bars.js';
import type { BarsProvider } from './provider.js';
import { createSampleProvider } from './sample/sample.provider.js';

/** The provider a configuration names. The schema has made sure that `csv` comes with a path. */
export function createProvider({ provider, csv }: DataConfig): BarsProvider {
  return provider === 'csv' && csv.path !== undefined
    ? createCsvProvider({ ...csv, path: csv.path })
    : createSampleProvider();
}

/** The slice `data`: bars of one symbol with a stated price basis, provenance and findings. */
export const dataSlice = defineSlice({
  id: 'data',
  provides: { get_data: getData },
  permissions: ['fs:read'],
  config: dataConfigSchema,
  create({ config, log }) {
    const provider = createProvider(config);
    return {
      handlers: {
        get_data: async ({ request }) => {
          const bars = await getBars(provider, request, { repair: config.repair });
          for (const { severity, check, message } of bars.quality.findings) {
            if (severity === 'error') log.warn(`${bars.symbol}: ${message}`, { symbol: bars.symbol, check });
          }
          return { bars };
        },
      },
    };
  },
});
