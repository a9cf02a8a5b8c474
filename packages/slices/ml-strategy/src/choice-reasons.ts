import type { SelectorEvidence } from './selector-evidence.js';

/** `.05`, `-.07`, `1.20`: two decimals, no zero before the point. */
function short(x: number): string {
  return x.toFixed(2).replace(/^(-?)0\./, '$1.');
}

function percent(x: number): string {
  return `${x < 0 ? '' : '+'}${(100 * x).toFixed(2)} %`;
}

function coefficient({ informationCoefficient, standardError }: SelectorEvidence): string {
  if (informationCoefficient === null || standardError === null) return '';
  return `, IC ${short(informationCoefficient)} ± ${short(standardError)}`;
}

/** Why the choice is what it is: first the finding, then the figures behind it. */
export function choiceReasons(
  judged: SelectorEvidence,
  context: { readonly horizon: number; readonly minimumWindows: number; readonly fallback: string },
): string[] {
  const { evidence, unseen } = judged;
  const { horizon, minimumWindows, fallback } = context;
  if (evidence.improvement === null) {
    return [`selector not trained: ${evidence.windows} windows of ${horizon} bars leave none to judge it on`];
  }
  const { mean, low, high } = evidence.improvement;
  const finding =
    evidence.verdict === 'sufficient' ? 'selector beats the baseline' : 'selector no better than baseline';
  const best = evidence.baselines.reduce((a, b) => (b.meanReturn > a.meanReturn ? b : a));
  return [
    `${finding} (${evidence.windows} windows${coefficient(judged)})`,
    `worth ${evidence.effectiveWindows.toFixed(1)} independent windows, ${minimumWindows} are needed; ${unseen} were unseen in training`,
    `improvement over ${fallback} ${percent(mean)} a window of ${horizon} bars, 95 % interval ${percent(low)} … ${percent(high)}`,
    `best baseline on the same windows: ${best.name}, ${percent(best.meanReturn)} a window`,
  ];
}
