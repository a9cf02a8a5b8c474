import { BotError } from '@bot-v2/sdk';
import type { LoopPolicies } from '../policies/index.js';

/** Conventions as the lots loop asks for them, decided once before the first bar. */
export interface LotRules {
  readonly policies: LoopPolicies;
  readonly hedged: boolean;
  /** Where what closes or stops a lot enters the queue: at its head, or its end. */
  readonly exitsFirst: boolean;
  /** 1 when a fraction is divided by the price with costs. */
  readonly priceWithCosts: boolean;
}

/**
 * Compiles conventions for the lots loop.
 * @throws BOT_CONFIG_INVALID for a convention that has no meaning with lots
 */
export function lotRules(policies: LoopPolicies): LotRules {
  const refused = [
    policies.positions === 'net' ? 'positions: net' : '',
    policies.marketFill === 'decision-close' ? 'marketFill: decision-close' : '',
    ['within-limit', 'past-limit', 'market'].includes(policies.spreadOn) ? `spreadOn: ${policies.spreadOn}` : '',
    policies.spreadAt === 'inside-bar' ? 'spreadAt: inside-bar' : '',
    policies.spreadReach === 'any' ? '' : `spreadReach: ${policies.spreadReach}`,
    policies.stopLimitBar === 'if-closing-back' ? 'stopLimitBar: if-closing-back' : '',
    policies.money === 'rounded' ? 'money: rounded' : '',
    policies.queue === 'market-first' || policies.queue === 'exits-then-as-placed' ? `queue: ${policies.queue}` : '',
    policies.retarget === 'difference' ? 'retarget: difference' : '',
    policies.fundsCheck === 'at-fill' || policies.fundsCheck === 'at-decision'
      ? ''
      : `fundsCheck: ${policies.fundsCheck}`,
    policies.groupEnds === 'any-end' ? 'groupEnds: any-end' : '',
    policies.exitBar === 'exit-only' ? 'exitBar: exit-only' : '',
    policies.tie === 'stop-loss-first' ? 'tie: stop-loss-first' : '',
    policies.shortfall === 'reject-order' ? 'shortfall: reject-order' : '',
    policies.bust === 'liquidate-next-open' ? 'bust: liquidate-next-open' : '',
  ].filter(Boolean);
  if (refused.length > 0) {
    throw new BotError('BOT_CONFIG_INVALID', `lots cannot be kept with ${refused.join(', ')}`, {
      details: { refused },
      hint: 'Choose other values of these conventions, or positions: net.',
    });
  }
  return {
    policies,
    hedged: policies.positions === 'hedged-lots',
    exitsFirst: policies.queue === 'exits-first',
    priceWithCosts: policies.sizePrice === 'with-costs',
  };
}
