import { adjustedPricesForms } from '../calendar/adjusted-prices.forms.mjs';
import { exchangeDaysForms } from '../calendar/exchange-days.forms.mjs';

/** Trading days and hours, clock changes, and adjusted views of prices. */
export const area = {
  folder: '09_calendar',
  forms: [...exchangeDaysForms, ...adjustedPricesForms],
  inputs: [],
  notBuilt: [],
};
