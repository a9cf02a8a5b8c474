import type { RunPolicies } from '../policies/index.js';

/**
 * backtesting.py with the settings it has when none are given. `trade_on_close` is `marketFill: 'previous-close'`,
 * `hedging` is `positions: 'hedged-lots'`, `exclusive_orders` is `exclusiveOrders`, `finalize_trades` is
 * `finalise: 'repeat-last-bar'`.
 */
export const backtestingPy: RunPolicies = Object.freeze({
  name: 'backtesting.py',
  loop: {
    marketFill: 'next-open',
    firstDecision: 'after-warm-up',
    sizeOf: 'free-margin',
    sizedAt: 'fill',
    marginMark: 'fill-bar-close',
    sizePrice: 'with-costs',
    money: 'exact',
    shortfall: 'reject',
    fundsCheck: 'at-fill',
    buyingPower: 'cash',
    spreadOn: 'entries',
    spreadReach: 'any',
    stopGap: 'market-price',
    limitFill: 'touch',
    limitGap: 'open',
    stopLimitBar: 'if-beyond-stop',
    stopLimitGap: 'stop-price',
    trailBy: 'extreme',
    children: {
      afterMarket: { stopLoss: 'same-bar', takeProfit: 'same-bar' },
      afterResting: { stopLoss: 'next-bar', takeProfit: 'if-clear' },
    },
    secondPass: 'all',
    queue: 'exits-first',
    groupEnds: 'fill',
    exitBar: 'orders-fill',
    tie: 'stop-loss',
    positions: 'fifo-lots',
    exclusiveOrders: false,
    entryCommission: 'at-entry',
    bust: 'zero-at-once',
    finalise: 'mark',
  },
  report: {
    sampling: 'calendar-period',
    firstReturn: 'from-first-equity',
    annualFactor: 'spacing',
    annualReturn: 'geometric',
    annualVolatility: 'compounded',
    ratios: 'annual',
    averageTrade: 'geometric',
    profitFactor: 'returns',
    sqnDdof: 1,
    exposure: 'entry-to-exit',
    benchmarkStart: 'first-tradable-close',
    drawdownDuration: 'time',
    alphaBeta: 'whole-period',
  },
} satisfies RunPolicies);
