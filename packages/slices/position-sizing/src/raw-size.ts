import { isBotError } from '@bot-v2/sdk';
import type { InputOf, RunContext, SizingPolicy, calculateSize } from '@bot-v2/sdk';
import { historyTradeReturns } from './history-trades.js';
import { kellyLoss, kellyPosition, oddsOf } from './kelly.js';
import type { SizingSettings } from './presets.js';

/** Input of `position_sizing.calculate`. */
export type SizeInput = InputOf<typeof calculateSize>;

/** The part of a policy that a method sets, and what is to be said about it. */
export interface RawSize {
  readonly policy: Pick<SizingPolicy, 'method' | 'fraction' | 'volatilityTarget' | 'riskToStop'>;
  /** Whether confidence and regime scale it. */
  readonly scaled: boolean;
  /** Why another method than the configured one is used. */
  readonly instead?: string;
  /** How the raw size came about, when it was estimated. */
  readonly estimate?: string;
}

/** Held by `fixed_fractional` unless the configuration says otherwise. */
export const defaultFraction = 0.1;

/** The raw size of the configured method, or of the one it falls back to, with the reason. */
export async function rawSize(settings: SizingSettings, input: SizeInput, ctx: RunContext): Promise<RawSize> {
  const { volatilityTarget, riskToStop } = settings;
  if (input.history.length === 0 && settings.method !== 'fixed') {
    return { ...fixed(settings.maxFraction), instead: 'no history before the decision: fixed size' };
  }
  switch (settings.method) {
    case 'fixed':
      return fixed(settings.fraction ?? settings.maxFraction);
    case 'fixed_fractional':
      return fixedFractional(settings);
    case 'fractional_kelly':
      return kelly(settings, input, ctx);
    case 'atr':
      return { policy: { method: 'atr', riskToStop }, scaled: true };
    case 'volatility_target':
      return { policy: { method: 'volatility_target', volatilityTarget }, scaled: true };
    case 'intelligent':
      return { policy: { method: 'intelligent', volatilityTarget, riskToStop }, scaled: true };
  }
}

function fixed(fraction: number): RawSize {
  return { policy: { method: 'fixed', fraction }, scaled: false };
}

function fixedFractional({ fraction = defaultFraction, riskToStop }: SizingSettings): RawSize {
  return { policy: { method: 'fixed_fractional', fraction, riskToStop }, scaled: true };
}

async function kelly(settings: SizingSettings, input: SizeInput, ctx: RunContext): Promise<RawSize> {
  const { volatilityTarget, riskToStop } = settings;
  const { part, minimumTrades } = settings.kelly;
  const { history, choice, account } = input;
  const instead = (why: string): RawSize => ({
    ...fixedFractional(settings),
    instead: `fixed_fractional, not Kelly: ${why}`,
  });
  if (!choice) return instead('no strategy is chosen');
  let returns: number[];
  try {
    returns = await historyTradeReturns(history, choice.strategy, account, ctx);
  } catch (error) {
    if (isBotError(error) && error.code === 'BOT_DATA_HISTORY_SHORT') return instead(error.message);
    throw error;
  }
  if (returns.length < minimumTrades) {
    return instead(`${choice.strategy.id} closed ${returns.length} trades on the history, ${minimumTrades} are needed`);
  }
  const odds = oddsOf(returns);
  if (!odds) return instead(`none of ${returns.length} trades lost, so the loss is not known`);
  const inSample = choice.knownThrough === null ? '' : '; the choice has seen these bars';
  return {
    policy: { method: 'fractional_kelly', fraction: kellyPosition(odds, part), volatilityTarget, riskToStop },
    scaled: true,
    estimate:
      `${odds.trades} trades, W ${odds.winRate.toFixed(2)} shrunk, R ${odds.payoff.toFixed(2)}, ` +
      `f ${kellyLoss(odds).toFixed(3)}, ${part} of it ÷ average loss ${odds.averageLoss.toFixed(3)}${inSample}`,
  };
}
