import { calculateSize, defineSlice } from '@bot-v2/sdk';
import { positionSizingConfig } from './config.schema.js';
import { settingsOf } from './presets.js';
import { sizePosition } from './size-position.js';

/** `position_sizing`: how large a position in one symbol may be, with a reason for every step. */
export const positionSizing = defineSlice({
  id: 'position_sizing',
  provides: { calculate: calculateSize },
  config: positionSizingConfig,
  create: ({ config }) => {
    const settings = settingsOf(config);
    return { handlers: { calculate: async (input, ctx) => ({ size: await sizePosition(settings, input, ctx) }) } };
  },
});
