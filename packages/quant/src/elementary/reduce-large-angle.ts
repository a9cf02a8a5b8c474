import { LEAST_EXPONENT, powersOfTwo } from './powers-of-two.js';

/** Binary digits behind the point: enough for the quarter turns in the largest double and for what is left of it. */
const DIGITS = 1280n;
/** Of them, those kept of what is left; no double comes nearer than 2⁻⁶⁵ to a whole number of quarter turns. */
const KEPT = 300n;
const UNIT = powersOfTwo[-300 - LEAST_EXPONENT]!;
let halfPi: bigint | undefined;

/** An angle without its quarter turns: `high` + `low`, within π/4; `quarters` modulo 4. */
export interface ReducedAngle {
  readonly quarters: number;
  readonly high: number;
  readonly low: number;
}

/** Takes the quarter turns off an angle above 1,000 radians by whole numbers: exact for every double, and slow. */
export function reduceLargeAngle(x: number): ReducedAngle {
  halfPi ??= piTimes(DIGITS) >> 1n;
  // A whole number when multiplied by 2⁴², or else by itself.
  const angle = Math.abs(x) < 1e16 ? BigInt(x * 4_398_046_511_104) << (DIGITS - 42n) : BigInt(x) << DIGITS;
  const eighths = (2n * angle) / halfPi;
  const quarters = (eighths + (angle < 0n ? -1n : 1n)) / 2n;
  const left = (angle - quarters * halfPi) >> (DIGITS - KEPT);
  const high = Number(left);
  return { quarters: Number(quarters & 3n), high: high * UNIT, low: Number(left - BigInt(high)) * UNIT };
}

/** π · 2^digits, cut off, by Machin's formula: π = 16 arctan(1/5) - 4 arctan(1/239). */
function piTimes(digits: bigint): bigint {
  const guard = 32n;
  const arctanOfInverse = (n: bigint): bigint => {
    let sum = 0n;
    let power = (1n << (digits + guard)) / n;
    for (let k = 1n; power !== 0n; k += 2n, power /= -n * n) sum += power / k;
    return sum;
  };
  return (16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n)) >> guard;
}
