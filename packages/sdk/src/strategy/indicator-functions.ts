// Written from the catalogue by `pnpm catalogue`: do not edit.

/** Several columns of the frame's length, by name. */
export type OutputsOf<Name extends string> = { readonly [Each in Name]: Float64Array };

/**
 * Every indicator. Columns go in first, then parameters in their declared order; what comes out has the length of what
 * went in. A parameter out of range or columns of unequal length throw a RangeError.
 */
export interface IndicatorFunctions {
  /** Acceleration bands: SMA(H·(1 + w·(H − L)/(H + L))), SMA(C), SMA(L·(1 − w·(H − L)/(H + L))). NaN before bar 19 with n 20, width 4. */
  accBands(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    width?: number,
  ): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** Accelerator oscillator: AO − SMA_smooth(AO). NaN before bar 37 with fast 5, slow 34, smooth 5. */
  accelerator(high: Float64Array, low: Float64Array, fast?: number, slow?: number, smooth?: number): Float64Array;
  /** Accumulation/distribution line: Σ V·((C − L) − (H − C))/(H − L). Defined from the first bar on. */
  ad(high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array): Float64Array;
  /** Chaikin oscillator: EMA_fast(AD) − EMA_slow(AD). NaN before bar 9 with fast 3, slow 10. */
  adosc(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    volume: Float64Array,
    fast?: number,
    slow?: number,
  ): Float64Array;
  /** Average directional index: Wilder average of DX. NaN before bar 27 with n 14. */
  adx(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Average directional index rating: (ADX + ADX_(n−1))/2. NaN before bar 40 with n 14. */
  adxr(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Alligator: Wilder average of (H + L)/2 over 13, 8, 5 bars, of 8, 5, 3 bars ago. NaN before bar 20. */
  alligator(high: Float64Array, low: Float64Array): OutputsOf<'jaw' | 'teeth' | 'lips'>;
  /** Arnaud Legoux moving average: Σ w_j·x_j / Σ w_j, w_j = exp(−(j − offset·(n−1))²/(2(n/sigma)²)). NaN before bar 8 with n 9, offset 0.85, sigma 6. */
  alma(x: Float64Array, n?: number, offset?: number, sigma?: number): Float64Array;
  /** Rolling alpha: mean(Δy/y) − beta·mean(Δx/x) over n changes. NaN before bar 60 with n 60. */
  alpha(close: Float64Array, other: Float64Array, n?: number): Float64Array;
  /** Anchored volume-weighted average price: Σ V·(H + L + C)/3 / Σ V since the anchor. Defined from the first bar on with anchor 0. */
  anchoredVwap(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    volume: Float64Array,
    anchor?: number,
  ): Float64Array;
  /** Absolute price oscillator: EMA_fast − EMA_slow. NaN before bar 25 with fast 12, slow 26. */
  apo(x: Float64Array, fast?: number, slow?: number): Float64Array;
  /** Aroon: 100·(n − bars since the extreme)/n. NaN before bar 14 with n 14. */
  aroon(high: Float64Array, low: Float64Array, n?: number): OutputsOf<'down' | 'up'>;
  /** Aroon oscillator: Aroon up − Aroon down. NaN before bar 14 with n 14. */
  aroonOsc(high: Float64Array, low: Float64Array, n?: number): Float64Array;
  /** Accumulative swing index: Σ 50·((C − C₁) + ½(C − O) + ¼(C₁ − O₁))/R·K/limit. NaN before bar 1 with limit 20. */
  asi(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array, limit?: number): Float64Array;
  /** Average true range: Wilder average of the true range. NaN before bar 14 with n 14. */
  atr(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** ATR trailing stop: C ∓ k·ATR, tightening only, switched when the close reaches it. NaN before bar 21 with n 21, k 3. */
  atrStop(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
  ): OutputsOf<'stop' | 'direction'>;
  /** Average price: (O + H + L + C)/4. Defined from the first bar on. */
  averagePrice(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Mean absolute deviation: Σ|x − SMA|/n. NaN before bar 13 with n 14. */
  avgDev(x: Float64Array, n?: number): Float64Array;
  /** Awesome oscillator: SMA_fast((H + L)/2) − SMA_slow((H + L)/2). NaN before bar 33 with fast 5, slow 34. */
  awesome(high: Float64Array, low: Float64Array, fast?: number, slow?: number): Float64Array;
  /** Bollinger bandwidth: (upper − lower)/middle. NaN before bar 19 with n 20, k 2. */
  bandwidth(x: Float64Array, n?: number, k?: number): Float64Array;
  /** Rolling beta: cov(Δx/x, Δy/y)/var(Δx/x) over n changes. NaN before bar 5 with n 5. */
  beta(close: Float64Array, other: Float64Array, n?: number): Float64Array;
  /** Body of the candle in percent: 100·(C − O)/O. Defined from the first bar on. */
  bodyPercent(open: Float64Array, close: Float64Array): Float64Array;
  /** Bollinger bands: SMA ± k·sd (ddof 0). NaN before bar 19 with n 20, k 2. */
  bollinger(x: Float64Array, n?: number, k?: number): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** Balance of power: (C − O)/(H − L). Defined from the first bar on. */
  bop(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Parts of a candle: |C − O|, H − max(O, C), min(O, C) − L, each divided by H − L. Defined from the first bar on. */
  candleParts(
    open: Float64Array,
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
  ): OutputsOf<'body' | 'upperShadow' | 'lowerShadow'>;
  /** Commodity channel index: (TP − SMA(TP))/(0.015·MAD(TP)). NaN before bar 13 with n 14. */
  cci(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Chande Kroll stop: short = max over stop bars of HH_n − k·ATR; long = min over stop bars of LL_n + k·ATR. NaN before bar 18 with n 10, k 1.5, stop 9. */
  chandeKrollStop(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
    stop?: number,
  ): OutputsOf<'short' | 'long'>;
  /** Chandelier exit: HH_n − k·ATR_n; LL_n + k·ATR_n. NaN before bar 22 with n 22, k 3. */
  chandelierExit(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
  ): OutputsOf<'long' | 'short'>;
  /** Choppiness index: 100·log_n(ΣTR/(max true high − min true low)). NaN before bar 14 with n 14. */
  chop(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Chaikin money flow: Σ V·((C − L) − (H − C))/(H − L) / Σ V. NaN before bar 19 with n 20. */
  cmf(high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array, n?: number): Float64Array;
  /** Chande momentum oscillator: 100·(G − L)/(G + L), G and L Wilder averages of gains and losses. NaN before bar 14 with n 14. */
  cmo(x: Float64Array, n?: number): Float64Array;
  /** Connors RSI: (RSI_n + RSI_streak(streak length) + percent of earlier changes below the latest)/3. NaN before bar 101 with n 3, streak 2, rank 100. */
  connorsRsi(x: Float64Array, n?: number, streak?: number, rank?: number): Float64Array;
  /** Coppock curve: WMA_n(ROC_short + ROC_long). NaN before bar 23 with short 11, long 14, n 10. */
  coppock(x: Float64Array, short?: number, long?: number, n?: number): Float64Array;
  /** Rolling correlation: cov(x, y)/√(var(x)·var(y)) over n bars. NaN before bar 29 with n 30. */
  correl(close: Float64Array, other: Float64Array, n?: number): Float64Array;
  /** Cutler’s relative strength index: 100·G/(G + L), G and L sums of gains and losses over n changes. NaN before bar 14 with n 14. */
  cutlerRsi(x: Float64Array, n?: number): Float64Array;
  /** DeMarker: Σ max(H − H₁, 0) / (Σ max(H − H₁, 0) + Σ max(L₁ − L, 0)) over n bars. NaN before bar 14 with n 14. */
  deMarker(high: Float64Array, low: Float64Array, n?: number): Float64Array;
  /** Double exponential moving average: 2·EMA(x) − EMA(EMA(x)). NaN before bar 38 with n 20. */
  dema(x: Float64Array, n: number): Float64Array;
  /** Derivative oscillator: y − SMA(y, signal), y = EMA(EMA(RSI(x, n), first), second). NaN before bar 28 with n 14, first 5, second 3, signal 9. */
  derivativeOscillator(x: Float64Array, n?: number, first?: number, second?: number, signal?: number): Float64Array;
  /** Donchian channel: highest high, lowest low, their mean. NaN before bar 19 with n 20. */
  donchian(high: Float64Array, low: Float64Array, n?: number): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** Detrended price oscillator: x_(⌊n/2⌋+1) − SMA_n. NaN before bar 19 with n 20. */
  dpo(x: Float64Array, n?: number): Float64Array;
  /** DV2: percent rank over n bars of SMA_smooth(C/((H + L)/2)). NaN before bar 252 with smooth 2, n 252. */
  dv2(high: Float64Array, low: Float64Array, close: Float64Array, smooth?: number, n?: number): Float64Array;
  /** Directional movement index: 100·|+DI − −DI|/(+DI + −DI). NaN before bar 14 with n 14. */
  dx(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Ease of movement: SMA_n(((H + L)/2 − (H₁ + L₁)/2)·(H − L)·scale/V). NaN before bar 14 with n 14, scale 10000. */
  easeOfMovement(high: Float64Array, low: Float64Array, volume: Float64Array, n?: number, scale?: number): Float64Array;
  /** Efficiency ratio: |x − x_n|/Σ|Δx|. NaN before bar 10 with n 10. */
  efficiencyRatio(x: Float64Array, n?: number): Float64Array;
  /** Elder ray: H − EMA(C), L − EMA(C). NaN before bar 12 with n 13. */
  elderRay(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): OutputsOf<'bull' | 'bear'>;
  /** Exponential moving average: y ← y + 2/(n+1)·(x − y), seeded with the mean of the first n values. NaN before bar 19 with n 20. */
  ema(x: Float64Array, n: number): Float64Array;
  /** Error-correcting exponential average: y ← k·(EMA + g·(x − y)) + (1 − k)·y, g of least |x − y| among tenths up to gainLimit/10. NaN before bar 19 with n 20, gainLimit 50. */
  errorCorrecting(x: Float64Array, n?: number, gainLimit?: number): Float64Array;
  /** Fractal chaos bands: latest fractal top and bottom. NaN before bar 4 with wing 2, and wherever nothing is confirmed. */
  fcb(high: Float64Array, low: Float64Array, wing?: number): OutputsOf<'upper' | 'lower'>;
  /** Fisher transform: x ← .66·((p − min)/(max − min) − .5) + .67·x, beyond ±.99 taken as ±.999; f ← ½·ln((1 + x)/(1 − x)) + ½·f. NaN before bar 10 with n 10. */
  fisher(high: Float64Array, low: Float64Array, n?: number): OutputsOf<'fisher' | 'trigger'>;
  /** Force index: EMA_n((C − C₁)·V). NaN before bar 13 with n 13. */
  forceIndex(close: Float64Array, volume: Float64Array, n?: number): Float64Array;
  /** Fractal: H_wing when above all of the 2·wing bars around it; L_wing when below. NaN before bar 4 with wing 2, and wherever nothing is confirmed. */
  fractal(high: Float64Array, low: Float64Array, wing?: number): OutputsOf<'top' | 'bottom'>;
  /** Fractal adaptive moving average: y ← y + a·((H + L)/2 − y), a = (2/(slow+1))^(D − 1) within .01…1, D = log₂(2·(R₁ + R₂)/R), R the range of n bars and R₁, R₂ of its halves. NaN before bar 15 with n 16, slow 198. */
  frama(high: Float64Array, low: Float64Array, n?: number, slow?: number): Float64Array;
  /** Garman-Klass volatility: √mean(½·ln(H/L)² − (2 ln 2 − 1)·ln(C/O)²). NaN before bar 19 with n 20. */
  garmanKlass(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Gator oscillator: |jaw − teeth|, −|teeth − lips|. NaN before bar 20. */
  gator(high: Float64Array, low: Float64Array): OutputsOf<'upper' | 'lower'>;
  /** Heikin-Ashi candles: c = (O + H + L + C)/4; o ← (o₁ + c₁)/2, first (O + C)/2; h = max(H, o, c); l = min(L, o, c). Defined from the first bar on. */
  heikinAshi(
    open: Float64Array,
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
  ): OutputsOf<'open' | 'high' | 'low' | 'close'>;
  /** Bars since the highest value: bar − index of the max of the last n values. NaN before bar 29 with n 30. */
  highestAge(x: Float64Array, n?: number): Float64Array;
  /** Highest value: max of the last n values. NaN before bar 19 with n 20. */
  highest(x: Float64Array, n: number): Float64Array;
  /** Hull moving average: WMA(2·WMA(x, ⌊n/2⌋) − WMA(x, n), ⌊√n⌋). NaN before bar 22 with n 20. */
  hma(x: Float64Array, n?: number): Float64Array;
  /** Hilbert transform: dominant cycle period: homodyne discriminator period, clamped to 6…50 bars and smoothed. NaN before bar 32. */
  htDcPeriod(x: Float64Array): Float64Array;
  /** Hilbert transform: dominant cycle phase: atan(Σ sin·p / Σ cos·p) over one dominant cycle of smoothed prices p, plus its lag. NaN before bar 63. */
  htDcPhase(x: Float64Array): Float64Array;
  /** Hilbert transform: phasor components: detrended smoothed price three bars ago; its Hilbert transform. NaN before bar 32. */
  htPhasor(x: Float64Array): OutputsOf<'inPhase' | 'quadrature'>;
  /** Hilbert transform: sine wave: sin(phase) and sin(phase + 45°) of the dominant cycle. NaN before bar 63. */
  htSine(x: Float64Array): OutputsOf<'sine' | 'leadSine'>;
  /** Hilbert transform: trend or cycle mode: 0 for half a cycle after sine and lead cross or while Δphase is .67…1.5 of 360/period; 1 else or 1.5 % off trend. NaN before bar 63. */
  htTrendMode(x: Float64Array): Float64Array;
  /** Hilbert transform: instantaneous trend line: (4a + 3a₁ + 2a₂ + a₃)/10, a = mean price over one dominant cycle. NaN before bar 63. */
  htTrendline(x: Float64Array): Float64Array;
  /** Hurst exponent, corrected for small samples: slope of ln(mean R/S − E[R/S] + √(π·size/2)) on ln(chunk size). NaN before bar 100 with n 100. */
  hurstCorrected(x: Float64Array, n?: number): Float64Array;
  /** Hurst exponent by lagged differences: slope of ln sd(x_t − x_(t−lag)) on ln lag, lag = 2…maxLag. NaN before bar 251 with n 252, maxLag 20. */
  hurstDifferences(x: Float64Array, n?: number, maxLag?: number): Float64Array;
  /** Hurst exponent: slope of ln(mean R/S) on ln(chunk size). NaN before bar 100 with n 100. */
  hurst(x: Float64Array, n?: number): Float64Array;
  /** Internal bar strength: (C − L)/(H − L). Defined from the first bar on. */
  ibs(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Ichimoku cloud: middles of the ranges of 9 and 26 bars; their mean and the middle of 52 bars, 26 bars ago. NaN before bar 77 with tenkan 9, kijun 26, senkou 52. */
  ichimoku(
    high: Float64Array,
    low: Float64Array,
    tenkan?: number,
    kijun?: number,
    senkou?: number,
  ): OutputsOf<'tenkan' | 'kijun' | 'senkouA' | 'senkouB'>;
  /** Intraday momentum index: 100·Σ(C − O)⁺/Σ|C − O|. NaN before bar 13 with n 14. */
  imi(open: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Kaufman adaptive moving average: y ← y + (ER·(2/(fast+1) − 2/(slow+1)) + 2/(slow+1))²·(x − y). NaN before bar 10 with n 10, fast 2, slow 30. */
  kama(x: Float64Array, n?: number, fast?: number, slow?: number): Float64Array;
  /** Keltner channel: EMA(C, n) ± k·ATR(atrPeriod). NaN before bar 19 with n 20, k 2, atrPeriod 10. */
  keltner(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
    atrPeriod?: number,
  ): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** Know sure thing: Σ k·SMA(ROC). NaN before bar 52 with roc1 10, roc2 15, roc3 20, roc4 30, sma1 10, sma2 10, sma3 10, sma4 15, signal 9. */
  kst(
    x: Float64Array,
    roc1?: number,
    roc2?: number,
    roc3?: number,
    roc4?: number,
    sma1?: number,
    sma2?: number,
    sma3?: number,
    sma4?: number,
    signal?: number,
  ): OutputsOf<'kst' | 'signal'>;
  /** Klinger volume oscillator: EMA_fast(VF) − EMA_slow(VF), VF = 100·V·T·|2·(dm/cm − 1)|, T = sign of the change of H + L + C. NaN before bar 68 with fast 34, slow 55, signal 13. */
  kvo(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    volume: Float64Array,
    fast?: number,
    slow?: number,
    signal?: number,
  ): OutputsOf<'kvo' | 'signal'>;
  /** Laguerre relative strength index: Σ(L_k − L_(k+1))⁺/Σ|L_k − L_(k+1)|, L₀ ← (1 − γ)·x + γ·L₀, L_k ← L_(k−1)′ + γ·(L_k − L_(k−1)), ′ the bar before. NaN before bar 1 with gamma 0.5. */
  laguerreRsi(x: Float64Array, gamma?: number): Float64Array;
  /** Linear regression angle: atan(slope) in degrees. NaN before bar 13 with n 14. */
  linearRegAngle(x: Float64Array, n?: number): Float64Array;
  /** Linear regression end point: a + b(n − 1) of the n-bar least-squares line. NaN before bar 13 with n 14. */
  linearReg(x: Float64Array, n?: number): Float64Array;
  /** Linear regression intercept: a of the n-bar least-squares line a + b·j, j = 0 at the oldest bar. NaN before bar 13 with n 14. */
  linearRegIntercept(x: Float64Array, n?: number): Float64Array;
  /** Linear regression slope: b of the n-bar least-squares line a + b·j. NaN before bar 13 with n 14. */
  linearRegSlope(x: Float64Array, n?: number): Float64Array;
  /** Logarithmic return: ln(x/x_n). NaN before bar 1 with n 1. */
  logReturn(x: Float64Array, n?: number): Float64Array;
  /** Bars since the lowest value: bar − index of the min of the last n values. NaN before bar 29 with n 30. */
  lowestAge(x: Float64Array, n?: number): Float64Array;
  /** Lowest value: min of the last n values. NaN before bar 19 with n 20. */
  lowest(x: Float64Array, n: number): Float64Array;
  /** Moving average envelope: SMA·(1 ± percent/100). NaN before bar 19 with n 20, percent 2.5. */
  maEnvelope(x: Float64Array, n?: number, percent?: number): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** MACD with chosen averages: average_fast − average_slow; average_signal of it; their difference. NaN before bar 33 with fast 12, fastType 0, slow 26, slowType 0, signal 9, signalType 0. */
  macdExt(
    x: Float64Array,
    fast?: number,
    fastType?: number,
    slow?: number,
    slowType?: number,
    signal?: number,
    signalType?: number,
  ): OutputsOf<'macd' | 'signal' | 'histogram'>;
  /** MACD 12/26 with fixed smoothing: MACD with k_fast = .15, k_slow = .075. NaN before bar 33 with signal 9. */
  macdFix(x: Float64Array, signal?: number): OutputsOf<'macd' | 'signal' | 'histogram'>;
  /** Moving average convergence divergence: EMA_fast − EMA_slow; EMA_signal of it; their difference. NaN before bar 33 with fast 12, slow 26, signal 9. */
  macd(x: Float64Array, fast?: number, slow?: number, signal?: number): OutputsOf<'macd' | 'signal' | 'histogram'>;
  /** MESA adaptive moving average: EMA with smoothing max(slowLimit, fastLimit / Δphase); fama uses half of it on mama. NaN before bar 32 with fastLimit 0.5, slowLimit 0.05. */
  mama(x: Float64Array, fastLimit?: number, slowLimit?: number): OutputsOf<'mama' | 'fama'>;
  /** Mean absolute percentage error: mean of |x − SMA(x, n)|/|x| over n bars. NaN before bar 19 with n 20. */
  mape(x: Float64Array, n?: number): Float64Array;
  /** Mass index: Σ EMA(H − L)/EMA(EMA(H − L)). NaN before bar 40 with smooth 9, n 25. */
  massIndex(high: Float64Array, low: Float64Array, smooth?: number, n?: number): Float64Array;
  /** Moving average with variable period: average of x over ⌊y⌋ bars. NaN before bar 29 with min 2, max 30, type 0. */
  mavp(close: Float64Array, other: Float64Array, min?: number, max?: number, type?: number): Float64Array;
  /** McGinley dynamic: y ← y + (x − y)/max(1, k·n·(x/y)⁴). NaN before bar 1 with n 14, k 0.6. */
  mcGinley(x: Float64Array, n?: number, k?: number): Float64Array;
  /** Median price: (H + L)/2. Defined from the first bar on. */
  medianPrice(high: Float64Array, low: Float64Array): Float64Array;
  /** Money flow index: 100·MF⁺/(MF⁺ + MF⁻), MF = typical price × volume. NaN before bar 14 with n 14. */
  mfi(high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array, n?: number): Float64Array;
  /** Midpoint: (highest + lowest)/2 of the last n values. NaN before bar 13 with n 14. */
  midpoint(x: Float64Array, n: number): Float64Array;
  /** Midpoint price: (highest high + lowest low)/2 of the last n bars. NaN before bar 13 with n 14. */
  midprice(high: Float64Array, low: Float64Array, n?: number): Float64Array;
  /** Rolling minimum and maximum: min and max of the last n values. NaN before bar 29 with n 30. */
  minMax(x: Float64Array, n?: number): OutputsOf<'min' | 'max'>;
  /** Minus directional indicator: 100·−DM_n/TR_n, Wilder sums. NaN before bar 14 with n 14. */
  minusDi(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Minus directional movement: Wilder sum of L₁ − L where it is positive and exceeds H − H₁. NaN before bar 13 with n 14. */
  minusDm(high: Float64Array, low: Float64Array, n?: number): Float64Array;
  /** Momentum: x − x_n. NaN before bar 10 with n 10. */
  mom(x: Float64Array, n?: number): Float64Array;
  /** Normalised average true range, percent: 100·ATR/C. NaN before bar 14 with n 14. */
  natr(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** On-balance volume: V₀ + Σ sign(C − C₁)·V. Defined from the first bar on. */
  obv(close: Float64Array, volume: Float64Array): Float64Array;
  /** Parkinson volatility: √(mean(ln(H/L)²)/(4 ln 2)). NaN before bar 19 with n 20. */
  parkinson(high: Float64Array, low: Float64Array, n?: number): Float64Array;
  /** Bollinger %B: (x − lower)/(upper − lower). NaN before bar 19 with n 20, k 2. */
  percentB(x: Float64Array, n?: number, k?: number): Float64Array;
  /** Percent rank: 100·#{x_j < x, j = 1…n}/n. NaN before bar 100 with n 100. */
  percentRank(x: Float64Array, n?: number): Float64Array;
  /** Pretty good oscillator: (C − SMA_n(C))/ATR_n. NaN before bar 14 with n 14. */
  pgo(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Plus directional indicator: 100·+DM_n/TR_n, Wilder sums. NaN before bar 14 with n 14. */
  plusDi(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Plus directional movement: Wilder sum of H − H₁ where it is positive and exceeds L₁ − L. NaN before bar 13 with n 14. */
  plusDm(high: Float64Array, low: Float64Array, n?: number): Float64Array;
  /** Price momentum oscillator: S_smooth(10·S_time(100·(x/x₁ − 1))), S_n: k = 2/n. NaN before bar 63 with time 35, smooth 20, signal 10. */
  pmo(x: Float64Array, time?: number, smooth?: number, signal?: number): OutputsOf<'pmo' | 'signal'>;
  /** Percentage price oscillator: 100·(EMA_fast − EMA_slow)/EMA_slow. NaN before bar 25 with fast 12, slow 26. */
  ppo(x: Float64Array, fast?: number, slow?: number): Float64Array;
  /** Price relative strength: x/y; (x/x_n − 1) − (y/y_n − 1). NaN before bar 20 with n 20. */
  priceRelative(close: Float64Array, other: Float64Array, n?: number): OutputsOf<'ratio' | 'excess'>;
  /** Price spike: (x − x₁)/(x₁·sd_n(ln(x₁/x₂))). NaN before bar 21 with n 20. */
  priceSpike(x: Float64Array, n?: number): Float64Array;
  /** Percentage volume oscillator: PPO of volume with EMA signal. NaN before bar 33 with fast 12, slow 26, signal 9. */
  pvo(volume: Float64Array, fast?: number, slow?: number, signal?: number): OutputsOf<'pvo' | 'signal' | 'histogram'>;
  /** Coefficient of determination: r² of x on the bar number over n bars. NaN before bar 13 with n 14. */
  rSquared(x: Float64Array, n?: number): Float64Array;
  /** Relative vigor index: Σ W(C − O)/Σ W(H − L) over n bars, W(x) = (x + 2x₁ + 2x₂ + x₃)/6; signal W(vigor). NaN before bar 15 with n 10. */
  relativeVigor(
    open: Float64Array,
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
  ): OutputsOf<'vigor' | 'signal'>;
  /** Relative momentum index: 100·G/(G + L), G and L Wilder averages of (x − x_momentum)⁺ and (x_momentum − x)⁺. NaN before bar 24 with n 20, momentum 5. */
  rmi(x: Float64Array, n?: number, momentum?: number): Float64Array;
  /** Rate of change bands: ROC, EMA(ROC), ±√(Σ ROC²/deviation). NaN before bar 24 with n 20, smooth 5, deviation 5. */
  rocBands(
    x: Float64Array,
    n?: number,
    smooth?: number,
    deviation?: number,
  ): OutputsOf<'roc' | 'average' | 'upper' | 'lower'>;
  /** Rate of change, percent: 100·(x/x_n − 1). NaN before bar 10 with n 10. */
  roc(x: Float64Array, n?: number): Float64Array;
  /** Rate of change, fraction: x/x_n − 1. NaN before bar 10 with n 10. */
  rocp(x: Float64Array, n?: number): Float64Array;
  /** Rate of change ratio, percent: 100·x/x_n. NaN before bar 10 with n 10. */
  rocr100(x: Float64Array, n?: number): Float64Array;
  /** Rate of change ratio: x/x_n. NaN before bar 10 with n 10. */
  rocr(x: Float64Array, n?: number): Float64Array;
  /** Rogers-Satchell volatility: √mean(ln(H/C)·ln(H/O) + ln(L/C)·ln(L/O)). NaN before bar 19 with n 20. */
  rogersSatchell(
    open: Float64Array,
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
  ): Float64Array;
  /** Rolling pivot points: p = (H + L + C)/3; r1 = 2p − L, s1 = 2p − H; r2, s2 = p ± (H − L); r3 = H + 2(p − L), s3 = L − 2(H − p). NaN before bar 20 with n 20. */
  rollingPivots(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
  ): OutputsOf<'s3' | 's2' | 's1' | 'pivot' | 'r1' | 'r2' | 'r3'>;
  /** Rolling sum: Σ x over the last n bars. NaN before bar 19 with n 20. */
  rollingSum(x: Float64Array, n: number): Float64Array;
  /** Relative strength index: 100·G/(G + L), G and L Wilder averages of gains and losses. NaN before bar 14 with n 14. */
  rsi(x: Float64Array, n?: number): Float64Array;
  /** Parabolic SAR, extended: stop ← stop + af·(extreme − stop) with separate af; sign gives the side. NaN before bar 1 with startValue 0, offset 0, longStart 0.02, longStep 0.02, longLimit 0.2, shortStart 0.02, shortStep 0.02, shortLimit 0.2. */
  sarExt(
    high: Float64Array,
    low: Float64Array,
    startValue?: number,
    offset?: number,
    longStart?: number,
    longStep?: number,
    longLimit?: number,
    shortStart?: number,
    shortStep?: number,
    shortLimit?: number,
  ): Float64Array;
  /** Parabolic SAR: stop ← stop + af·(extreme − stop), bounded by the last two bars; reversed when touched. NaN before bar 1 with acceleration 0.02, maximum 0.2. */
  sar(high: Float64Array, low: Float64Array, acceleration?: number, maximum?: number): Float64Array;
  /** Simple moving average: mean of the last n values. NaN before bar 19 with n 20. */
  sma(x: Float64Array, n: number): Float64Array;
  /** Stochastic momentum index: 100·S²(C − (HH + LL)/2)/(½·S²(HH − LL)). NaN before bar 12 with n 13, first 25, second 2, signal 3. */
  smi(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    first?: number,
    second?: number,
    signal?: number,
  ): OutputsOf<'smi' | 'signal'>;
  /** STARC bands: SMA(C, n) ± k·ATR(atrPeriod). NaN before bar 10 with n 5, k 2, atrPeriod 10. */
  starc(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
    atrPeriod?: number,
  ): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** Schaff trend cycle: SMA₃ of the %K of EMA_fast − EMA_slow. NaN before bar 60 with cycle 10, fast 23, slow 50. */
  stc(x: Float64Array, cycle?: number, fast?: number, slow?: number): Float64Array;
  /** Rolling standard deviation: √(Σ(x − mean)²/(n − ddof)). NaN before bar 19 with n 20, ddof 0. */
  stddev(x: Float64Array, n: number, ddof?: number): Float64Array;
  /** Standard deviation channel: end of the n-bar least-squares line ± k·sd (ddof 0). NaN before bar 19 with n 20, k 2. */
  stdevChannel(x: Float64Array, n?: number, k?: number): OutputsOf<'upper' | 'middle' | 'lower'>;
  /** Fast stochastic: %K = 100·(C − LL_n)/(HH_n − LL_n); %D = SMA(%K). NaN before bar 15 with n 14, dPeriod 3. */
  stochF(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    dPeriod?: number,
  ): OutputsOf<'k' | 'd'>;
  /** Slow stochastic: %K = SMA(100·(C − LL_n)/(HH_n − LL_n)); %D = SMA(%K). NaN before bar 17 with n 14, kPeriod 3, dPeriod 3. */
  stoch(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    kPeriod?: number,
    dPeriod?: number,
  ): OutputsOf<'k' | 'd'>;
  /** Stochastic RSI: fast stochastic of RSI(x, n). NaN before bar 20 with n 14, kPeriod 5, dPeriod 3. */
  stochRsi(x: Float64Array, n?: number, kPeriod?: number, dPeriod?: number): OutputsOf<'k' | 'd'>;
  /** Streak of rises or falls: signed number of bars since the direction of change last changed. NaN before bar 1. */
  streak(x: Float64Array): Float64Array;
  /** Supertrend: (H + L)/2 ∓ k·ATR, tightening only, switched when the close breaks it. NaN before bar 10 with n 10, k 3. */
  supertrend(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
  ): OutputsOf<'supertrend' | 'direction'>;
  /** Tillson T3: −v³·e6 + 3v²(1+v)·e5 − 3v(1+v)²·e4 + (1+v)³·e3, e_k = k-fold EMA. NaN before bar 24 with n 5, volumeFactor 0.7. */
  t3(x: Float64Array, n?: number, volumeFactor?: number): Float64Array;
  /** Triple exponential moving average: 3·EMA(x) − 3·EMA(EMA(x)) + EMA(EMA(EMA(x))). NaN before bar 57 with n 20. */
  tema(x: Float64Array, n: number): Float64Array;
  /** Triangular moving average: SMA(SMA(x, ⌊(n+1)/2⌋), n + 1 − ⌊(n+1)/2⌋). NaN before bar 19 with n 20. */
  trima(x: Float64Array, n: number): Float64Array;
  /** TRIX: ROC(EMA(EMA(EMA(x))), 1). NaN before bar 43 with n 15. */
  trix(x: Float64Array, n?: number): Float64Array;
  /** True range: max(H, C₁) − min(L, C₁). NaN before bar 1. */
  trueRange(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Time series forecast: a + b·n of the n-bar least-squares line a + b·j. NaN before bar 13 with n 14. */
  tsf(x: Float64Array, n?: number): Float64Array;
  /** True strength index: 100·EMA(EMA(Δx))/EMA(EMA(|Δx|)). NaN before bar 43 with first 25, second 13, signal 7. */
  tsi(x: Float64Array, first?: number, second?: number, signal?: number): OutputsOf<'tsi' | 'signal'>;
  /** Typical price: (H + L + C)/3. Defined from the first bar on. */
  typicalPrice(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Ulcer index: √(Σ(100·(x − running max)/running max)²/n). NaN before bar 13 with n 14. */
  ulcer(x: Float64Array, n?: number): Float64Array;
  /** Ultimate oscillator: 100·(4·ΣBP₁/ΣTR₁ + 2·ΣBP₂/ΣTR₂ + ΣBP₃/ΣTR₃)/7, BP = C − min(L, C₁). NaN before bar 28 with short 7, medium 14, long 28. */
  ultosc(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    short?: number,
    medium?: number,
    long?: number,
  ): Float64Array;
  /** Rolling variance: Σ(x − mean)²/(n − ddof). NaN before bar 19 with n 20, ddof 0. */
  variance(x: Float64Array, n: number, ddof?: number): Float64Array;
  /** Variable index dynamic average: y ← y + 2/(n+1)·|Σ Δx|/Σ|Δx|·(x − y), sums over the last momentum changes. NaN before bar 9 with n 14, momentum 9. */
  vidya(x: Float64Array, n?: number, momentum?: number): Float64Array;
  /** Volatility stop: SIC ∓ k·ATR₁, SIC = extreme close of the trend. NaN before bar 8 with n 7, k 3, and wherever nothing is confirmed. */
  volatilityStop(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    n?: number,
    k?: number,
  ): OutputsOf<'stop' | 'reversed'>;
  /** Vortex: Σ|H − L₁|/ΣTR, Σ|L − H₁|/ΣTR. NaN before bar 14 with n 14. */
  vortex(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): OutputsOf<'plus' | 'minus'>;
  /** Rolling volume-weighted average price: Σ V·(H + L + C)/3 / Σ V over n bars. NaN before bar 19 with n 20. */
  vwap(high: Float64Array, low: Float64Array, close: Float64Array, volume: Float64Array, n?: number): Float64Array;
  /** Volume-weighted moving average: Σ x·V / Σ V over n bars. NaN before bar 19 with n 20. */
  vwma(close: Float64Array, volume: Float64Array, n?: number): Float64Array;
  /** Weighted close price: (H + L + 2C)/4. Defined from the first bar on. */
  weightedClose(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Wilder's moving average: y ← y + (x − y)/n, seeded with the mean of the first n values. NaN before bar 13 with n 14. */
  wilder(x: Float64Array, n: number): Float64Array;
  /** Williams’ accumulation/distribution: Σ C − min(L, C₁) where C > C₁, C − max(H, C₁) where C < C₁. NaN before bar 1. */
  williamsAd(high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Williams' %R: −100·(HH_n − C)/(HH_n − LL_n). NaN before bar 13 with n 14. */
  willr(high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Linearly weighted moving average: Σ k·x_(t−n+k) / (n(n+1)/2), k = 1…n. NaN before bar 19 with n 20. */
  wma(x: Float64Array, n: number): Float64Array;
  /** Yang-Zhang volatility: √(var(ln(O/C₁)) + k·var(ln(C/O)) + (1 − k)·RS), k = .34/(1.34 + (n + 1)/(n − 1)), ddof 1. NaN before bar 20 with n 20. */
  yangZhang(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array, n?: number): Float64Array;
  /** Zigzag: extreme of a leg, confirmed by a move of percent against it. NaN before bar 1 with percent 5, and wherever nothing is confirmed. */
  zigzag(high: Float64Array, low: Float64Array, percent?: number): OutputsOf<'pivot' | 'age' | 'direction'>;
  /** Zero-lag exponential moving average: EMA(2x − x_lag, n), lag = ⌊(n − 1)/2⌋. NaN before bar 28 with n 20. */
  zlema(x: Float64Array, n?: number): Float64Array;
  /** Rolling z-score: (x − mean_n)/sd_n. NaN before bar 19 with n 20, ddof 0. */
  zscore(x: Float64Array, n: number, ddof?: number): Float64Array;
}

/** Every candlestick pattern: 100 bullish, -100 bearish, 0 none; a neutral pattern is 100 where it is. */
export interface CandlestickFunctions {
  /** Abandoned baby (both): long body, doji gapping away with its whole range, body of the other colour gapping back and closing deep in the first. NaN before bar 12. */
  abandonedBaby(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Advance block (bearish): three rising white candles, each opening in or near the body before, the first long; the later bodies shrink or grow long upper shadows. NaN before bar 12. */
  advanceBlock(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Belt hold (both): long body that opens at its extreme. NaN before bar 10. */
  beltHold(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Breakaway (both): long body; gap in its direction; two further candles with advancing highs and lows; one of the other colour closing inside the gap. NaN before bar 14. */
  breakaway(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Closing marubozu (both): long body that closes at its extreme. NaN before bar 10. */
  closingMarubozu(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Concealing baby swallow (bullish): four black: two without shadows, one gapping down whose high enters the second body, one whose range contains the third. NaN before bar 13. */
  concealingBabySwallow(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Counterattack (both): long body, then a long one of the other colour closing where the first did. NaN before bar 11. */
  counterattack(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Dark cloud cover (bearish): long white, then black opening above its high and closing deep in its body. NaN before bar 11. */
  darkCloudCover(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Doji (neutral): body ≤ a tenth of the mean range. NaN before bar 10. */
  doji(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Doji star (both): long body of t − 1, a doji gapping in its direction. NaN before bar 11. */
  dojiStar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Dragonfly doji (bullish): doji without upper shadow, with a lower one. NaN before bar 10. */
  dragonflyDoji(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Engulfing (both): body of t strictly around the body of t − 1 of the other colour. NaN before bar 2. */
  engulfing(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Evening doji star (bearish): long white, doji gapping up, black closing deep in the first body. NaN before bar 12. */
  eveningDojiStar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Evening star (bearish): long white, small body gapping up, black closing deep in the first body. NaN before bar 12. */
  eveningStar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Side-by-side white lines (both): two white bodies of similar size and equal open, both gapping away from the candle before. NaN before bar 7. */
  gapSideSideWhite(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Upside or downside gap three methods (both): two of one colour with a gap in their direction, then one of the other opening in the second body and closing in the first. NaN before bar 2. */
  gapThreeMethods(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Gravestone doji (neutral): doji without lower shadow, with an upper one. NaN before bar 10. */
  gravestoneDoji(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Hammer (bullish): small body, lower shadow longer than it, hardly any upper one; body near or below the previous low. NaN before bar 11. */
  hammer(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Hanging man (bearish): a hammer whose body is near or above the previous high. NaN before bar 11. */
  hangingMan(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Harami (both): long body of t − 1 strictly around a small body of t. NaN before bar 11. */
  harami(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Harami cross (both): long body of t − 1 strictly around a doji. NaN before bar 11. */
  haramiCross(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** High wave (neutral): body below the mean of ten, both shadows longer than twice the body. NaN before bar 10. */
  highWave(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Hikkake (both): inside bar, false break; ±200 when a close within three bars leaves it on the other side. NaN before bar 5. */
  hikkake(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Modified hikkake (both): two nested inside bars, the first closing near one side, a false break there; ±200 when confirmed. NaN before bar 10. */
  hikkakeModified(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Homing pigeon (bullish): long black strictly around a short black. NaN before bar 11. */
  homingPigeon(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Identical three crows (bearish): three black with lower closes and hardly any lower shadow, each opening at the close before. NaN before bar 12. */
  identicalThreeCrows(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** In-neck (bearish): long black, then white opening below its low and closing at or barely above its close. NaN before bar 11. */
  inNeck(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Inverted hammer (bullish): small body gapping down, upper shadow longer than it, hardly any lower one. NaN before bar 11. */
  invertedHammer(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Kicking by length (both): kicking, judged by the longer marubozu. NaN before bar 11. */
  kickingByLength(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Kicking (both): marubozu, then one of the other colour gapping away from it. NaN before bar 11. */
  kicking(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Ladder bottom (bullish): three black with lower opens and closes, a black with an upper shadow, a white opening above its open and closing above its high. NaN before bar 14. */
  ladderBottom(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Long-legged doji (neutral): doji, a shadow longer than the body. NaN before bar 10. */
  longLeggedDoji(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Long line (both): long body, both shadows shorter than their mean. NaN before bar 10. */
  longLine(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Marubozu (both): long body, hardly any shadow. NaN before bar 10. */
  marubozu(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Mat hold (bullish): long white; short black gapping up; two short ones falling but staying in its upper part; white closing above their highs. NaN before bar 14. */
  matHold(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Matching low (bullish): two black candles closing at the same price. NaN before bar 6. */
  matchingLow(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Morning doji star (bullish): long black, doji gapping down, white closing deep in the first body. NaN before bar 12. */
  morningDojiStar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Morning star (bullish): long black, small body gapping down, white closing deep in the first body. NaN before bar 12. */
  morningStar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** On-neck (bearish): long black, then white opening below its low and closing at that low. NaN before bar 11. */
  onNeck(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Piercing (bullish): long black, then long white opening below its low and closing inside its upper half. NaN before bar 11. */
  piercing(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Rickshaw man (neutral): doji near the middle of its range, both shadows longer than the body. NaN before bar 10. */
  rickshawMan(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Rising or falling three methods (both): long body; three short ones of the other colour retreating inside its range; a long one of its colour closing beyond it. NaN before bar 14. */
  risingFallingThreeMethods(
    open: Float64Array,
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
  ): Float64Array;
  /** Separating lines (both): long body without shadow on the side of its open, opening at the open of the previous candle of the other colour. NaN before bar 11. */
  separatingLines(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Shooting star (bearish): small body gapping up, upper shadow longer than it, hardly any lower one. NaN before bar 11. */
  shootingStar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Short line (both): short body, both shadows shorter than their mean. NaN before bar 10. */
  shortLine(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Spinning top (neutral): body below the mean of ten, both shadows longer than it. NaN before bar 10. */
  spinningTop(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Stalled pattern (bearish): three rising white: two long, the second without upper shadow and opening in or near the first body, then a short one riding on it. NaN before bar 12. */
  stalledPattern(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Stick sandwich (bullish): black, white trading above its close, black closing at the first close. NaN before bar 7. */
  stickSandwich(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Takuri (bullish): doji, hardly any upper shadow, lower shadow longer than twice the body. NaN before bar 10. */
  takuri(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Tasuki gap (both): a body gapping in its own direction, then a similar one of the other colour opening inside it and closing in the gap. NaN before bar 7. */
  tasukiGap(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Three black crows (bearish): a white candle, then three black ones with lower closes, each opening in the body before, hardly any lower shadow. NaN before bar 13. */
  threeBlackCrows(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Three inside up or down (both): a harami whose third candle closes beyond the open of the first. NaN before bar 12. */
  threeInside(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Three-line strike (both): three of one colour with advancing closes, each opening in or near the body before; the fourth opens beyond and closes past the first open. NaN before bar 8. */
  threeLineStrike(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Three outside up or down (both): an engulfing whose third candle closes further in its direction. NaN before bar 3. */
  threeOutside(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Three stars in the south (bullish): long black with a long lower shadow; a smaller black inside its range but for the shadow; a short black without shadows inside that. NaN before bar 12. */
  threeStarsInSouth(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Three white soldiers (bullish): three rising white candles of similar body, each opening in or near the body before, hardly any upper shadow. NaN before bar 12. */
  threeWhiteSoldiers(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Thrusting (bearish): long black, then white opening below its low and closing in the lower half of its body. NaN before bar 11. */
  thrusting(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Tristar (both): three doji by the measure of the first; the middle one gaps and the third falls back. NaN before bar 12. */
  tristar(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Two crows (bearish): long white, black gapping up, black opening inside it and closing inside the first body. NaN before bar 12. */
  twoCrows(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Unique three river bottom (bullish): long black; black with a higher close, no higher open and a lower low; short white opening above that low. NaN before bar 12. */
  uniqueThreeRiver(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
  /** Upside gap two crows (bearish): long white, short black gapping up, black engulfing that but closing above the first close. NaN before bar 12. */
  upsideGapTwoCrows(open: Float64Array, high: Float64Array, low: Float64Array, close: Float64Array): Float64Array;
}
