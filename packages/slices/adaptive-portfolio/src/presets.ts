import type { AdaptivePortfolioConfig } from './config.schema.js';

/** How much of an account is put to work. Fractions of equity. */
export interface PortfolioCaps {
  /** Sum of all positions. */
  readonly portfolio: number;
  /** One position. */
  readonly position: number;
}

/** Caps by temper; `balanced` is the default. */
export const portfolioPresets = {
  conservative: { portfolio: 0.6, position: 0.15 },
  balanced: { portfolio: 0.8, position: 0.25 },
  aggressive: { portfolio: 0.95, position: 0.25 },
} as const satisfies Record<string, PortfolioCaps>;

/** The caps of a configuration beside the cash buffer: of the portfolio cap and 1 − buffer the lower wins. */
export function capsOf({
  preset,
  maxPortfolio,
  maxPosition,
  buffer,
}: Pick<AdaptivePortfolioConfig, 'preset' | 'maxPortfolio' | 'maxPosition' | 'buffer'>): PortfolioCaps {
  const { portfolio, position } = portfolioPresets[preset];
  const all = Math.min(maxPortfolio ?? portfolio, 1 - buffer);
  return { portfolio: all, position: Math.min(maxPosition ?? position, all) };
}
