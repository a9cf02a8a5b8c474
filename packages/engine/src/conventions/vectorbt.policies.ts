import type { RunPolicies } from '../policies/index.js';

/**
 * vectorbt's `Portfolio.from_signals` with the settings it has when none are given: an order fills at the close that
 * decided it. `price=open` with signals one row later is `marketFill: 'next-open'`.
 */
export const vectorbt: RunPolicies = Object.freeze({
  name: 'vectorbt',
  loop: {
    marketFill: 'decision-close',
    firstDecision: 'first-bar',
    sizeOf: 'free-margin',
    sizedAt: 'fill',
    retarget: 'past-drift',
    marginMark: 'last-close',
    sizePrice: 'with-costs',
    money: 'exact',
    shortfall: 'clip',
    fundsCheck: 'at-fill',
    buyingPower: 'cash',
    spreadOn: 'market',
    spreadReach: 'any',
    stopGap: 'open',
    limitFill: 'touch',
    limitGap: 'open',
    stopLimitBar: 'if-beyond-stop',
    stopLimitGap: 'open',
    trailBy: 'extreme',
    children: {
      afterMarket: { stopLoss: 'same-bar', takeProfit: 'same-bar' },
      afterResting: { stopLoss: 'same-bar', takeProfit: 'next-bar' },
    },
    secondPass: 'due',
    queue: 'exits-first',
    groupEnds: 'fill',
    exitBar: 'exit-only',
    tie: 'stop-loss-first',
    positions: 'net',
    exclusiveOrders: false,
    entryCommission: 'at-entry',
    bust: 'ignore',
    finalise: 'mark',
  },
  report: {
    sampling: 'bar',
    firstReturn: 'from-capital',
    annualFactor: '365-days',
    annualReturn: 'geometric',
    annualVolatility: 'root-factor',
    ratios: 'per-period',
    averageTrade: 'arithmetic',
    profitFactor: 'money',
    sqnDdof: 1,
    exposure: 'closes',
    benchmarkStart: 'first-tradable-close',
    drawdownDuration: 'time',
    alphaBeta: 'regression',
  },
} satisfies RunPolicies);
