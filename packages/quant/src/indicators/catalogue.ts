import { adIndicator } from './ad.indicator.js';
import { adoscIndicator } from './adosc.indicator.js';
import { adxIndicator } from './adx.indicator.js';
import { adxrIndicator } from './adxr.indicator.js';
import { almaIndicator } from './alma.indicator.js';
import { apoIndicator } from './apo.indicator.js';
import { aroonOscIndicator } from './aroon-osc.indicator.js';
import { aroonIndicator } from './aroon.indicator.js';
import { atrIndicator } from './atr.indicator.js';
import { averagePriceIndicator } from './average-price.indicator.js';
import { betaIndicator } from './beta.indicator.js';
import { bollingerIndicator } from './bollinger.indicator.js';
import { bopIndicator } from './bop.indicator.js';
import { cciIndicator } from './cci.indicator.js';
import { cmoIndicator } from './cmo.indicator.js';
import { correlIndicator } from './correl.indicator.js';
import { demaIndicator } from './dema.indicator.js';
import { donchianIndicator } from './donchian.indicator.js';
import { dxIndicator } from './dx.indicator.js';
import { emaIndicator } from './ema.indicator.js';
import { highestIndicator } from './highest.indicator.js';
import { hmaIndicator } from './hma.indicator.js';
import { htDcPeriodIndicator } from './ht-dc-period.indicator.js';
import { htSineIndicator } from './ht-sine.indicator.js';
import { htTrendlineIndicator } from './ht-trendline.indicator.js';
import type { IndicatorSpec } from './indicator-spec.js';
import { kamaIndicator } from './kama.indicator.js';
import { keltnerIndicator } from './keltner.indicator.js';
import { linearRegAngleIndicator } from './linear-reg-angle.indicator.js';
import { linearRegInterceptIndicator } from './linear-reg-intercept.indicator.js';
import { linearRegSlopeIndicator } from './linear-reg-slope.indicator.js';
import { linearRegIndicator } from './linear-reg.indicator.js';
import { logReturnIndicator } from './log-return.indicator.js';
import { lowestIndicator } from './lowest.indicator.js';
import { macdIndicator } from './macd.indicator.js';
import { mamaIndicator } from './mama.indicator.js';
import { medianPriceIndicator } from './median-price.indicator.js';
import { mfiIndicator } from './mfi.indicator.js';
import { midpointIndicator } from './midpoint.indicator.js';
import { midpriceIndicator } from './midprice.indicator.js';
import { minusDiIndicator } from './minus-di.indicator.js';
import { minusDmIndicator } from './minus-dm.indicator.js';
import { momIndicator } from './mom.indicator.js';
import { natrIndicator } from './natr.indicator.js';
import { obvIndicator } from './obv.indicator.js';
import { plusDiIndicator } from './plus-di.indicator.js';
import { plusDmIndicator } from './plus-dm.indicator.js';
import { ppoIndicator } from './ppo.indicator.js';
import { rocIndicator } from './roc.indicator.js';
import { rocpIndicator } from './rocp.indicator.js';
import { rollingSumIndicator } from './rolling-sum.indicator.js';
import { rsiIndicator } from './rsi.indicator.js';
import { sarIndicator } from './sar.indicator.js';
import { smaIndicator } from './sma.indicator.js';
import { stddevIndicator } from './stddev.indicator.js';
import { stochFIndicator } from './stoch-f.indicator.js';
import { stochRsiIndicator } from './stoch-rsi.indicator.js';
import { stochIndicator } from './stoch.indicator.js';
import { supertrendIndicator } from './supertrend.indicator.js';
import { t3Indicator } from './t3.indicator.js';
import { temaIndicator } from './tema.indicator.js';
import { trimaIndicator } from './trima.indicator.js';
import { trixIndicator } from './trix.indicator.js';
import { trueRangeIndicator } from './true-range.indicator.js';
import { tsfIndicator } from './tsf.indicator.js';
import { typicalPriceIndicator } from './typical-price.indicator.js';
import { ultoscIndicator } from './ultosc.indicator.js';
import { varianceIndicator } from './variance.indicator.js';
import { vwapIndicator } from './vwap.indicator.js';
import { vwmaIndicator } from './vwma.indicator.js';
import { weightedCloseIndicator } from './weighted-close.indicator.js';
import { wilderIndicator } from './wilder.indicator.js';
import { willrIndicator } from './willr.indicator.js';
import { wmaIndicator } from './wma.indicator.js';
import { zlemaIndicator } from './zlema.indicator.js';
import { zscoreIndicator } from './zscore.indicator.js';

/** Every indicator, by name. Adding one is one file and one line here. */
export const INDICATORS: readonly IndicatorSpec[] = [
  adIndicator,
  adoscIndicator,
  adxIndicator,
  adxrIndicator,
  almaIndicator,
  apoIndicator,
  aroonOscIndicator,
  aroonIndicator,
  atrIndicator,
  averagePriceIndicator,
  betaIndicator,
  bollingerIndicator,
  bopIndicator,
  cciIndicator,
  cmoIndicator,
  correlIndicator,
  demaIndicator,
  donchianIndicator,
  dxIndicator,
  emaIndicator,
  highestIndicator,
  hmaIndicator,
  htDcPeriodIndicator,
  htSineIndicator,
  htTrendlineIndicator,
  kamaIndicator,
  keltnerIndicator,
  linearRegAngleIndicator,
  linearRegInterceptIndicator,
  linearRegSlopeIndicator,
  linearRegIndicator,
  logReturnIndicator,
  lowestIndicator,
  macdIndicator,
  mamaIndicator,
  medianPriceIndicator,
  mfiIndicator,
  midpointIndicator,
  midpriceIndicator,
  minusDiIndicator,
  minusDmIndicator,
  momIndicator,
  natrIndicator,
  obvIndicator,
  plusDiIndicator,
  plusDmIndicator,
  ppoIndicator,
  rocIndicator,
  rocpIndicator,
  rollingSumIndicator,
  rsiIndicator,
  sarIndicator,
  smaIndicator,
  stddevIndicator,
  stochFIndicator,
  stochRsiIndicator,
  stochIndicator,
  supertrendIndicator,
  t3Indicator,
  temaIndicator,
  trimaIndicator,
  trixIndicator,
  trueRangeIndicator,
  tsfIndicator,
  typicalPriceIndicator,
  ultoscIndicator,
  varianceIndicator,
  vwapIndicator,
  vwmaIndicator,
  weightedCloseIndicator,
  wilderIndicator,
  willrIndicator,
  wmaIndicator,
  zlemaIndicator,
  zscoreIndicator,
];

const byName = new Map(INDICATORS.map((spec) => [spec.name, spec]));

/** The indicator of that name, if there is one. */
export function findIndicator(name: string): IndicatorSpec | undefined {
  return byName.get(name);
}
