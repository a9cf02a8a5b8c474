import { backtest } from './backtest.mjs';

const frame = await (await fetch('/aapl.json')).json();
document.body.textContent = JSON.stringify(backtest(frame));
document.title = 'done';
