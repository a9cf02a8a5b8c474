import { requireEqualLengths } from '../parameters.js';
import { toColumn, type Series } from '../series.js';
import { requireClasses } from './classes.js';

/** How often a predicted label of 0 or 1 meets the true one. */
export interface ClassificationScores {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
  /** Share predicted right; null without rows. */
  readonly accuracy: number | null;
  /** Harmonic mean of precision and recall; null without a 1, true or predicted. */
  readonly f1: number | null;
  /** Matthews' correlation of predicted and true labels; null when either does not vary. */
  readonly mcc: number | null;
}

/**
 * Counts and scores of predicted labels.
 * @throws RangeError on unequal lengths or a label other than 0 and 1
 */
export function classificationScores(labels: Series, predicted: Series): ClassificationScores {
  const n = requireEqualLengths('classificationScores', labels, predicted);
  const [y, p] = [toColumn(labels), toColumn(predicted)];
  const ones = requireClasses('classificationScores', y);
  const claimed = requireClasses('classificationScores', p);
  let hits = 0;
  for (let i = 0; i < n; i++) hits += y[i]! * p[i]!;
  const [tp, fp, fn] = [hits, claimed - hits, ones - hits];
  const tn = n - tp - fp - fn;
  const spread = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn);
  return {
    truePositives: tp,
    falsePositives: fp,
    trueNegatives: tn,
    falseNegatives: fn,
    accuracy: n === 0 ? null : (tp + tn) / n,
    f1: tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn),
    mcc: spread === 0 ? null : (tp * tn - fp * fn) / Math.sqrt(spread),
  };
}
