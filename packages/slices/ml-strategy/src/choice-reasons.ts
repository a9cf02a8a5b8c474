import { bestAlternative } from './nested-walk.js';
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

/** How far calibrated probabilities can be believed; empty when there were none. */
export function calibrationReasons({ calibration }: SelectorEvidence): string[] {
  if (calibration === null) return [];
  const { windows, brier, baseline } = calibration;
  return [
    `calibrated probabilities of ${windows} unseen windows: Brier score ${short(brier)}, ${short(baseline)} by their mean`,
  ];
}

/** What a model predicts for the bars to come. */
export function predictionReasons(prediction: {
  /** Gain over the fallback per candidate, the fallback first. */
  readonly predicted: Float64Array;
  readonly candidates: readonly string[];
  readonly horizon: number;
  /** Calibrated probability that the best alternative does better than the fallback; null without. */
  readonly probability: number | null;
}): string[] {
  const { predicted, candidates, horizon, probability } = prediction;
  if (candidates.length < 2) return [];
  const best = bestAlternative(predicted);
  const reason = `${candidates[best]} is predicted to gain ${percent(predicted[best]!)} over ${candidates[0]} in the next ${horizon} bars`;
  return [
    probability === null
      ? reason
      : `${reason}, and to do better with a probability of ${Math.round(100 * probability)} %`,
  ];
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
