import { asOfView } from '@bot-v2/engine';
import { logReturn, stddev } from '@bot-v2/quant/indicators';
import type { Bars } from '@bot-v2/sdk';
import type { AllocationMethod } from './allocators.js';

/** Log returns in the volatility that weights are inverse to. */
export const volatilityWindow = 60;

/** A relative size before caps, or null with the reason why there is none. */
export interface RiskScore {
  readonly score: number | null;
  readonly text: string;
}

/**
 * How much of the portfolio a symbol claims: 1 for `equal`; 1 ÷ realised volatility (60 log returns, ddof 1, a year, on
 * prices adjusted by the actions known at the end of the history) for the others, of which those that weigh by covariance
 * use it to prefer the calmer.
 */
export function riskScore(history: Bars, method: AllocationMethod): RiskScore {
  if (method === 'equal') return { score: 1, text: 'equal weight' };
  const last = history.length - 1;
  if (last < volatilityWindow) {
    return { score: null, text: `${method} needs ${volatilityWindow + 1} bars, there are ${history.length}` };
  }
  const { close } = asOfView(history, last);
  const daily = stddev(logReturn(close.subarray(last - volatilityWindow)), volatilityWindow, 1)[volatilityWindow]!;
  const volatility = daily * Math.sqrt(history.quality.periodsPerYear);
  if (!(volatility > 1e-9)) return { score: null, text: 'the price does not move: no volatility to weigh by' };
  return {
    score: 1 / volatility,
    text: `${method === 'inverse_volatility' ? 'inverse volatility, ' : 'volatility '}${(100 * volatility).toFixed(0)} % a year`,
  };
}
