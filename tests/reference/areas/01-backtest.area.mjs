import { caseForm, equityForm, tradesForm } from '../backtest/backtesting-py.forms.mjs';

/** Whole backtests: fills, trades, equity and statistics under the conventions of other engines. */
export const area = {
  folder: '01_backtest',
  forms: [caseForm, tradesForm, equityForm],
  inputs: [/^input\//],
  notBuilt: [{ files: /^(backtrader|vectorbt)\//, reason: 'net positions by these conventions are not built' }],
};
