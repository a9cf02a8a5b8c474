import type { TierName } from '@bot-v2/sdk';

/** What an account of one size may do. Money in account currency, rates as fractions of equity. */
export interface Tier {
  readonly name: TierName;
  /** Equity at which the tier begins; it ends where the next one begins. */
  readonly from: number;
  readonly positions: { readonly min: number; readonly max: number; readonly target: number };
  /** Smallest position worth holding. */
  readonly minimumPosition: number;
  readonly strategies: readonly string[];
  /** Largest loss in a day and in a quarter, distance of a stop, and share of one sector. */
  readonly risk: { readonly daily: number; readonly quarter: number; readonly stop: number; readonly sector: number };
  /** null: unlimited. */
  readonly tradesPerWeek: number | null;
  readonly account: 'cash' | 'margin';
  /** Confidence that a choice of the selector needs. */
  readonly confidence: number;
}

/** The tiers, ascending. */
export const tiers: readonly Tier[] = [
  {
    name: 'micro',
    from: 500,
    positions: { min: 2, max: 3, target: 2 },
    minimumPosition: 150,
    strategies: ['momentum'],
    risk: { daily: 0.01, quarter: 0.08, stop: 0.05, sector: 0.5 },
    tradesPerWeek: 3,
    account: 'cash',
    confidence: 0.7,
  },
  {
    name: 'small',
    from: 2_500,
    positions: { min: 3, max: 5, target: 4 },
    minimumPosition: 500,
    strategies: ['momentum', 'mean_reversion'],
    risk: { daily: 0.015, quarter: 0.12, stop: 0.06, sector: 0.6 },
    tradesPerWeek: 6,
    account: 'cash',
    confidence: 0.6,
  },
  {
    name: 'medium',
    from: 10_000,
    positions: { min: 5, max: 8, target: 6 },
    minimumPosition: 1_250,
    strategies: ['momentum', 'mean_reversion', 'trend_following'],
    risk: { daily: 0.02, quarter: 0.15, stop: 0.07, sector: 0.7 },
    tradesPerWeek: 10,
    account: 'margin',
    confidence: 0.5,
  },
  {
    name: 'large',
    from: 25_000,
    positions: { min: 8, max: 15, target: 10 },
    minimumPosition: 1_500,
    strategies: ['momentum', 'mean_reversion', 'trend_following', 'ml_enhanced'],
    risk: { daily: 0.025, quarter: 0.2, stop: 0.08, sector: 0.8 },
    tradesPerWeek: null,
    account: 'margin',
    confidence: 0.4,
  },
];
