import type { RunPolicies } from '../policies/index.js';

/**
 * backtrader with the settings it has when none are given. `cheat_on_close` is `marketFill: 'previous-close'`; ratios are
 * those of its SharpeRatio analyzer on daily returns with a factor of 252.
 */
export const backtrader: RunPolicies = Object.freeze({
  name: 'backtrader',
  loop: {
    marketFill: 'next-open',
    firstDecision: 'warm-up',
    sizeOf: 'equity',
    sizedAt: 'decision-close',
    retarget: 'past-drift',
    marginMark: 'last-close',
    sizePrice: 'reference',
    money: 'exact',
    shortfall: 'reject',
    fundsCheck: 'at-submission',
    buyingPower: 'cash',
    spreadOn: 'within-limit',
    spreadReach: 'bar-range',
    stopGap: 'open',
    limitFill: 'touch',
    limitGap: 'open',
    stopLimitBar: 'if-beyond-stop',
    stopLimitGap: 'open',
    trailBy: 'close',
    children: {
      afterMarket: { stopLoss: 'next-bar', takeProfit: 'next-bar' },
      afterResting: { stopLoss: 'next-bar', takeProfit: 'next-bar' },
    },
    secondPass: 'due',
    queue: 'as-placed',
    groupEnds: 'any-end',
    exitBar: 'orders-fill',
    tie: 'stop-loss',
    positions: 'net',
    exclusiveOrders: false,
    entryCommission: 'at-entry',
    bust: 'ignore',
    finalise: 'mark',
  },
  report: {
    sampling: 'bar',
    firstReturn: 'from-capital',
    annualFactor: 252,
    annualReturn: 'arithmetic',
    annualVolatility: 'root-factor',
    ratios: 'per-period',
    averageTrade: 'arithmetic',
    profitFactor: 'money',
    sqnDdof: 0,
    exposure: 'closes',
    benchmarkStart: 'first-open',
    drawdownDuration: 'bars',
    alphaBeta: 'regression',
  },
} satisfies RunPolicies);
