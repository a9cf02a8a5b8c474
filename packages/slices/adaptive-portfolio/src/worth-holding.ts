import type { Weighed } from './allocators.js';
import type { Candidate } from './candidates.js';

/** What is held with which weights, and what was dropped, with the reasons. */
export interface Holdings extends Weighed {
  readonly held: readonly Candidate[];
  readonly dropped: ReadonlyMap<string, string>;
}

/**
 * Weights without positions that cannot be held: of these the smallest goes first (of equals the least preferred), and
 * leaves its share to the others.
 * @param weigh weights of some of the candidates
 * @param refuse why a weight cannot be held; null when it can
 */
export function worthHolding(
  candidates: readonly Candidate[],
  weigh: (candidates: readonly Candidate[]) => Weighed,
  refuse: (candidate: Candidate, weight: number) => string | null,
): Holdings {
  const dropped = new Map<string, string>();
  let held = candidates;
  for (;;) {
    const weighed = weigh(held);
    const refused = held.flatMap((candidate) => {
      const weight = weighed.weights.get(candidate.symbol)!;
      const why = refuse(candidate, weight);
      return why === null ? [] : [{ candidate, weight, why }];
    });
    if (refused.length === 0) return { held, dropped, ...weighed };
    const least = Math.min(...refused.map(({ weight }) => weight)) + 1e-12;
    const { candidate, why } = refused.findLast(({ weight }) => weight <= least)!;
    dropped.set(candidate.symbol, why);
    held = held.filter((other) => other !== candidate);
  }
}
