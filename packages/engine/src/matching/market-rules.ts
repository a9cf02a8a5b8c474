import type { LoopPolicies } from '../policies/index.js';

/** When an order's stop-loss or take-profit side works: in the bar that opened the position, or from the next. */
interface ChildRules {
  readonly stopSameBar: boolean;
  readonly targetSameBar: boolean;
  /** The target works in the bar of a stop entry that does not reach the stop-loss as well. */
  readonly targetIfClear: boolean;
}

/** The conventions of a market as switches that are read per bar without comparing texts. */
export interface MarketRules {
  /** Market orders fill at the close of the bar instead of its open. */
  readonly marketAtClose: boolean;
  /** Market orders fill at the close that decided: at once, or booked in the next bar. */
  readonly marketAtDecision: boolean;
  readonly marketAtPrevious: boolean;
  readonly touchFills: boolean;
  readonly limitGapAtLimit: boolean;
  readonly stopGapAtStop: boolean;
  /** A stop-limit triggered inside a bar may fill in it though its limit lies on the near side of its stop. */
  readonly stopLimitAnywhere: boolean;
  /** It may where the bar turns and closes at or beyond that limit. */
  readonly stopLimitTurning: boolean;
  readonly stopLimitNextBar: boolean;
  readonly targetFirst: boolean;
  readonly stopBeforeGap: boolean;
  readonly asPlaced: boolean;
  readonly protectionFirst: boolean;
  /** Market orders of all symbols fill in the order they were placed; else sales before purchases. */
  readonly marketAsPlaced: boolean;
  readonly afterMarket: ChildRules;
  readonly afterResting: ChildRules;
  /** Trailing stops follow the close instead of the extreme. */
  readonly trailByClose: boolean;
  /** Orders are asked for their cash before they work: when they are sent, or at the bar that follows. */
  readonly checksAtSubmission: boolean;
  readonly checksAtOpen: boolean;
  /** A stop its bar could not fill stays one. */
  readonly stopStays: boolean;
  /** Each order may take all a bar's volume allows. */
  readonly volumeByOrder: boolean;
  /** Any end of one order of a group or bracket ends the others. */
  readonly endsTogether: boolean;
  /** Market orders for a bar in which protection closes the position are over. */
  readonly exitOnly: boolean;
  /** A contract is settled at the price of every entry into it, not at closes alone. */
  readonly settlesAtEntry: boolean;
  readonly clip: boolean;
  /** What cash cannot pay in full is not done at all. */
  readonly rejectsWhole: boolean;
  readonly allowShortfall: boolean;
  readonly limitPaysSpread: boolean;
  readonly exitsPaySpread: boolean;
  readonly spreadWithinLimit: boolean;
  /** Limits met inside the bar pay nothing, others past themselves. */
  readonly spreadPastLimit: boolean;
  readonly spreadInsideBar: boolean;
  readonly spreadWithinBar: boolean;
  /** Fills that spread would carry too far wait: those of market and stop orders, those of limits. */
  readonly takersWait: boolean;
  readonly limitsWait: boolean;
  readonly sizeWithCosts: boolean;
  readonly onlyMarketPays: boolean;
  readonly sizeOfFreeMargin: boolean;
  readonly entryFeeAtExit: boolean;
}

/** Compiles conventions for a market. */
export function marketRules(p: LoopPolicies): MarketRules {
  const children = (c: LoopPolicies['children']['afterResting']): ChildRules => ({
    stopSameBar: c.stopLoss === 'same-bar',
    targetSameBar: c.takeProfit === 'same-bar',
    targetIfClear: c.takeProfit === 'if-clear',
  });
  return {
    marketAtClose: p.marketFill === 'next-close',
    marketAtDecision: p.marketFill === 'decision-close',
    marketAtPrevious: p.marketFill === 'previous-close',
    touchFills: p.limitFill === 'touch',
    limitGapAtLimit: p.limitGap === 'limit-price',
    stopGapAtStop: p.stopGap !== 'open',
    stopLimitAnywhere: p.stopLimitBar === 'same-bar',
    stopLimitTurning: p.stopLimitBar === 'if-closing-back',
    stopLimitNextBar: p.stopLimitBar === 'next-bar',
    targetFirst: p.tie === 'take-profit',
    stopBeforeGap: p.tie === 'stop-loss-first',
    asPlaced: p.queue === 'as-placed',
    protectionFirst: p.queue === 'exits-first' || p.queue === 'exits-then-as-placed',
    marketAsPlaced: p.queue === 'exits-then-as-placed',
    afterMarket: children(p.children.afterMarket),
    afterResting: children(p.children.afterResting),
    trailByClose: p.trailBy === 'close',
    checksAtSubmission: p.fundsCheck === 'at-submission',
    checksAtOpen: p.fundsCheck === 'at-open',
    stopStays: p.stopRest === 'stop',
    volumeByOrder: p.volumeLimit === 'order',
    endsTogether: p.groupEnds === 'any-end',
    exitOnly: p.exitBar === 'exit-only',
    settlesAtEntry: p.buyingPower !== 'free-cash',
    clip: p.shortfall === 'clip',
    rejectsWhole: p.shortfall === 'reject-order',
    allowShortfall: p.shortfall === 'allow',
    onlyMarketPays: p.spreadOn === 'market',
    limitPaysSpread: p.spreadOn !== 'market-and-stop',
    exitsPaySpread: p.spreadOn !== 'entries',
    spreadWithinLimit: p.spreadOn === 'within-limit',
    spreadPastLimit: p.spreadOn === 'past-limit',
    spreadInsideBar: p.spreadAt === 'inside-bar',
    spreadWithinBar: p.spreadReach !== 'any',
    takersWait: p.spreadReach === 'wait' || p.spreadReach === 'wait-unless-limit',
    limitsWait: p.spreadReach === 'wait',
    sizeWithCosts: p.sizePrice === 'with-costs',
    sizeOfFreeMargin: p.sizeOf === 'free-margin',
    entryFeeAtExit: p.entryCommission === 'at-exit',
  };
}
