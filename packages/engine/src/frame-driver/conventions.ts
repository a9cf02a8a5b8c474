import type { Account, Bars, Terms } from '@bot-v2/sdk';
import type { Leg } from '../loop/index.js';
import { botPolicies, policiesStated } from '../policies/index.js';
import type { RunPolicies } from '../policies/index.js';
import { opensUntrusted } from './check-legs.js';
import type { FrameWalk } from './frame-driver.js';

/** The conventions of a run, as stated facts for its report. */
export function runConventions(
  walk: FrameWalk,
  account: Account,
  policies: RunPolicies,
): Record<string, string | number | boolean> {
  const { terms } = account;
  if (policies.name !== botPolicies.name || policies.loop !== botPolicies.loop)
    return { ...policiesStated(policies), ...amounts(walk, terms) };
  const untrusted = walk.legs.filter((leg) => opensUntrusted(leg.bars)).map((leg) => leg.symbol);
  const fill =
    untrusted.length === 0
      ? 'market orders at the next open'
      : untrusted.length === walk.legs.length
        ? 'market orders at the next close: opens are not trusted'
        : `market orders at the next open, for ${untrusted.join(', ')} at the next close (opens not trusted)`;
  return {
    fill,
    size: 'fixed at the decision close, resized past a 10 % drift',
    limits: 'filled when traded through, gaps at the open',
    ambiguous: 'stop before target when one bar reaches both',
    basis: basisOf(walk.legs),
    dividends: walk.legs.some((leg) => leg.bars.basis === 'raw')
      ? 'credited on raw frames'
      : 'as contained in the prices',
    shares: terms.fractional ? 'fractional, 1e-9' : 'whole',
    rounding: 'cash and fees 1e-4 half-even; market and stop prices nine digits, adverse',
    ...ratesOf(terms),
  };
}

/** The amounts of a run by named conventions. */
function amounts(walk: FrameWalk, terms: Terms): Record<string, string | number | boolean> {
  return {
    basis: basisOf(walk.legs),
    shares: terms.fractional ? 'fractional, 1e-9' : 'whole',
    ...ratesOf(terms),
  };
}

/** The price bases of the legs. */
export function basisOf(legs: readonly Leg[]): string {
  return [...new Set(legs.map((leg) => leg.bars.basis))].join(', ');
}

/** Shorting and rates of an account. */
export function ratesOf({ shorting, costs, cashInterest, riskFree }: Terms): Record<string, number | boolean> {
  const { commissionRate, halfSpreadBps, slippageBps } = costs;
  return { shorting, commissionRate, halfSpreadBps, slippageBps, cashInterest, riskFree };
}

/** What a reader must know of the prices. */
export function dataWarnings({ symbol, basis, provenance }: Bars): string[] {
  const warnings: string[] = [];
  if (basis === 'as_given')
    warnings.push(`${symbol}: nobody knows whether these prices are adjusted; they were traded as given`);
  if (provenance.kind !== 'real' && provenance.kind !== 'replayed') warnings.push(`${symbol}: ${provenance.kind} data`);
  return warnings;
}

/** What a reader of the result must know. */
export function runWarnings(walk: FrameWalk): string[] {
  const warnings: string[] = [];
  for (const { symbol, bars } of walk.legs) {
    if (opensUntrusted(bars)) {
      warnings.push(
        `${symbol}: the open repeats the previous close on too many bars; market orders filled at the next close`,
      );
    }
    warnings.push(...dataWarnings(bars));
  }
  const { currency } = walk.legs[0]!.bars.quality;
  const held = walk.running.account().currency;
  if (currency !== held) warnings.push(`prices are in ${currency}: capital and results are too, not in ${held}`);
  if (walk.inSample) warnings.push('IN-SAMPLE: the choice has seen bars it is judged on');
  if (walk.running.stopped)
    warnings.push('equity fell to zero or below: everything was liquidated and trading stopped');
  return warnings;
}
