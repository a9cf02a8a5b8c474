import type { Bars, SizeReason, SizingPolicy } from '@bot-v2/sdk';
import { invariant } from '@bot-v2/sdk';
import { checkPolicy } from './check-policy.js';
import { applyPolicy } from './apply-policy.js';
import type { Measures } from './measures.js';
import { realisedVolatility } from './realised-volatility.js';
import { SizeTrace } from './size-trace.js';
import { stopDistance } from './stop-distance.js';
import { tailLoss } from './tail-loss.js';

/** A policy bound to a frame. */
export interface Sizer {
  /**
   * The fraction of equity that a full signal holds at row `t`; 0 is no trade, also while a column the policy needs is
   * still undefined. Reads rows ≤ t only and allocates nothing (but a sorted window when the policy has `tailRisk`).
   * @throws BOT_INVARIANT when `t` is no row of the frame (−1, before the first row, is allowed)
   */
  fraction(t: number): number;
}

/** A size and how it came about. */
export interface SizeNow {
  /** Fraction of equity at full signal; 0 is no trade. */
  readonly fraction: number;
  /** From the signal to the fraction, in order; the factors multiply to `fraction` (to rounding). */
  readonly reasons: SizeReason[];
  /** Why nothing is traded; null when something is. */
  readonly noTrade: string | null;
}

interface Compiled {
  at(t: number, trace: SizeTrace | null): number;
}

function compile(policy: SizingPolicy, bars: Bars): Compiled {
  checkPolicy(policy);
  const { volatilityTarget, riskToStop, tailRisk } = policy;
  let volatility: Float64Array | null = null;
  let stop: Float64Array | null = null;
  const measures: Measures = { volatility: NaN, stop: NaN, tail: NaN };
  let bound = false;
  const bind = () => {
    bound = true;
    if (volatilityTarget !== undefined) volatility = realisedVolatility(bars);
    if (riskToStop !== undefined) stop = stopDistance(bars, riskToStop.multiple, riskToStop.period);
  };
  return {
    at(t, trace) {
      invariant(Number.isInteger(t) && t >= -1 && t < bars.length, `row ${t} is not in a frame of ${bars.length} rows`);
      if (!bound) bind();
      measures.volatility = t >= 0 && volatility ? volatility[t]! : NaN;
      measures.stop = t >= 0 && stop ? stop[t]! : NaN;
      measures.tail = tailRisk === undefined ? NaN : tailLoss(bars, t, tailRisk.level, tailRisk.window);
      return applyPolicy(policy, measures, t + 1, trace);
    },
  };
}

/**
 * Binds a policy to bars: the columns it needs are computed once, causally, when a size is first asked for. `bars` holds as-of adjusted prices; a
 * constant factor on all prices changes nothing.
 * @throws BOT_CAP_INPUT when the policy lacks what its method needs
 */
export function compileSizer(policy: SizingPolicy, bars: Bars): Sizer {
  const compiled = compile(policy, bars);
  return { fraction: (t) => compiled.at(t, null) };
}

/**
 * The size of a full signal at row `t`, with its reasons: the same number as `compileSizer(policy, bars).fraction(t)`.
 * @throws BOT_CAP_INPUT when the policy lacks what its method needs; BOT_INVARIANT when `t` is no row (−1 is allowed)
 */
export function sizeAt(policy: SizingPolicy, bars: Bars, t: number): SizeNow {
  const trace = new SizeTrace();
  const fraction = compile(policy, bars).at(t, trace);
  return { fraction, reasons: trace.reasons, noTrade: trace.noTrade };
}
