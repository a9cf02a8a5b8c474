import { dayText } from '@bot-v2/sdk';
import type { StrategyChoice, StrategyRef, Study } from '@bot-v2/sdk';

function described(params: StrategyRef['params']): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

/**
 * The choice a study leads to: the best trial's parameters, fitted on all bars through `knownThrough`. Its confidence is
 * the deflated Sharpe ratio, 0 where there is none. Where nothing was searched, or no trial has a value, the choice stays
 * what it was, and its reasons say so.
 */
export function tunedChoice(
  study: Study,
  ref: StrategyRef,
  context: { readonly given: StrategyChoice | undefined; readonly refused: number },
): StrategyChoice {
  const { symbol, trials, best, verdict, knownThrough, window, objective } = study;
  const { given, refused } = context;
  const winner = best === null ? undefined : trials[best];
  const failed = trials.filter(({ error }) => error !== null).length;
  const span = `${dayText(window.from)} … ${dayText(window.to)}`;
  const finding =
    winner === undefined
      ? `none of ${trials.length} combinations has a result on ${span}: parameters left as they were`
      : `best of ${trials.length} combinations by ${objective} on ${span}: ${described(winner.params)}`;
  const tuned = winner !== undefined && trials.length + refused > 1;
  return {
    symbol,
    strategy: { ...ref, params: winner?.params ?? ref.params, knownThrough },
    kind: tuned ? 'tuned' : (given?.kind ?? 'fixed'),
    confidence: tuned ? (verdict.deflatedSharpe ?? 0) : (given?.confidence ?? 0),
    evidence: given?.evidence ?? null,
    reasons: [
      finding,
      `${verdict.label}: ${verdict.reasons.join('; ')}`,
      ...(refused > 0 ? [`${refused} combinations refused by the strategy's own rules`] : []),
      ...(failed > 0 ? [`${failed} trials failed`] : []),
      ...(given?.reasons ?? []),
    ],
    knownThrough: Math.max(knownThrough, given?.knownThrough ?? -Infinity),
  };
}
