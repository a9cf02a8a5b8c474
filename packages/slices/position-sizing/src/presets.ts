import type { SizingMethod, SizingPolicy } from '@bot-v2/sdk';
import type { PositionSizingConfig } from './config.schema.js';

/** Everything a sizing needs to know beside its input. Fractions are of equity. */
export interface SizingSettings {
  readonly method: SizingMethod;
  readonly fraction: number | undefined;
  readonly volatilityTarget: number;
  readonly riskToStop: NonNullable<SizingPolicy['riskToStop']>;
  readonly tailRisk: NonNullable<SizingPolicy['tailRisk']>;
  readonly requireEdge: boolean;
  readonly maxFraction: number;
  readonly minFraction: number;
  readonly kelly: PositionSizingConfig['kelly'];
}

type Preset = Omit<SizingSettings, 'fraction' | 'requireEdge' | 'kelly'>;

/**
 * `single` sizes a run of one position; `prototype` has the caps of the first version: 10 % a position, 1 % at least.
 * Its 80 % for the portfolio is not a matter of one symbol: allocation and the risk gate hold it.
 */
export const presets: Readonly<Record<PositionSizingConfig['preset'], Preset>> = {
  single: {
    method: 'intelligent',
    volatilityTarget: 0.15,
    riskToStop: { risk: 0.02, multiple: 2, period: 14 },
    tailRisk: { risk: 0.02, level: 0.05, window: 250 },
    maxFraction: 0.8,
    minFraction: 0,
  },
  prototype: {
    method: 'intelligent',
    volatilityTarget: 0.15,
    riskToStop: { risk: 0.02, multiple: 2, period: 14 },
    tailRisk: { risk: 0.02, level: 0.05, window: 250 },
    maxFraction: 0.1,
    minFraction: 0.01,
  },
};

/** The preset with what the configuration overrides. */
export function settingsOf(config: PositionSizingConfig): SizingSettings {
  const preset = presets[config.preset];
  return {
    method: config.method ?? preset.method,
    fraction: config.fraction,
    volatilityTarget: config.volatilityTarget ?? preset.volatilityTarget,
    riskToStop: config.riskToStop ?? preset.riskToStop,
    tailRisk: config.tailRisk ?? preset.tailRisk,
    requireEdge: config.requireEdge,
    maxFraction: config.maxFraction ?? preset.maxFraction,
    minFraction: config.minFraction ?? preset.minFraction,
    kelly: config.kelly,
  };
}
