import type { AnyStrategy } from '@bot-v2/sdk';
import { breakout } from './breakout.strategy.js';
import { meanReversion } from './mean-reversion.strategy.js';
import { momentum } from './momentum.strategy.js';
import { simpleMa } from './simple-ma.strategy.js';
import { volatility } from './volatility.strategy.js';

export { breakout, meanReversion, momentum, simpleMa, volatility };

/** The built-in strategies, in the order lists show them. */
export const strategies: readonly AnyStrategy[] = [simpleMa, momentum, meanReversion, volatility, breakout];
export default strategies;
