import { caseForm, equityForm, tradesForm } from '../backtest/backtesting-py.forms.mjs';
import { backtraderCurveForm, backtraderForm, publishedForm } from '../backtest/backtrader.forms.mjs';
import { vectorbtCurveForm, vectorbtForm } from '../backtest/vectorbt.forms.mjs';

/** Whole backtests: fills, trades, equity and statistics under the conventions of other engines. */
export const area = {
  folder: '01_backtest',
  forms: [
    caseForm,
    tradesForm,
    equityForm,
    publishedForm,
    backtraderForm,
    backtraderCurveForm,
    vectorbtForm,
    vectorbtCurveForm,
  ],
  inputs: [/^input\//],
  notBuilt: [],
};
