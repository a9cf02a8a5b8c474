import { createRandom } from '@bot-v2/quant/random';
import { flatAccount } from '@bot-v2/sdk';
import type { Account, PositionSize, SizingPolicy } from '@bot-v2/sdk';
import type { CostModels } from '../src/loop/index.js';
import type { RiskLimits } from '../src/risk/index.js';
import { costs } from './ask-anything.js';

type Dice = ReturnType<typeof createRandom>;

/** What a symbol may take of an account. */
export interface Share {
  readonly weight: number;
  readonly cap: number;
  readonly minimum: number;
}

/** A random account, its limits, and what each symbol may take of it. */
export interface RandomTerms {
  readonly account: Account;
  readonly risk: RiskLimits & { readonly maxPosition: number; readonly absurdFactor: number };
  readonly shares: readonly Share[] | null;
  /** How each symbol is sized; null for those that are not. */
  readonly sizes: readonly (SizingPolicy | null)[];
  readonly models: CostModels;
}

/** Random terms for symbols. */
export function randomTerms(seed: number, symbols: readonly string[]): RandomTerms {
  const dice = createRandom(`terms ${seed}`);
  const margin = {
    interest: dice.next() < 0.5 ? 0 : 0.08,
    ...(dice.next() < 0.5 ? { initial: 0.15, maintenance: 0.1, maintenanceShort: 0.12 } : {}),
  };
  const contract = () => ({
    multiplier: [1, 1, 10][dice.integer(0, 2)]!,
    lot: [1, 0.1, 5][dice.integer(0, 2)]!,
    ...(dice.next() < 0.5 ? { contractMargin: dice.integer(1, 40) * 10 } : {}),
    ...(dice.next() < 0.3 ? { tick: 1 / 64 } : {}),
  });
  const account = flatAccount([2_000, 10_000, 50_000][dice.integer(0, 2)]!, {
    fractional: dice.next() < 0.25,
    shorting: dice.next() < 0.7,
    ...(dice.next() < 0.4 ? { volumeShare: 0.1 } : {}),
    ...(dice.next() < 0.4 ? { margin } : {}),
    ...(dice.next() < 0.3 ? { cashInterest: 0.05 } : {}),
    ...(dice.next() < 0.3 ? { borrowRate: 0.12 } : {}),
    ...(dice.next() < 0.3 ? { instruments: { [symbols[0]!]: contract(), [symbols[1]!]: contract() } } : {}),
    costs: costs[dice.integer(0, 2)],
  });
  const tight = dice.next() < 0.5;
  const risk = {
    maxPosition: tight ? dice.uniform(0.1, 1) : 1e9,
    absurdFactor: tight ? 2 : 1e9,
    ...(dice.next() < 0.2 ? { allowedSymbols: symbols.slice(1) } : {}),
  };
  const share = () => ({
    weight: dice.next() < 0.1 ? 0 : dice.uniform(0, 1),
    cap: dice.uniform(0.2, 1),
    minimum: dice.next() < 0.3 ? 500 : 0,
  });
  const sized = dice.next() < 0.3;
  return {
    account,
    risk,
    shares: dice.next() < 0.5 ? symbols.map(share) : null,
    sizes: symbols.map(() => (sized && dice.next() < 0.8 ? randomPolicy(dice) : null)),
    models: dice.next() < 0.25 ? randomModels(dice) : {},
  };
}

/** A way to size by what the market has been like, or by a number. */
export function randomPolicy(dice: Dice): SizingPolicy {
  const method = (['atr', 'volatility_target', 'intelligent', 'fixed', 'kelly'] as const)[dice.integer(0, 4)]!;
  const byVolatility = method === 'volatility_target' || method === 'intelligent' || dice.next() < 0.1;
  const byRisk = method === 'atr' || dice.next() < 0.3;
  return {
    method,
    ...(dice.next() < 0.1 ? { edge: dice.next() < 0.5 } : {}),
    ...(method === 'fixed' || method === 'kelly' ? { fraction: dice.uniform(0, 1.5) } : {}),
    ...(byVolatility ? { volatilityTarget: dice.uniform(0.05, 0.8) } : {}),
    ...(byRisk
      ? { riskToStop: { risk: dice.uniform(0.005, 0.05), multiple: dice.uniform(0.5, 3), period: dice.integer(1, 14) } }
      : {}),
    confidence: dice.next() < 0.1 ? 0 : dice.uniform(0.2, 1),
    regime: [1.2, 0.9, 0.6, 1][dice.integer(0, 3)]!,
    maxFraction: dice.uniform(0.1, 1),
    minFraction: dice.next() < 0.3 ? 0.1 : 0,
  };
}

/** The size of a symbol that goes by a policy. */
export function sizeBy(symbol: string, policy: SizingPolicy): PositionSize {
  return { symbol, at: null, fraction: 0, policy, reasons: [], noTrade: null };
}

/** Costs by code: a commission that grows and stops growing, prices that move with size, bars that fill by their range. */
function randomModels(dice: Dice): CostModels {
  const [least, unit, rate, most] = [
    dice.integer(0, 3),
    dice.uniform(0, 0.4),
    dice.uniform(0, 0.01),
    dice.uniform(5, 60),
  ];
  const impact = dice.uniform(0, 0.2);
  const part = dice.uniform(0.05, 0.5);
  const commission = {
    commission: (quantity: number, notional: number) =>
      quantity === 0 ? 0 : Math.min(most, least + unit * quantity + rate * notional),
  };
  const fills = {
    price: (reference: number, side: 1 | -1, quantity: number, volume: number) =>
      reference * (1 + side * Math.min(0.1, (impact * quantity) / (volume + 100))),
    capacity: (volume: number, range: number) => (range > 0 ? volume * part : volume),
  };
  return { ...(dice.next() < 0.8 ? { commission } : {}), ...(dice.next() < 0.6 ? { fills } : {}) };
}
