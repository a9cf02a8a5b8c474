import type { SizingPolicy } from '@bot-v2/sdk';
import type { Measures } from './measures.js';
import { volatilityWindow } from './realised-volatility.js';
import { percent } from './size-trace.js';

type Risk = NonNullable<SizingPolicy['riskToStop']>;
type Tail = NonNullable<SizingPolicy['tailRisk']>;

/** `vol target 15 % ÷ 32 %`. */
export function volatilityText(target: number, volatility: number): string {
  return `vol target ${percent(target)} ÷ ${percent(volatility)}`;
}

/** `2 % risk at 2 × ATR(14)`. */
export function stopText({ risk, multiple, period }: Risk): string {
  return `${percent(risk)} risk at ${multiple} × ATR(${period})`;
}

/** `2 % risk ÷ CVaR(5 %) 3.1 %`. */
export function tailText({ risk, level }: Tail, tail: number): string {
  return `${percent(risk)} risk ÷ CVaR(${percent(level)}) ${percent(tail)}`;
}

/** Where the raw size of a policy comes from. */
export function rawText(policy: SizingPolicy, { volatility, stop, tail }: Measures, size: number): string {
  const { method, volatilityTarget, riskToStop, tailRisk } = policy;
  switch (method) {
    case 'atr':
      return `${stopText(riskToStop!)}, a stop ${percent(stop)} away: ${percent(size)}`;
    case 'volatility_target':
    case 'intelligent':
      return `${volatilityText(volatilityTarget!, volatility)} = ${percent(size)}`;
    case 'cvar':
      return `${tailText(tailRisk!, tail)} = ${percent(size)}`;
    case 'kelly':
    case 'fractional_kelly':
      return `Kelly holds ${percent(size)}`;
    case 'optimal_f':
      return `optimal f holds ${percent(size)}`;
    case 'fixed':
    case 'fixed_fractional':
    case 'confidence_adjusted':
    case 'regime_adjusted':
      return `a fixed ${percent(size)} of equity`;
  }
}

/** Why there is no volatility to size by. */
export function undefinedVolatility(volatility: number, rows: number): string {
  return Number.isNaN(volatility)
    ? `realised volatility needs ${volatilityWindow + 1} bars, there are ${rows}`
    : 'the price does not move: no volatility to size by';
}

/** Why there is no distance to a stop. */
export function undefinedStop(stop: number, period: number, rows: number): string {
  return Number.isNaN(stop)
    ? `ATR(${period}) needs ${period + 1} bars, there are ${rows}`
    : 'the price does not move: no distance to a stop';
}

/** Why there is no tail to size by. */
export function undefinedTail(tail: number, window: number, rows: number): string {
  return Number.isNaN(tail)
    ? `CVaR needs ${window + 1} bars, there are ${rows}`
    : `the worst days of ${window} lost nothing: no tail to size by`;
}
