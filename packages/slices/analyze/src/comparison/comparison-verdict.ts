import type { ComparedStrategy, StrategyComparison } from '@bot-v2/sdk';

/** The test's size. */
const size = 0.05;

/** Who has won, if anybody, and the sentence that says so. */
export function comparisonVerdict(
  rows: readonly ComparedStrategy[],
  luck: StrategyComparison['luck'],
): Pick<StrategyComparison, 'winner' | 'verdict'> {
  const ranked = rows.filter(({ rank }) => rank !== null);
  const best = ranked[0];
  if (best === undefined) return { winner: null, verdict: 'No strategy could be compared.' };
  const name = best.strategy.id;
  const chance = luckText(luck);
  if (ranked.length === 1) {
    return {
      winner: null,
      verdict: `${name} is the only one with a Sharpe ratio: nothing to compare it with. ${chance}`,
    };
  }
  const alike = ranked.filter(({ behind }) => behind !== null && behind.low <= 0).map(({ strategy }) => strategy.id);
  if (alike.length > 0) {
    const which = alike.length === ranked.length - 1 && alike.length > 1 ? 'any of the others' : list(alike);
    return { winner: null, verdict: `No winner: ${name} is first, but not distinguishable from ${which}. ${chance}` };
  }
  if (luck.pValue === null || luck.pValue >= size) {
    return {
      winner: null,
      verdict: `No winner: ${name} is better than each of the others, but all may be luck. ${chance}`,
    };
  }
  return { winner: name, verdict: `${name} is better than each of the others. ${chance}` };
}

function luckText({ pValue, reason, strategies }: StrategyComparison['luck']): string {
  if (pValue === null) return `Whether luck explains it could not be tested: ${reason ?? ''}.`;
  const p = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(pValue < 0.1 ? 3 : 2)}`;
  if (pValue < size) return `Luck of ${strategies} tries does not explain what it makes beyond its exposure (${p}).`;
  return strategies === 1
    ? `That it beats holding at the same exposure is not shown (${p}).`
    : `That any of the ${strategies} beats holding at its own exposure is not shown: the best may be luck (${p}).`;
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
