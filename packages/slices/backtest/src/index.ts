export { backtest } from './backtest-run.js';
export type { BacktestServices } from './backtest-run.js';
export { backtestConfig } from './backtest.config.js';
export type { BacktestConfig } from './backtest.config.js';
export { backtestSlice, backtestSlice as default } from './backtest.slice.js';
export type { BacktestInput } from './resolve-legs.js';
