import { regimeLabels } from '@bot-v2/sdk';
import type { Regime, RegimeLabel } from '@bot-v2/sdk';

/** What is expected of a label in force. */
export type Persistence = Required<Pick<Regime, 'transitions' | 'expectedDuration' | 'changeProbability'>>;

/**
 * How the labels in force have followed each other so far, bar by bar, and what follows for the last one: its mean
 * duration is bars ÷ exits, the probability that it ends exits ÷ bars; null while it has never been seen to end.
 */
export function countedPersistence(labels: readonly (RegimeLabel | null)[]): Persistence {
  const k = regimeLabels.length;
  const counts = Array.from({ length: k }, () => new Float64Array(k));
  for (let t = 1; t < labels.length; t++) {
    const from = labels[t - 1];
    const to = labels[t];
    if (from && to) counts[regimeLabels.indexOf(from)]![regimeLabels.indexOf(to)]!++;
  }
  const matrix = counts.map((row) => {
    const bars = row.reduce((a, b) => a + b, 0);
    return bars === 0 ? null : Array.from(row, (n) => n / bars);
  });
  const now = labels.at(-1);
  const own = now ? regimeLabels.indexOf(now) : -1;
  const leaving = matrix[own] ? 1 - matrix[own][own]! : 0;
  return {
    transitions: { labels: [...regimeLabels], matrix, source: 'counted' },
    expectedDuration: leaving > 0 ? 1 / leaving : null,
    changeProbability: leaving > 0 ? leaving : null,
  };
}
