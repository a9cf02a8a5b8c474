import type { IndicatorSpec } from './indicator-spec.js';
import { accBandsIndicator } from './acc-bands.indicator.js';
import { adIndicator } from './ad.indicator.js';
import { adoscIndicator } from './adosc.indicator.js';
import { adxIndicator } from './adx.indicator.js';
import { adxrIndicator } from './adxr.indicator.js';
import { alligatorIndicator } from './alligator.indicator.js';
import { almaIndicator } from './alma.indicator.js';
import { apoIndicator } from './apo.indicator.js';
import { aroonOscIndicator } from './aroon-osc.indicator.js';
import { aroonIndicator } from './aroon.indicator.js';
import { asiIndicator } from './asi.indicator.js';
import { atrStopIndicator } from './atr-stop.indicator.js';
import { atrIndicator } from './atr.indicator.js';
import { averagePriceIndicator } from './average-price.indicator.js';
import { avgDevIndicator } from './avg-dev.indicator.js';
import { awesomeIndicator } from './awesome.indicator.js';
import { bandwidthIndicator } from './bandwidth.indicator.js';
import { betaIndicator } from './beta.indicator.js';
import { bollingerIndicator } from './bollinger.indicator.js';
import { bopIndicator } from './bop.indicator.js';
import { cciIndicator } from './cci.indicator.js';
import { chandeKrollStopIndicator } from './chande-kroll-stop.indicator.js';
import { chandelierExitIndicator } from './chandelier-exit.indicator.js';
import { chopIndicator } from './chop.indicator.js';
import { cmfIndicator } from './cmf.indicator.js';
import { cmoIndicator } from './cmo.indicator.js';
import { connorsRsiIndicator } from './connors-rsi.indicator.js';
import { coppockIndicator } from './coppock.indicator.js';
import { correlIndicator } from './correl.indicator.js';
import { demaIndicator } from './dema.indicator.js';
import { donchianIndicator } from './donchian.indicator.js';
import { dpoIndicator } from './dpo.indicator.js';
import { dxIndicator } from './dx.indicator.js';
import { easeOfMovementIndicator } from './ease-of-movement.indicator.js';
import { efficiencyRatioIndicator } from './efficiency-ratio.indicator.js';
import { elderRayIndicator } from './elder-ray.indicator.js';
import { emaIndicator } from './ema.indicator.js';
import { fcbIndicator } from './fcb.indicator.js';
import { fisherIndicator } from './fisher.indicator.js';
import { forceIndexIndicator } from './force-index.indicator.js';
import { fractalIndicator } from './fractal.indicator.js';
import { garmanKlassIndicator } from './garman-klass.indicator.js';
import { gatorIndicator } from './gator.indicator.js';
import { heikinAshiIndicator } from './heikin-ashi.indicator.js';
import { highestAgeIndicator } from './highest-age.indicator.js';
import { highestIndicator } from './highest.indicator.js';
import { hmaIndicator } from './hma.indicator.js';
import { htDcPeriodIndicator } from './ht-dc-period.indicator.js';
import { htDcPhaseIndicator } from './ht-dc-phase.indicator.js';
import { htPhasorIndicator } from './ht-phasor.indicator.js';
import { htSineIndicator } from './ht-sine.indicator.js';
import { htTrendModeIndicator } from './ht-trend-mode.indicator.js';
import { htTrendlineIndicator } from './ht-trendline.indicator.js';
import { hurstIndicator } from './hurst.indicator.js';
import { ibsIndicator } from './ibs.indicator.js';
import { ichimokuIndicator } from './ichimoku.indicator.js';
import { imiIndicator } from './imi.indicator.js';
import { kamaIndicator } from './kama.indicator.js';
import { keltnerIndicator } from './keltner.indicator.js';
import { kstIndicator } from './kst.indicator.js';
import { kvoIndicator } from './kvo.indicator.js';
import { linearRegAngleIndicator } from './linear-reg-angle.indicator.js';
import { linearRegInterceptIndicator } from './linear-reg-intercept.indicator.js';
import { linearRegSlopeIndicator } from './linear-reg-slope.indicator.js';
import { linearRegIndicator } from './linear-reg.indicator.js';
import { logReturnIndicator } from './log-return.indicator.js';
import { lowestAgeIndicator } from './lowest-age.indicator.js';
import { lowestIndicator } from './lowest.indicator.js';
import { maEnvelopeIndicator } from './ma-envelope.indicator.js';
import { macdExtIndicator } from './macd-ext.indicator.js';
import { macdFixIndicator } from './macd-fix.indicator.js';
import { macdIndicator } from './macd.indicator.js';
import { mamaIndicator } from './mama.indicator.js';
import { massIndexIndicator } from './mass-index.indicator.js';
import { mavpIndicator } from './mavp.indicator.js';
import { mcGinleyIndicator } from './mc-ginley.indicator.js';
import { medianPriceIndicator } from './median-price.indicator.js';
import { mfiIndicator } from './mfi.indicator.js';
import { midpointIndicator } from './midpoint.indicator.js';
import { midpriceIndicator } from './midprice.indicator.js';
import { minMaxIndicator } from './min-max.indicator.js';
import { minusDiIndicator } from './minus-di.indicator.js';
import { minusDmIndicator } from './minus-dm.indicator.js';
import { momIndicator } from './mom.indicator.js';
import { natrIndicator } from './natr.indicator.js';
import { obvIndicator } from './obv.indicator.js';
import { parkinsonIndicator } from './parkinson.indicator.js';
import { percentBIndicator } from './percent-b.indicator.js';
import { plusDiIndicator } from './plus-di.indicator.js';
import { plusDmIndicator } from './plus-dm.indicator.js';
import { pmoIndicator } from './pmo.indicator.js';
import { ppoIndicator } from './ppo.indicator.js';
import { priceRelativeIndicator } from './price-relative.indicator.js';
import { pvoIndicator } from './pvo.indicator.js';
import { rSquaredIndicator } from './r-squared.indicator.js';
import { rocBandsIndicator } from './roc-bands.indicator.js';
import { rocIndicator } from './roc.indicator.js';
import { rocpIndicator } from './rocp.indicator.js';
import { rocrIndicator } from './rocr.indicator.js';
import { rocr100Indicator } from './rocr100.indicator.js';
import { rogersSatchellIndicator } from './rogers-satchell.indicator.js';
import { rollingPivotsIndicator } from './rolling-pivots.indicator.js';
import { rollingSumIndicator } from './rolling-sum.indicator.js';
import { rsiIndicator } from './rsi.indicator.js';
import { sarExtIndicator } from './sar-ext.indicator.js';
import { sarIndicator } from './sar.indicator.js';
import { smaIndicator } from './sma.indicator.js';
import { smiIndicator } from './smi.indicator.js';
import { starcIndicator } from './starc.indicator.js';
import { stcIndicator } from './stc.indicator.js';
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
import { tsiIndicator } from './tsi.indicator.js';
import { typicalPriceIndicator } from './typical-price.indicator.js';
import { ulcerIndicator } from './ulcer.indicator.js';
import { ultoscIndicator } from './ultosc.indicator.js';
import { varianceIndicator } from './variance.indicator.js';
import { volatilityStopIndicator } from './volatility-stop.indicator.js';
import { vortexIndicator } from './vortex.indicator.js';
import { vwapIndicator } from './vwap.indicator.js';
import { vwmaIndicator } from './vwma.indicator.js';
import { weightedCloseIndicator } from './weighted-close.indicator.js';
import { wilderIndicator } from './wilder.indicator.js';
import { willrIndicator } from './willr.indicator.js';
import { wmaIndicator } from './wma.indicator.js';
import { yangZhangIndicator } from './yang-zhang.indicator.js';
import { zigzagIndicator } from './zigzag.indicator.js';
import { zlemaIndicator } from './zlema.indicator.js';
import { zscoreIndicator } from './zscore.indicator.js';

/** Every indicator. Adding one is one file and one line here. */
export const INDICATORS: readonly IndicatorSpec[] = [
  accBandsIndicator,
  adIndicator,
  adoscIndicator,
  adxIndicator,
  adxrIndicator,
  alligatorIndicator,
  almaIndicator,
  apoIndicator,
  aroonIndicator,
  aroonOscIndicator,
  asiIndicator,
  atrIndicator,
  atrStopIndicator,
  averagePriceIndicator,
  avgDevIndicator,
  awesomeIndicator,
  bandwidthIndicator,
  betaIndicator,
  bollingerIndicator,
  bopIndicator,
  cciIndicator,
  chandeKrollStopIndicator,
  chandelierExitIndicator,
  chopIndicator,
  cmfIndicator,
  cmoIndicator,
  connorsRsiIndicator,
  coppockIndicator,
  correlIndicator,
  demaIndicator,
  donchianIndicator,
  dpoIndicator,
  dxIndicator,
  easeOfMovementIndicator,
  efficiencyRatioIndicator,
  elderRayIndicator,
  emaIndicator,
  fcbIndicator,
  fisherIndicator,
  forceIndexIndicator,
  fractalIndicator,
  garmanKlassIndicator,
  gatorIndicator,
  heikinAshiIndicator,
  highestIndicator,
  highestAgeIndicator,
  hmaIndicator,
  htDcPeriodIndicator,
  htDcPhaseIndicator,
  htPhasorIndicator,
  htSineIndicator,
  htTrendlineIndicator,
  htTrendModeIndicator,
  hurstIndicator,
  ibsIndicator,
  ichimokuIndicator,
  imiIndicator,
  kamaIndicator,
  keltnerIndicator,
  kstIndicator,
  kvoIndicator,
  linearRegIndicator,
  linearRegAngleIndicator,
  linearRegInterceptIndicator,
  linearRegSlopeIndicator,
  logReturnIndicator,
  lowestIndicator,
  lowestAgeIndicator,
  macdIndicator,
  macdExtIndicator,
  macdFixIndicator,
  maEnvelopeIndicator,
  mamaIndicator,
  massIndexIndicator,
  mavpIndicator,
  mcGinleyIndicator,
  medianPriceIndicator,
  mfiIndicator,
  midpointIndicator,
  midpriceIndicator,
  minMaxIndicator,
  minusDiIndicator,
  minusDmIndicator,
  momIndicator,
  natrIndicator,
  obvIndicator,
  parkinsonIndicator,
  percentBIndicator,
  plusDiIndicator,
  plusDmIndicator,
  pmoIndicator,
  ppoIndicator,
  priceRelativeIndicator,
  pvoIndicator,
  rocIndicator,
  rocBandsIndicator,
  rocpIndicator,
  rocrIndicator,
  rocr100Indicator,
  rogersSatchellIndicator,
  rollingPivotsIndicator,
  rollingSumIndicator,
  rsiIndicator,
  rSquaredIndicator,
  sarIndicator,
  sarExtIndicator,
  smaIndicator,
  smiIndicator,
  starcIndicator,
  stcIndicator,
  stddevIndicator,
  stochIndicator,
  stochFIndicator,
  stochRsiIndicator,
  supertrendIndicator,
  t3Indicator,
  temaIndicator,
  trimaIndicator,
  trixIndicator,
  trueRangeIndicator,
  tsfIndicator,
  tsiIndicator,
  typicalPriceIndicator,
  ulcerIndicator,
  ultoscIndicator,
  varianceIndicator,
  volatilityStopIndicator,
  vortexIndicator,
  vwapIndicator,
  vwmaIndicator,
  weightedCloseIndicator,
  wilderIndicator,
  willrIndicator,
  wmaIndicator,
  yangZhangIndicator,
  zigzagIndicator,
  zlemaIndicator,
  zscoreIndicator,
];

const byName = new Map(INDICATORS.map((spec) => [spec.name, spec]));

/** The indicator of that name, if there is one. */
export function findIndicator(name: string): IndicatorSpec | undefined {
  return byName.get(name);
}
