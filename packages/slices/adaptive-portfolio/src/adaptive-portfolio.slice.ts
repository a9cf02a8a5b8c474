import { allocate, defineSlice } from '@bot-v2/sdk';
import { allocateAccount } from './allocate.js';
import { adaptivePortfolioConfig } from './config.schema.js';

/** `adaptive_portfolio`: how the account is shared among symbols, by its size. */
export const adaptivePortfolio = defineSlice({
  id: 'adaptive_portfolio',
  provides: { allocate },
  config: adaptivePortfolioConfig,
  create: ({ config }) => ({
    handlers: { allocate: (input) => ({ allocation: allocateAccount(input, config) }) },
  }),
});
