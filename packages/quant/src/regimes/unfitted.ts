/**
 * Why a model was not fitted: `too_short` (not more observations than free parameters), `constant` (a variable that
 * does not vary beyond rounding). Never for NaN or wrong arguments, which are a RangeError.
 */
export type UnfittedReason = 'too_short' | 'constant';

/** The answer of a fit that the data do not allow. */
export interface Unfitted {
  readonly fitted: false;
  readonly reason: UnfittedReason;
}

/** An {@link Unfitted} answer. */
export function unfitted(reason: UnfittedReason): Unfitted {
  return { fitted: false, reason };
}
