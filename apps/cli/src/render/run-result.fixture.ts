import type {
  BacktestReport,
  Passport,
  RunResult,
  SessionReport,
  Stats,
  StepResult,
  Study,
  SymbolValues,
} from '@bot-v2/sdk';

const dayMs = 86_400_000;
const start = Date.UTC(2015, 10, 10);

/** Statistics with plausible figures; override what a test is about. */
export function statsFixture(over: Partial<Stats> = {}): Stats {
  return {
    bars: 630,
    years: 2.5,
    initialEquity: 100_000,
    finalEquity: 108_500,
    totalReturn: 0.085,
    cagr: 0.033,
    annualizedVolatility: 0.065,
    sharpe: 0.52,
    sharpeInterval: [-0.9, 1.9],
    sortino: 0.75,
    calmar: 0.33,
    maxDrawdown: -0.099,
    timeInMarket: 0.63,
    averageExposure: 0.26,
    closedTrades: 13,
    openTrades: 1,
    winRate: 0.46,
    profitFactor: null,
    averageTradeReturn: 0.01,
    costs: 1486.2,
    probabilisticSharpe: 0.79,
    minimumTrackRecordYears: 10,
    ...over,
  };
}

/** Statistics with every figure undefined: what a constant series gives. */
export function undefinedStats(): Stats {
  return statsFixture({
    totalReturn: 0,
    cagr: null,
    annualizedVolatility: null,
    sharpe: null,
    sharpeInterval: null,
    sortino: null,
    calmar: null,
    maxDrawdown: 0,
    timeInMarket: 0,
    averageExposure: 0,
    closedTrades: 0,
    openTrades: 0,
    winRate: null,
    costs: 0,
    probabilisticSharpe: null,
    minimumTrackRecordYears: null,
  });
}

/** Where the bars of a symbol come from. */
export function passportFixture(symbol = 'AAPL', over: Partial<Passport> = {}): Passport {
  return {
    symbol,
    interval: '1d',
    bars: 1260,
    basis: 'raw',
    actions: [
      { type: 'split', exDate: Date.UTC(2014, 5, 9), ratio: 7, source: 'reported' },
      { type: 'dividend', exDate: Date.UTC(2013, 7, 8), amount: 3.05, source: 'derived' },
    ],
    provenance: { kind: 'real', provider: 'sample', source: 'bundled sample', contentHash: '3f9c0123456789abcdef' },
    quality: { tradable: true, periodsPerYear: 252, currency: 'USD', dividendsKnown: true, findings: [] },
    ...over,
  };
}

function curve(last: number): { time: number[]; value: number[] } {
  const time = Array.from({ length: 630 }, (_, i) => start + i * 1.45 * dayMs);
  return { time, value: time.map((_, i) => 100_000 + ((last - 100_000) * i) / 629) };
}

/** A judged run of one symbol. */
export function reportFixture(over: Partial<BacktestReport> = {}): BacktestReport {
  return {
    scope: 'portfolio',
    verdict: 'Not distinguishable from luck; buy & hold did better.',
    symbols: ['AAPL'],
    stats: statsFixture(),
    trades: [],
    equity: curve(108_500),
    benchmark: {
      basis: 'with dividends',
      buyAndHold: statsFixture({
        totalReturn: 0.663,
        cagr: 0.226,
        sharpe: 1.05,
        sharpeInterval: [-0.2, 2.4],
        timeInMarket: 1,
      }),
      sameExposure: statsFixture({
        totalReturn: 0.181,
        cagr: 0.069,
        sharpe: 1.07,
        sharpeInterval: [-0.1, 2.3],
        timeInMarket: 1,
      }),
      equity: curve(166_300),
    },
    windows: {
      history: { from: Date.UTC(2013, 4, 13), to: Date.UTC(2015, 10, 9), bars: 630 },
      evaluation: { from: start, to: Date.UTC(2018, 4, 11), bars: 630 },
    },
    insufficient: [],
    inSample: false,
    orderHash: 'abc',
    orders: 27,
    fills: 27,
    lookAhead: { points: 64, ordersProbed: 27, orders: 27, forms: ['truncated'], verdict: 'none_found', note: null },
    strategies: { AAPL: 'simple_ma' },
    conventions: { riskFree: 0 },
    provenance: [passportFixture()],
    warnings: [],
    ...over,
  };
}

/** What the symbol steps of one symbol produced. */
export function symbolFixture(symbol: string, over: Partial<SymbolValues> = {}): SymbolValues {
  return {
    data: passportFixture(symbol),
    choice: {
      symbol,
      strategy: { provider: '@bot-v2/strategies', id: 'simple_ma', version: '1.0.0', params: { fast: 10, slow: 30 } },
      kind: 'fallback',
      confidence: 0.5,
      evidence: { verdict: 'insufficient', windows: 28, effectiveWindows: 28, improvement: null, baselines: [] },
      reasons: ['selector no better than baseline'],
      knownThrough: Date.UTC(2015, 10, 9),
    },
    regime: {
      symbol,
      at: Date.UTC(2015, 10, 9),
      label: 'bull_volatile',
      weak: true,
      confidence: 0.4,
      volatility: 0.32,
      volatilityBand: 'high',
      trend: 0.164,
      trendT: 0.25,
      drawdown: -0.09,
      since: Date.UTC(2015, 10, 1),
      model: 'rules',
      knownThrough: Date.UTC(2015, 10, 9),
      reasons: [],
    },
    size: {
      symbol,
      at: Date.UTC(2015, 10, 9),
      fraction: 0.42,
      policy: { method: 'intelligent', confidence: 1, regime: 0.9, maxFraction: 0.8, minFraction: 0 },
      reasons: [{ step: 'volatility', factor: 0.46, after: 0.46, text: 'vol target 15/32 = 46 %' }],
      noTrade: null,
    },
    ...over,
  };
}

const stepFixture: StepResult = {
  id: 'fetch_data',
  slice: 'data',
  method: 'get_data',
  status: 'ok',
  durationMs: 3,
  attempts: 1,
};

/** A whole run; `symbols` maps each symbol to what its steps produced. */
export function runFixture(
  over: Partial<RunResult> = {},
  symbols: Record<string, SymbolValues> = { AAPL: symbolFixture('AAPL') },
): RunResult {
  return {
    schema: 'bot-v2/run@1',
    runId: 'r-7k2f',
    mode: 'backtest',
    workflow: 'simple_backtest',
    success: true,
    degraded: [],
    symbols: Object.fromEntries(
      Object.entries(symbols).map(([name, result]) => [name, { success: true, steps: [stepFixture], result }]),
    ),
    portfolio: { steps: [], result: { backtest: reportFixture() } },
    errors: [],
    durationMs: 612,
    manifest: {
      schema: 'bot-v2/manifest@1',
      createdAt: start,
      botVersion: '0.1.0',
      sdkApi: 1,
      node: 'v20.20.2',
      workflow: { name: 'simple_backtest', sha256: 'f'.repeat(64), source: 'simple_backtest: {steps: []}' },
      params: {},
      config: {},
      seed: 1,
      decideAt: Date.UTC(2015, 10, 9),
      slices: {},
      strategies: {},
      code: {},
      data: {},
    },
    ...over,
  };
}

/** A parameter search of three trials, the second the best. */
export function studyFixture(over: Partial<Study> = {}): Study {
  const trial = (index: number, value: number | null) => ({
    index,
    params: { fast: 5 * (index + 1), slow: 20 },
    value,
    trades: 10 + index,
    stats: statsFixture({ sharpe: value }),
    error: null,
  });
  return {
    symbol: 'AAPL',
    strategy: 'simple_ma',
    method: 'grid',
    objective: 'sharpe',
    window: { from: Date.UTC(2013, 4, 13), to: Date.UTC(2015, 10, 9), bars: 630 },
    trials: [trial(0, 0.4), trial(1, 1.1), trial(2, null)],
    best: 1,
    verdict: {
      label: 'fragile',
      deflatedSharpe: 0.61,
      expectedMaximumSharpe: 0.04,
      reasons: ['deflated Sharpe 0.61 < 0.95'],
    },
    knownThrough: Date.UTC(2015, 10, 9),
    ...over,
  };
}

/** A finished paper session. */
export function sessionFixture(over: Partial<SessionReport> = {}): SessionReport {
  return {
    sessionId: 's-1',
    kind: 'paper',
    feed: 'replay',
    start: 'new',
    state: 'finished',
    bars: 630,
    orders: 27,
    fills: 26,
    rejected: 1,
    orderHash: 'abc',
    cash: 51_000,
    equityCurve: curve(108_500),
    finalEquity: 108_500,
    trades: [],
    journal: { path: '.bot-v2/paper/s-1.db', events: 140, tailHash: 'deadbeefcafe' },
    warnings: [],
    ...over,
  };
}
