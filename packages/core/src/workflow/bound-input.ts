import type { PortReference } from '@bot-v2/sdk/manifest';
import type { ProducedValue } from './produced-value.js';

/** Ports the run itself offers. */
export type RunPort = 'BarsRequest@1' | 'Account@1' | 'RunEvent@1' | 'StrategyChoice@1' | 'StrategyList@1';

/** Where an input comes from. */
export type InputSource =
  | { readonly kind: 'value'; readonly value: ProducedValue; readonly path: readonly string[] }
  | { readonly kind: 'run'; readonly port: RunPort }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'absent' };

/** How a value crosses scopes on its way to the input. */
export type Crossing = 'run' | 'direct' | 'gather' | 'pick' | 'broadcast' | 'literal' | 'param' | 'absent';

/** One input of a step, bound. */
export interface BoundInput {
  readonly input: string;
  readonly port: PortReference;
  readonly source: InputSource;
  readonly how: Crossing;
}

/**
 * How a value of one scope reaches an input of another: symbol values are gathered for a `BySymbol` input, a `BySymbol`
 * output is picked by symbol on the way back, a portfolio value is broadcast. Undefined when there is no way.
 */
export function crossing(
  from: { readonly scope: 'symbol' | 'portfolio'; readonly bySymbol: boolean },
  to: { readonly scope: 'symbol' | 'portfolio'; readonly bySymbol: boolean },
): 'direct' | 'gather' | 'pick' | 'broadcast' | undefined {
  if (from.bySymbol) return to.bySymbol ? 'direct' : to.scope === 'symbol' ? 'pick' : undefined;
  if (from.scope === 'symbol') return to.bySymbol ? 'gather' : to.scope === 'symbol' ? 'direct' : undefined;
  if (to.bySymbol) return undefined;
  return to.scope === 'symbol' ? 'broadcast' : 'direct';
}
