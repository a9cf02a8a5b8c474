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

/**
 * Settles decisions one after the other, each later than those before: windows are taken up once, as they are over, and what is
 * made of them is kept.
 */
class Settling {
  /** Windows in the order in which they are over, and how many of them are. */
  private readonly order: readonly number[];
  private count = 0;
  /** Of each walk the sum of squared errors, and of its windows the predicted gain of the alternative and whether it gained. */
  private readonly errors: Float64Array;
  private readonly scores: readonly Float64Array[];
  private readonly wins: readonly Float64Array[];

  constructor(private readonly walks: readonly (readonly UnseenWindow[])[]) {
    const [first] = walks;
    const byEnd = (i: number, j: number) => first![i]!.usableFrom - first![j]!.usableFrom || i - j;
    this.order = Array.from(first!.keys()).sort(byEnd);
    this.errors = new Float64Array(walks.length);
    this.scores = walks.map(({ length }) => new Float64Array(length));
    this.wins = walks.map(({ length }) => new Float64Array(length));
  }

  at(at: number, minimum: number): Settlement {
    const { walks, order, errors } = this;
    const [first] = walks;
    while (this.count < order.length && first![order[this.count]!]!.usableFrom <= at) this.take(order[this.count]!);
    const { count } = this;
    if (count < minimum) return { chosen: 0, calibration: null };
    let chosen = 0;
    for (let k = 1; k < walks.length; k++) if (errors[k]! / count < errors[chosen]! / count) chosen = k;
    if (walks[chosen]![0]!.predicted.length < 2) return { chosen, calibration: null };
    const known = [this.scores[chosen]!.subarray(0, count), this.wins[chosen]!.subarray(0, count)] as const;
    return { chosen, calibration: plattScaling(...known) };
  }

  private take(window: number): void {
    this.walks.forEach((unseen, k) => {
      const each = unseen[window]!;
      let sum = this.errors[k]!;
      for (let c = 1; c < each.predicted.length; c++) sum += square(each.predicted[c]! - gainOf(each, c));
      this.errors[k] = sum;
      const alternative = bestAlternative(each.predicted);
      this.scores[k]![this.count] = each.predicted[alternative]!;
      this.wins[k]![this.count] = gainOf(each, alternative) > 0 ? 1 : 0;
    });
    this.count++;
  }
}

/**
 * Chooses among models and calibrates the chosen one for a decision at `at`, from predictions each made of windows it had
 * not seen and whose labels were over, and an embargo past, by then: the least mean squared error, the first model on a tie or
 * below `minimum` windows; Platt scaling on as many. So neither has seen what the decision is judged on, and every unseen
 * window serves the ones after it (prequential, Dawid 1984).
 * @param walks the same windows, predicted by each model
 */
export function settle(walks: readonly (readonly UnseenWindow[])[], at: number, minimum: number): Settlement {
  return new Settling(walks).at(at, minimum);
}

/** Every unseen window (in the order of time) as the model predicted it that was chosen, and calibrated, before its decision. */
export function nestedWalk(walks: readonly (readonly UnseenWindow[])[], minimum: number): NestedWindow[] {
  const settling = new Settling(walks);
  return walks[0]!.map(({ at }, i) => {
    const { chosen, calibration } = settling.at(at, minimum);
    const each = walks[chosen]![i]!;
    const alternative = bestAlternative(each.predicted);
    const score = each.predicted[alternative];
    const probability = calibration && score !== undefined ? plattProbability(calibration, score) : null;
    return { ...each, chosen, alternative, probability };
  });
}
