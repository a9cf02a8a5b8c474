import { createBot } from '@bot-v2/core';

const bot = await createBot();

// One capability at a time, with its types.
const bars = await bot.data.getData('TXN');
const regime = await bot.marketRegime.detect(bars);
console.log(`${bars.symbol}: ${bars.length} bars, ${regime.label}`);

// A whole workflow; the result says what ran, and what did not.
const result = await bot.run({ workflow: 'simple_backtest', symbols: ['TXN'] });
const report = result.portfolio.result.backtest;
console.log(result.success, report?.stats.totalReturn, report?.orderHash);

await bot.close();
