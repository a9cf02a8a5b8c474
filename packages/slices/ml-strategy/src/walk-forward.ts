import { trainableAt } from './label-windows.js';
import type { LabelWindows } from './label-windows.js';
import { trainSelector } from './selector-model.js';

/** What the selector is trained and judged on. */
export interface LabelledWindows {
  readonly windows: LabelWindows;
  /** One row of features per window, known at its decision. */
  readonly features: readonly Float64Array[];
  /** Per candidate, one net return per window. */
  readonly labels: readonly Float64Array[];
}

/** One window predicted by a model that had not seen it. */
export interface UnseenWindow {
  readonly window: number;
  /** Predicted and realised net return per candidate. */
  readonly predicted: Float64Array;
  readonly realised: Float64Array;
  /** Candidate the model picks, the most frequent winner of the training windows, and the winner of the window before. */
  readonly pick: number;
  readonly majority: number;
  readonly previous: number;
}

/** Index of the largest value; the first one on a tie. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

function labelsOf({ labels }: LabelledWindows, window: number): Float64Array {
  return Float64Array.from(labels, (series) => series[window]!);
}

/** Prediction per candidate at `row`, from the windows that may train it; null when they are fewer than `minimum`. */
export function predictAt(
  data: LabelledWindows,
  row: number,
  features: Float64Array,
  options: { readonly penalty: number; readonly minimum: number },
): Float64Array | null {
  const known = trainableAt(data.windows, row, data.windows.horizon);
  if (known < options.minimum) return null;
  const labels = data.labels.map((series) => series.subarray(0, known));
  return trainSelector(data.features.slice(0, known), labels, options.penalty).predict(features);
}

/**
 * Walks forward in time: every window is predicted by a model trained on the windows before it whose label ended at
 * least one horizon earlier (López de Prado 2018, ch. 7: purging and embargo).
 */
export function walkForward(
  data: LabelledWindows,
  options: { readonly penalty: number; readonly minimum: number },
): UnseenWindow[] {
  const unseen: UnseenWindow[] = [];
  const { decisions, horizon } = data.windows;
  for (let window = 0; window < decisions.length; window++) {
    const row = decisions[window]!;
    const predicted = predictAt(data, row, data.features[window]!, options);
    if (predicted === null) continue;
    const known = trainableAt(data.windows, row, horizon);
    const wins = new Float64Array(data.labels.length);
    for (let w = 0; w < known; w++) wins[argmax(labelsOf(data, w))]!++;
    unseen.push({
      window,
      predicted,
      realised: labelsOf(data, window),
      pick: argmax(predicted),
      majority: argmax(wins),
      previous: argmax(labelsOf(data, window - 1)),
    });
  }
  return unseen;
}
