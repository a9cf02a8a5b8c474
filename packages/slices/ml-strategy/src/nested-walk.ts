import { square } from '@bot-v2/quant/elementary';
import { plattProbability, plattScaling } from '@bot-v2/quant/learning';
import type { PlattScaling } from '@bot-v2/quant/learning';
import type { UnseenWindow } from './walk-forward.js';

/** What was settled about models at one time, from unseen windows that were over by then. */
export interface Settlement {
  /** Place of the chosen walk. */
  readonly chosen: number;
  /** From a predicted gain to the probability of a gain; null while there is nothing to fit it to. */
  readonly calibration: PlattScaling | null;
}

/** A window predicted by the model that was chosen before it. */
export interface NestedWindow extends UnseenWindow {
  readonly chosen: number;
  /** The candidate but the fallback that is predicted to gain most. */
  readonly alternative: number;
  /** Calibrated probability that it does better than the fallback; null while there is no calibration. */
  readonly probability: number | null;
}

/** The alternative to the fallback with the largest predicted gain. */
export function bestAlternative(predicted: ArrayLike<number>): number {
  let best = 1;
  for (let c = 2; c < predicted.length; c++) if (predicted[c]! > predicted[best]!) best = c;
  return best;
}

function gainOf({ realised }: UnseenWindow, candidate: number): number {
  return realised[candidate]! - realised[0]!;
}

function meanSquaredError(unseen: readonly UnseenWindow[]): number {
  let sum = 0;
  for (const each of unseen) {
    for (let c = 1; c < each.predicted.length; c++) sum += square(each.predicted[c]! - gainOf(each, c));
  }
  return sum / unseen.length;
}

/**
 * Chooses among models and calibrates the chosen one for a decision at `at`, from predictions each made of windows it had
 * not seen and whose labels were over, and an embargo past, by then: the least mean squared error, the first model on a tie or
 * below `minimum` windows; Platt scaling on as many. So neither has seen what the decision is judged on, and every unseen
 * window serves the ones after it (prequential, Dawid 1984).
 * @param walks the same windows, predicted by each model
 */
export function settle(walks: readonly (readonly UnseenWindow[])[], at: number, minimum: number): Settlement {
  const over = walks.map((unseen) => unseen.filter((each) => each.usableFrom <= at));
  const count = over[0]!.length;
  if (count < minimum) return { chosen: 0, calibration: null };
  let chosen = 0;
  if (walks.length > 1) {
    const errors = over.map(meanSquaredError);
    errors.forEach((error, k) => {
      if (error < errors[chosen]!) chosen = k;
    });
  }
  const known = over[chosen]!;
  if (known[0]!.predicted.length < 2) return { chosen, calibration: null };
  const alternatives = known.map(({ predicted }) => bestAlternative(predicted));
  const scores = known.map(({ predicted }, i) => predicted[alternatives[i]!]!);
  const wins = known.map((each, i) => (gainOf(each, alternatives[i]!) > 0 ? 1 : 0));
  return { chosen, calibration: plattScaling(scores, wins) };
}

/** Every unseen window as the model predicted it that was chosen, and calibrated, before its decision. */
export function nestedWalk(walks: readonly (readonly UnseenWindow[])[], minimum: number): NestedWindow[] {
  return walks[0]!.map(({ at }, i) => {
    const { chosen, calibration } = settle(walks, at, minimum);
    const each = walks[chosen]![i]!;
    const alternative = bestAlternative(each.predicted);
    const score = each.predicted[alternative];
    const probability = calibration && score !== undefined ? plattProbability(calibration, score) : null;
    return { ...each, chosen, alternative, probability };
  });
}
