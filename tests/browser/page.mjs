import { backtest, indicators } from './backtest.mjs';

const frame = await (await fetch('/aapl.json')).json();
globalThis.made = { backtest: JSON.stringify(backtest(frame)), indicators: indicators(frame) };
document.body.textContent = globalThis.made.backtest;
