import * as patterns from '@bot-v2/quant/candlesticks';
import { crossings, crossingsFromLastSide } from '@bot-v2/quant/crossings';
import * as quant from '@bot-v2/quant/indicators';
import type { CandlestickFunctions, IndicatorFunctions, TechnicalAnalysis } from '@bot-v2/sdk';

/** The functions of a catalogue by name. That each fits its signature is checked where the whole room is passed. */
function functionsOf<Functions extends object>(room: Functions, catalogue: readonly { readonly name: string }[]) {
  const entries = catalogue.map(({ name }) => [name, room[name as keyof Functions]]);
  return Object.freeze(Object.fromEntries(entries) as Functions);
}

/** The `ta` handed to a strategy's `prepare`: the whole catalogue, NaN while warming up. One frozen object. */
export const technicalAnalysis: TechnicalAnalysis = Object.freeze({
  ...functionsOf<IndicatorFunctions>(quant, quant.INDICATORS),
  candlesticks: functionsOf<CandlestickFunctions>(patterns, patterns.CANDLESTICKS),
  crossings,
  crossingsFromLastSide,
});
