import type { SimulatedMarket } from './simulated-market.js';
import type { MarketRules } from './market-rules.js';
import type { MatchBar } from './triggers.js';

/** What a driver tells the market of a tick. */
export interface TickMatcher {
  /** The bar of each leg. */
  readonly bars: readonly MatchBar[];
  /** Whether a leg's bars span whole days. */
  readonly daily: readonly boolean[];
  /** Row of each leg in this tick; −1 when it has none. */
  readonly rows: Int32Array;
}

/** One tick of the simulated market over all legs. */
export function matchTick(market: SimulatedMarket, rules: MarketRules, now: number, tick: TickMatcher): void {
  const { bars, daily, rows } = tick;
  const legs = rows.length;
  if (rules.checksAtOpen) market.askAtOpen(rows, bars);
  for (let leg = 0; leg < legs; leg++) {
    if (rows[leg]! < 0) continue;
    market.begin(leg, now, rows[leg]!, bars[leg]!);
    if (rules.protectionFirst) market.protectFirst(leg, now, rows[leg]!, bars[leg]!);
  }
  if (rules.asPlaced) market.matchAsPlaced(now, rows, bars);
  else matchInPhases(market, rules, now, tick);
  for (const side of rules.asPlaced ? [] : sides) {
    for (let leg = 0; leg < legs; leg++) {
      if (rows[leg]! >= 0) market.fillClosing(leg, side, now, rows[leg]!, bars[leg]!);
    }
  }
  for (let leg = 0; leg < legs; leg++) {
    if (rows[leg]! >= 0) market.finish(leg, now, rows[leg]!, bars[leg]!, daily[leg]!);
  }
}

const sides = [-1, 1] as const;

/**
 * Market sells of all legs before market buys, or all as placed, then protective exits and resting orders; legs whose market orders fill at
 * the close have them last.
 */
function matchInPhases(
  market: SimulatedMarket,
  rules: MarketRules,
  now: number,
  { bars, rows }: Pick<TickMatcher, 'bars' | 'rows'>,
): void {
  const legs = rows.length;
  const atClose = rules.marketAtClose;
  if (rules.marketAsPlaced && !atClose) market.fillAsPlaced(now, rows, bars, false);
  for (const side of sides) {
    for (let leg = 0; leg < legs; leg++) {
      const bar = bars[leg]!;
      if (rows[leg]! >= 0 && bar.trusted && !atClose) market.fillMarketOrders(leg, side, now, rows[leg]!, bar);
    }
  }
  for (let leg = 0; leg < legs; leg++) {
    if (rows[leg]! >= 0) market.matchBar(leg, now, rows[leg]!, bars[leg]!);
  }
  for (const side of sides) {
    for (let leg = 0; leg < legs; leg++) {
      const bar = bars[leg]!;
      if (rows[leg]! >= 0 && (!bar.trusted || atClose)) market.fillMarketOrders(leg, side, now, rows[leg]!, bar);
    }
  }
}
