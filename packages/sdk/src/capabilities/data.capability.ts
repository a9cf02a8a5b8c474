import { BarsPort, BarsRequest } from '../ports/index.js';
import { defineCapability } from './define-capability.js';

/** Bars of one symbol from whatever provider is configured. */
export const getData = defineCapability('data.get_data', {
  in: { request: BarsRequest },
  out: { bars: BarsPort },
  version: '1.0',
  aliases: ['get_historical'],
  scope: 'symbol',
  effects: 'read',
  call: (symbol: string, range: { from?: number; to?: number } = {}) => ({
    request: { symbol, interval: '1d' as const, ...range },
  }),
});
