import { join } from 'node:path';
import { backtraderForm } from '../indicators/backtrader.form.mjs';
import { leanForm } from '../indicators/lean.form.mjs';
import { stockIndicatorsForm } from '../indicators/stock-indicators.form.mjs';
import { talibForms } from '../indicators/talib.forms.mjs';

/** Indicators and candlesticks of quant. */
export const area = {
  folder: '02_indicators',
  sources: ({ data }) => [
    {
      folder: join(data ?? '', 'stock-indicators'),
      only: /^results\/[^/]+\.json(\.gz)?$/,
      missing: 'Stock.Indicators result sets: no data folder (set BOT_V2_DATA)',
    },
  ],
  forms: [...talibForms, backtraderForm, leanForm, stockIndicatorsForm],
  inputs: [/^input\//],
  notBuilt: [],
};
