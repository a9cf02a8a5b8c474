import { backtest, indicators, models } from './backtest.mjs';

const frame = await (await fetch('/aapl.json')).json();
globalThis.made = { backtest: JSON.stringify(backtest(frame)), indicators: indicators(frame), models: models(frame) };
document.body.textContent = globalThis.made.backtest;
