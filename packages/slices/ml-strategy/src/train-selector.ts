import { invariant } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import { featureNames } from './feature-columns.js';
import type { LabelledPool } from './labelled-pool.js';
import type { MlStrategyConfig } from './ml-strategy.config.js';
import type { SelectorTrainer } from './models/selector-model.js';
import { nestedWalk, settle } from './nested-walk.js';
import type { SelectorArtifact } from './selector-artifact.js';
import { judgeSelector } from './selector-evidence.js';
import type { SelectorEvidence } from './selector-evidence.js';
import { modelAt, walkForward } from './walk-forward.js';

/** What a selector is trained from. */
export interface TrainingInput {
  readonly labelled: LabelledPool;
  /** The frames behind the windows. */
  readonly frames: readonly Bars[];
  /** Models to choose among, the simplest first. */
  readonly trainers: readonly SelectorTrainer[];
  /** Time of the decision, the last bar of the frames. */
  readonly at: number;
}

/** A trained selector and how it was judged. */
export interface TrainedSelector {
  readonly judged: SelectorEvidence;
  /** Null when there are too few windows to train on. */
  readonly artifact: SelectorArtifact | null;
  /**
   * Expected gains over the fallback, one per candidate.
   * @throws BOT_INVARIANT without an artifact
   */
  predict(features: Float64Array): Float64Array;
}

/**
 * Walks every model forward, judges what would have been chosen at each window by what was known before it, and trains the
 * model chosen last on all windows usable now. Choice and calibration of a model use windows that were over; the evidence
 * uses those that served neither.
 */
export function trainSelector(
  { labelled: { candidates, pool, periods }, frames, trainers, at }: TrainingInput,
  { trainingWindows, horizon }: Pick<MlStrategyConfig, 'trainingWindows' | 'horizon'>,
  judging: { readonly minimumWindows: number; readonly seed: number; readonly fallback: string },
): TrainedSelector {
  const walks = trainers.map((trainer) => walkForward(pool, trainer, trainingWindows));
  const judged = judgeSelector(nestedWalk(walks, trainingWindows), periods, judging);
  const { chosen, calibration } = settle(walks, at, trainingWindows);
  const trainer = trainers[chosen]!;
  const fitted = modelAt(pool, at, trainer, trainingWindows);
  const artifact: SelectorArtifact | null = fitted && {
    format: 1,
    features: [...featureNames],
    horizon,
    candidates: candidates.map(({ ref }) => ref),
    model: fitted.model,
    calibration: calibration && { slope: calibration.slope, intercept: calibration.intercept },
    evidence: judged.evidence,
    confidence: judged.confidence,
    trainedOn: pool.map(({ symbol, time }, s) => ({
      symbol,
      contentHash: frames.find((bars) => bars.symbol === symbol)!.provenance.contentHash,
      lastBar: time[time.length - 1]!,
      windows: fitted.windows[s]!,
    })),
    knownThrough: Math.max(...pool.map(({ time }) => time[time.length - 1]!)),
  };
  return {
    judged,
    artifact,
    predict(features) {
      invariant(fitted !== null, 'only a trained selector predicts', { windows: periods });
      return trainer.predict(fitted.model, features);
    },
  };
}
