import { cbrt } from '@bot-v2/quant/elementary';
import { brierScore } from '@bot-v2/quant/learning';
import { autocorrelation, bootstrapMean, mean, spearman } from '@bot-v2/quant/statistics';
import type { Evidence } from '@bot-v2/sdk';
import { bestAlternative } from './nested-walk.js';
import { periodsOf } from './periods.js';
import type { UnseenWindow } from './walk-forward.js';

/** What walking forward showed about the selector. */
export interface SelectorEvidence {
  readonly evidence: Evidence;
  /** Bootstrap share of resamples in which the selector beats the fallback; null without unseen windows. */
  readonly confidence: number | null;
  /**
   * Information coefficient: rank correlation, over the unseen windows, of the predicted and the realised improvement
   * that the best-rated alternative brings over the fallback; null when undefined. Its standard error is 1 ÷ √(n − 1), n the periods.
   */
  readonly informationCoefficient: number | null;
  readonly standardError: number | null;
  /** Periods with a window that was not seen in training. */
  readonly unseen: number;
  /** How the calibrated probabilities did; null without any. */
  readonly calibration: CalibrationQuality | null;
}

/** Brier scores (less is better) of probabilities made before what they speak of. */
export interface CalibrationQuality {
  readonly windows: number;
  readonly brier: number;
  /** Of always saying the share that came true, known only afterwards. */
  readonly baseline: number;
}

/** Resampled blocks grow with the cube root of the sample (Politis and White 2004, up to a constant). */
function blockLength(count: number): number {
  return Math.max(1, Math.round(cbrt(count)));
}

/**
 * Independent share of a series' observations: 1 ÷ (1 + 2·Σρₖ), over the lags from 1 up to the first whose
 * autocorrelation is not above 1.96 ÷ √n (Bartlett's bound). Sampling noise would otherwise pass for dependence: with a
 * hundred windows every second white-noise series would lose a fifth. 0 for a series that does not vary.
 */
function independentShare(x: readonly number[]): number {
  const bound = 1.96 / Math.sqrt(x.length);
  let total = 0;
  for (let lag = 1; lag < x.length / 2; lag++) {
    const rho = autocorrelation(x, lag);
    if (rho === null) return 0;
    if (rho <= bound) break;
    total += rho;
  }
  return x.length < 4 ? 0 : 1 / (1 + 2 * total);
}

function rankCorrelation(unseen: readonly UnseenWindow[]): number | null {
  if ((unseen[0]?.realised.length ?? 0) < 2) return null;
  const alternatives = unseen.map(({ predicted }) => bestAlternative(predicted));
  const gain = (of: 'predicted' | 'realised') => unseen.map((u, i) => u[of][alternatives[i]!]! - u[of][0]!);
  return spearman(gain('predicted'), gain('realised'));
}

function calibrationQuality(unseen: readonly JudgedWindow[]): CalibrationQuality | null {
  const spoken = unseen.filter(({ probability }) => typeof probability === 'number');
  const came = spoken.map(({ realised, predicted }) => (realised[bestAlternative(predicted)]! > realised[0]! ? 1 : 0));
  const share = mean(came);
  if (share === null) return null;
  const probabilities = spoken.map(({ probability }) => probability!);
  const baseline = brierScore(
    came,
    came.map(() => share),
  );
  return { windows: spoken.length, brier: brierScore(came, probabilities)!, baseline: baseline! };
}

/** An unseen window, with the probability that the best alternative does better than the fallback, where one was given. */
export type JudgedWindow = UnseenWindow & { readonly probability?: number | null };

/**
 * Judges a selector by its unseen windows, those of several symbols at the same time as one (see {@link periodsOf}).
 * Candidate 0 is the fallback. The verdict is `sufficient` only when there are
 * at least `minimumWindows` effective windows (the labelled ones, less what the autocorrelation of the improvement
 * takes), the 95 % block-bootstrap interval of the mean improvement over the fallback lies above 0, and no simple
 * baseline did better on the same windows.
 * @param unseen in the order of time
 * @param windows periods of labelled windows in all, seen ones included
 */
export function judgeSelector(
  unseen: readonly JudgedWindow[],
  windows: number,
  options: { readonly minimumWindows: number; readonly seed: number; readonly fallback: string },
): SelectorEvidence {
  const periods = periodsOf(unseen);
  const byPeriod = (of: (u: UnseenWindow) => number) =>
    periods.map((members) => mean(members.map((i) => of(unseen[i]!))) ?? 0);
  const result = (of: (u: UnseenWindow) => number) => mean(byPeriod(of)) ?? 0;
  const improvement = byPeriod((u) => u.realised[u.pick]! - u.realised[0]!);
  const block = blockLength(periods.length);
  const interval = bootstrapMean(improvement, { block, draws: 2000, seed: options.seed, level: 0.95 });
  const effective = windows * independentShare(improvement);
  const baselines =
    unseen.length === 0
      ? []
      : [
          { name: 'majority', meanReturn: result((u) => u.realised[u.majority]!) },
          { name: `always ${options.fallback}`, meanReturn: result((u) => u.realised[0]!) },
          { name: 'equal mix', meanReturn: result((u) => mean(u.realised) ?? 0) },
          { name: 'last winner', meanReturn: result((u) => u.realised[u.previous]!) },
        ];
  const selected = result((u) => u.realised[u.pick]!);
  const sufficient =
    effective >= options.minimumWindows &&
    interval !== null &&
    interval.lower > 0 &&
    baselines.every((baseline) => selected >= baseline.meanReturn);
  return {
    evidence: {
      verdict: sufficient ? 'sufficient' : 'insufficient',
      windows,
      effectiveWindows: effective,
      improvement: interval && { mean: interval.estimate, low: interval.lower, high: interval.upper },
      baselines,
    },
    confidence: interval?.shareAboveZero ?? null,
    informationCoefficient: rankCorrelation(unseen),
    standardError: periods.length > 1 ? 1 / Math.sqrt(periods.length - 1) : null,
    unseen: periods.length,
    calibration: calibrationQuality(unseen),
  };
}
