import { exp, pow } from '../elementary/index.js';
import { LN2_HIGH, LN2_LOW } from '../elementary/ln-two.js';

/** Steps of 2^(−1/64): x is split into a whole number of them and a rest below half a step. */
const PARTS = 64;
const PER_UNIT = PARTS * Math.LOG2E;
const STEP_HIGH = LN2_HIGH / PARTS;
const STEP_LOW = LN2_LOW / PARTS;
const fractions = Float64Array.from({ length: PARTS }, (_, i) => pow(2, -i / PARTS));
const halvings = Float64Array.from({ length: 1024 }, (_, i) => pow(2, -i));

/**
 * exp(x) for x ≤ 0 within 4 units in the last place, where `exp` takes a tenth off the speed of the loops around it: two
 * tables and a polynomial of degree 5. Not defined for x > 0.
 */
export function expOfNonpositive(x: number): number {
  if (!(x > -700)) return exp(x);
  const steps = (0.5 - x * PER_UNIT) | 0;
  const r = x + steps * STEP_HIGH + steps * STEP_LOW;
  const square = r * r;
  const rest = r + square * (0.5 + r * (1 / 6) + square * (1 / 24 + r * (1 / 120)));
  const power = fractions[steps & 63]! * halvings[steps >> 6]!;
  return power + power * rest;
}
