export { accBands, accBandsIndicator, createAccBands } from './acc-bands.indicator.js';
export { ad, adIndicator, createAd } from './ad.indicator.js';
export { adosc, adoscIndicator, createAdosc } from './adosc.indicator.js';
export { adx, adxIndicator, createAdx } from './adx.indicator.js';
export { adxr, adxrIndicator, createAdxr } from './adxr.indicator.js';
export { alligator, alligatorIndicator, createAlligator } from './alligator.indicator.js';
export { alma, almaIndicator, createAlma } from './alma.indicator.js';
export { apo, apoIndicator, createApo } from './apo.indicator.js';
export { aroonOsc, aroonOscIndicator, createAroonOsc } from './aroon-osc.indicator.js';
export { aroon, aroonIndicator, createAroon, type AroonResult } from './aroon.indicator.js';
export { asi, asiIndicator, createAsi } from './asi.indicator.js';
export { atrStop, atrStopIndicator, createAtrStop } from './atr-stop.indicator.js';
export { atr, atrIndicator } from './atr.indicator.js';
export { createAtr } from './atr.stream.js';
export { averagePrice, averagePriceIndicator, createAveragePrice } from './average-price.indicator.js';
export { avgDev, avgDevIndicator, createAvgDev } from './avg-dev.indicator.js';
export { awesome, awesomeIndicator, createAwesome } from './awesome.indicator.js';
export { bandwidth, bandwidthIndicator, createBandwidth } from './bandwidth.indicator.js';
export { beta, betaIndicator, createBeta } from './beta.indicator.js';
export { bollinger, bollingerIndicator } from './bollinger.indicator.js';
export { createBollinger, type BollingerStream } from './bollinger.stream.js';
export { bop, bopIndicator, createBop } from './bop.indicator.js';
export { INDICATORS, findIndicator } from './catalogue.js';
export { cci, cciIndicator, createCci } from './cci.indicator.js';
export { chandeKrollStop, chandeKrollStopIndicator, createChandeKrollStop } from './chande-kroll-stop.indicator.js';
export { chandelierExit, chandelierExitIndicator, createChandelierExit } from './chandelier-exit.indicator.js';
export { chop, chopIndicator, createChop } from './chop.indicator.js';
export { cmf, cmfIndicator, createCmf } from './cmf.indicator.js';
export { cmo, cmoIndicator, createCmo } from './cmo.indicator.js';
export { computeIndicator, warmupOf, type IndicatorColumns } from './compute-indicator.js';
export { connorsRsi, connorsRsiIndicator, createConnorsRsi } from './connors-rsi.indicator.js';
export { coppock, coppockIndicator, createCoppock } from './coppock.indicator.js';
export { correl, correlIndicator, createCorrel } from './correl.indicator.js';
export { createDema, dema, demaIndicator } from './dema.indicator.js';
export { createDonchian, donchian, donchianIndicator, type ChannelResult } from './donchian.indicator.js';
export { createDpo, dpo, dpoIndicator } from './dpo.indicator.js';
export { createDx, dx, dxIndicator } from './dx.indicator.js';
export { createEaseOfMovement, easeOfMovement, easeOfMovementIndicator } from './ease-of-movement.indicator.js';
export { createEfficiencyRatio, efficiencyRatio, efficiencyRatioIndicator } from './efficiency-ratio.indicator.js';
export { createElderRay, elderRay, elderRayIndicator } from './elder-ray.indicator.js';
export { ema, emaIndicator, type EmaSeed } from './ema.indicator.js';
export { createEma } from './ema.stream.js';
export { createFcb, fcb, fcbIndicator } from './fcb.indicator.js';
export { createFisher, fisher, fisherIndicator } from './fisher.indicator.js';
export { createForceIndex, forceIndex, forceIndexIndicator } from './force-index.indicator.js';
export { createFractal, fractal, fractalIndicator } from './fractal.indicator.js';
export { createGarmanKlass, garmanKlass, garmanKlassIndicator } from './garman-klass.indicator.js';
export { createGator, gator, gatorIndicator } from './gator.indicator.js';
export { createHeikinAshi, heikinAshi, heikinAshiIndicator } from './heikin-ashi.indicator.js';
export { createHighestAge, highestAge, highestAgeIndicator } from './highest-age.indicator.js';
export { highest, highestIndicator } from './highest.indicator.js';
export { createHighest } from './highest.stream.js';
export { createHma, hma, hmaIndicator } from './hma.indicator.js';
export { createHtDcPeriod, htDcPeriod, htDcPeriodIndicator } from './ht-dc-period.indicator.js';
export { createHtDcPhase, htDcPhase, htDcPhaseIndicator } from './ht-dc-phase.indicator.js';
export { createHtPhasor, htPhasor, htPhasorIndicator } from './ht-phasor.indicator.js';
export { createHtSine, htSine, htSineIndicator, type HtSineResult } from './ht-sine.indicator.js';
export { createHtTrendMode, htTrendMode, htTrendModeIndicator } from './ht-trend-mode.indicator.js';
export { createHtTrendline, htTrendline, htTrendlineIndicator } from './ht-trendline.indicator.js';
export { createHurst, hurst, hurstIndicator } from './hurst.indicator.js';
export { createIbs, ibs, ibsIndicator } from './ibs.indicator.js';
export { createIchimoku, ichimoku, ichimokuIndicator } from './ichimoku.indicator.js';
export { createImi, imi, imiIndicator } from './imi.indicator.js';
export { createIndicator, type IndicatorBar, type IndicatorFeed } from './indicator-feed.js';
export {
  defineIndicator,
  factor,
  period,
  type IndicatorDefinition,
  type IndicatorInput,
  type IndicatorParam,
  type IndicatorResult,
  type IndicatorSpec,
} from './indicator-spec.js';
export { createKama, kama, kamaIndicator } from './kama.indicator.js';
export { createKeltner, keltner, keltnerIndicator } from './keltner.indicator.js';
export { createKst, kst, kstIndicator } from './kst.indicator.js';
export { createKvo, kvo, kvoIndicator } from './kvo.indicator.js';
export { createLinearRegAngle, linearRegAngle, linearRegAngleIndicator } from './linear-reg-angle.indicator.js';
export {
  createLinearRegIntercept,
  linearRegIntercept,
  linearRegInterceptIndicator,
} from './linear-reg-intercept.indicator.js';
export { createLinearRegSlope, linearRegSlope, linearRegSlopeIndicator } from './linear-reg-slope.indicator.js';
export { createLinearReg, linearReg, linearRegIndicator } from './linear-reg.indicator.js';
export { createLogReturn, logReturn, logReturnIndicator } from './log-return.indicator.js';
export { createLowestAge, lowestAge, lowestAgeIndicator } from './lowest-age.indicator.js';
export { lowest, lowestIndicator } from './lowest.indicator.js';
export { createLowest } from './lowest.stream.js';
export { createMaEnvelope, maEnvelope, maEnvelopeIndicator } from './ma-envelope.indicator.js';
export { createMacdExt, macdExt, macdExtIndicator } from './macd-ext.indicator.js';
export { createMacdFix, macdFix, macdFixIndicator } from './macd-fix.indicator.js';
export { macd, macdIndicator, type MacdResult } from './macd.indicator.js';
export { createMacd, type MacdStream } from './macd.stream.js';
export { createMama, mama, mamaIndicator, type MamaResult } from './mama.indicator.js';
export { createMassIndex, massIndex, massIndexIndicator } from './mass-index.indicator.js';
export { createMavp, mavp, mavpIndicator } from './mavp.indicator.js';
export { createMcGinley, mcGinley, mcGinleyIndicator } from './mc-ginley.indicator.js';
export { createMedianPrice, medianPrice, medianPriceIndicator } from './median-price.indicator.js';
export { createMfi, mfi, mfiIndicator } from './mfi.indicator.js';
export { createMidpoint, midpoint, midpointIndicator } from './midpoint.indicator.js';
export { createMidprice, midprice, midpriceIndicator } from './midprice.indicator.js';
export { createMinMax, minMax, minMaxIndicator } from './min-max.indicator.js';
export { createMinusDi, minusDi, minusDiIndicator } from './minus-di.indicator.js';
export { createMinusDm, minusDm, minusDmIndicator } from './minus-dm.indicator.js';
export { mom, momIndicator } from './mom.indicator.js';
export { createMom } from './mom.stream.js';
export { createNatr, natr, natrIndicator } from './natr.indicator.js';
export { createObv, obv, obvIndicator } from './obv.indicator.js';
export { createParkinson, parkinson, parkinsonIndicator } from './parkinson.indicator.js';
export { createPercentB, percentB, percentBIndicator } from './percent-b.indicator.js';
export { createPlusDi, plusDi, plusDiIndicator } from './plus-di.indicator.js';
export { createPlusDm, plusDm, plusDmIndicator } from './plus-dm.indicator.js';
export { createPmo, pmo, pmoIndicator } from './pmo.indicator.js';
export { createPpo, ppo, ppoIndicator } from './ppo.indicator.js';
export { createPriceRelative, priceRelative, priceRelativeIndicator } from './price-relative.indicator.js';
export { createPvo, pvo, pvoIndicator } from './pvo.indicator.js';
export { createRSquared, rSquared, rSquaredIndicator } from './r-squared.indicator.js';
export { createRocBands, rocBands, rocBandsIndicator } from './roc-bands.indicator.js';
export { roc, rocIndicator } from './roc.indicator.js';
export { createRoc } from './roc.stream.js';
export { rocp, rocpIndicator } from './rocp.indicator.js';
export { createRocp } from './rocp.stream.js';
export { createRocr, rocr, rocrIndicator } from './rocr.indicator.js';
export { createRocr100, rocr100, rocr100Indicator } from './rocr100.indicator.js';
export { createRogersSatchell, rogersSatchell, rogersSatchellIndicator } from './rogers-satchell.indicator.js';
export { createRollingPivots, rollingPivots, rollingPivotsIndicator } from './rolling-pivots.indicator.js';
export { createRollingSum, rollingSum, rollingSumIndicator } from './rolling-sum.indicator.js';
export { rsi, rsiIndicator, type RsiSeed } from './rsi.indicator.js';
export { createRsi } from './rsi.stream.js';
export type { OutputColumns } from './run-stream.js';
export { createSarExt, sarExt, sarExtIndicator } from './sar-ext.indicator.js';
export { createSar, sar, sarIndicator } from './sar.indicator.js';
export type {
  BarStream,
  CandleStream,
  IndicatorStream,
  Outputs,
  PairStream,
  RangeStream,
  SeriesStream,
  TradedBarStream,
} from './series-stream.js';
export { sma, smaIndicator } from './sma.indicator.js';
export { createSma } from './sma.stream.js';
export { createSmi, smi, smiIndicator } from './smi.indicator.js';
export { createStarc, starc, starcIndicator } from './starc.indicator.js';
export { createStc, stc, stcIndicator } from './stc.indicator.js';
export { stddev, stddevIndicator } from './stddev.indicator.js';
export { createStddev } from './stddev.stream.js';
export { createStochF, stochF, stochFIndicator, type StochasticResult } from './stoch-f.indicator.js';
export { createStochRsi, stochRsi, stochRsiIndicator } from './stoch-rsi.indicator.js';
export { createStoch, stoch, stochIndicator } from './stoch.indicator.js';
export { createSupertrend, supertrend, supertrendIndicator, type SupertrendResult } from './supertrend.indicator.js';
export { createT3, t3, t3Indicator } from './t3.indicator.js';
export { createTema, tema, temaIndicator } from './tema.indicator.js';
export { createTrima, trima, trimaIndicator } from './trima.indicator.js';
export { createTrix, trix, trixIndicator } from './trix.indicator.js';
export { createTrueRange, trueRange, trueRangeIndicator } from './true-range.indicator.js';
export { createTsf, tsf, tsfIndicator } from './tsf.indicator.js';
export { createTsi, tsi, tsiIndicator } from './tsi.indicator.js';
export { createTypicalPrice, typicalPrice, typicalPriceIndicator } from './typical-price.indicator.js';
export { createUlcer, ulcer, ulcerIndicator } from './ulcer.indicator.js';
export { createUltosc, ultosc, ultoscIndicator } from './ultosc.indicator.js';
export { createVariance, variance, varianceIndicator } from './variance.indicator.js';
export { createVolatilityStop, volatilityStop, volatilityStopIndicator } from './volatility-stop.indicator.js';
export { createVortex, vortex, vortexIndicator } from './vortex.indicator.js';
export { createVwap, vwap, vwapIndicator } from './vwap.indicator.js';
export { createVwma, vwma, vwmaIndicator } from './vwma.indicator.js';
export { createWeightedClose, weightedClose, weightedCloseIndicator } from './weighted-close.indicator.js';
export { createWilder, wilder, wilderIndicator } from './wilder.indicator.js';
export { createWillr, willr, willrIndicator } from './willr.indicator.js';
export { wma, wmaIndicator } from './wma.indicator.js';
export { createWma } from './wma.stream.js';
export { createYangZhang, yangZhang, yangZhangIndicator } from './yang-zhang.indicator.js';
export { createZigzag, zigzag, zigzagIndicator } from './zigzag.indicator.js';
export { createZlema, zlema, zlemaIndicator } from './zlema.indicator.js';
export { createZscore, zscore, zscoreIndicator } from './zscore.indicator.js';
export type { Series } from '../series.js';
