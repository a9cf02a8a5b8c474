import type { PriceLevel } from '../levels/price-levels.js';
import type { RecentPattern } from '../patterns/recent-patterns.js';
import type { Readings } from '../readings/index.js';

/** What signals judge: everything is known at the last bar's close. */
export interface SignalInput {
  readonly close: number;
  readonly readings: Readings;
  readonly patterns: readonly RecentPattern[];
  readonly levels: readonly PriceLevel[];
}

/** What a signal says: `strength` from -1 (sell) to 1 (buy), and why. */
export interface SignalVerdict {
  readonly strength: number;
  readonly text: string;
}

/**
 * One part of the score. Strengths are scale-free: they compare prices with prices, so that the unit of price does not
 * matter. A signal whose inputs are missing, or have nothing to measure against (no range, no volume), says nothing.
 */
export interface Signal {
  readonly name: string;
  /** Largest contribution to the score; the weights of all signals sum to 1. */
  readonly weight: number;
  /** The formula of the strength, for documentation. */
  readonly formula: string;
  judge(input: SignalInput): SignalVerdict | null;
}

/**
 * What distances are measured in: ATR 14. Null where it is 0, and where the last 20 bars all have one and the same price:
 * what is left of an average there is no range but its decay.
 */
export function usualRange(readings: Readings): number | null {
  const { atr14, donchianUpper20: top, donchianLower20: bottom } = readings;
  if (atr14 === undefined || atr14 === null || atr14 === 0) return null;
  return typeof top === 'number' && top === bottom ? null : atr14;
}

/** `x` limited to -1…1. */
export function clip(x: number): number {
  return Math.max(-1, Math.min(1, x));
}

/** The named readings when all of them are there, else null. */
export function known<const K extends string>(readings: Readings, ...names: readonly K[]): Record<K, number> | null {
  const values: Partial<Record<K, number>> = {};
  for (const name of names) {
    const value = readings[name];
    if (value === null || value === undefined) return null;
    values[name] = value;
  }
  return values as Record<K, number>;
}
