import { instrumentOf } from '@bot-v2/engine';
import { cbrt } from '@bot-v2/quant/elementary';
import type { Account, Bars } from '@bot-v2/sdk';
import { percent } from './figures.js';

/**
 * How far a held weight may be from its target before it pays to trade: `drift` of the target, or where costs make it
 * wider (3/2 · cost · w²(1 − w)²)^⅓, half of the region in which an investor with log utility trades nothing.
 * @param target weight, 0…1
 * @param cost of a trade as a fraction of its value, one side
 * @see K. Janeček and S. Shreve, Asymptotic analysis for optimal investment and consumption with transaction costs,
 *   Finance and Stochastics 8 (2004)
 */
export function driftBand(target: number, cost: number, drift: number): number {
  const exposure = target * (1 - target);
  return Math.max(drift * target, cbrt(1.5 * cost * exposure * exposure));
}

/** Value of the position of a symbol at the last close, a fraction of equity; 0 when there is none. */
export function heldWeight({ symbol, close, length }: Bars, { positions, equity, terms }: Account): number {
  const quantity = positions.find((position) => position.symbol === symbol)?.quantity ?? 0;
  return quantity > 0 ? (quantity * close[length - 1]! * instrumentOf(terms, symbol).multiplier) / equity : 0;
}

/** Weights of which those within their band are what is held now, and what is to be said of these. */
export interface Settled {
  readonly weights: ReadonlyMap<string, number>;
  readonly notes: ReadonlyMap<string, string>;
}

/**
 * Keeps positions that are held and near their targets. One above its target gives way when the sum would pass `total`.
 * @param held weights held now
 */
export function withinBand(
  targets: ReadonlyMap<string, number>,
  held: (symbol: string) => number,
  { costs }: Account['terms'],
  { drift, total, cap }: { readonly drift: number; readonly total: number; readonly cap: (symbol: string) => number },
): Settled {
  const cost = costs.commissionRate + (costs.halfSpreadBps + costs.slippageBps) / 10_000;
  const weights = new Map(targets);
  const notes = new Map<string, string>();
  for (const [symbol, target] of targets) {
    const now = held(symbol);
    const band = driftBand(target, cost, drift);
    if (now === 0 || now > cap(symbol) || Math.abs(now - target) > band) continue;
    weights.set(symbol, now);
    notes.set(
      symbol,
      `held at ${percent(now)}, within ${percent(band)} of the target of ${percent(target)}: not traded`,
    );
  }
  const sum = [...weights.values()].reduce((all, weight) => all + weight, 0);
  if (sum > total + 1e-12) {
    for (const [symbol, target] of targets) {
      if (weights.get(symbol)! <= target) continue;
      weights.set(symbol, target);
      notes.delete(symbol);
    }
  }
  return { weights, notes };
}
