import { exp, log, log1p } from '../elementary/index.js';
import { requireNumber } from '../parameters.js';

/**
 * Distribution function of Student's t with `df` degrees of freedom (> 0, may be fractional), by the regularised
 * incomplete beta function; relative error about 1e-12.
 * @throws RangeError when df is not positive
 */
export function studentTCdf(t: number, df: number): number {
  requireNumber('studentTCdf', 'df', df, Number.MIN_VALUE);
  if (Number.isNaN(t)) return Number.NaN;
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0;
  const tail = 0.5 * incompleteBeta(df / (df + t * t), (t * t) / (df + t * t), df / 2, 0.5, -logBetaHalf(df / 2));
  return t > 0 ? 1 - tail : tail;
}

/**
 * Regularised incomplete beta I_x(a, b), y = 1 − x and `scale` = −ln B(a, b). Taken as 1 − I_y(b, a) where the continued
 * fraction converges slowly or, for large a, loses digits.
 */
function incompleteBeta(x: number, y: number, a: number, b: number, scale: number): number {
  const near = (b + 1) / (a + b + 2);
  return y < near || (a > 100 && y < 4 * near) ? 1 - lowerBeta(y, x, b, a, scale) : lowerBeta(x, y, a, b, scale);
}

/** I_x(a, b) by Lentz's evaluation of its continued fraction. */
function lowerBeta(x: number, y: number, a: number, b: number, scale: number): number {
  if (x <= 0) return 0;
  const front = exp(scale + a * logOf(x, y) + b * logOf(y, x)) / a;
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return front * fraction;
}

/** ln x given its complement to 1, which holds the digits when x is near 1. */
function logOf(x: number, complement: number): number {
  return complement < 0.5 ? log1p(-complement) : log(x);
}

function notZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** ln B(h, ½); for large h by the expansion of Γ(h + ½)/Γ(h), where a difference of logarithms would lose digits. */
function logBetaHalf(h: number): number {
  const logPi = log(Math.PI);
  if (h < 200) return logGamma(h) + 0.5 * logPi - logGamma(h + 0.5);
  const w = 1 / h;
  const ratio = 1 - w * (1 / 8 - w * (1 / 128 + w * (5 / 1024 - (w * 21) / 32768)));
  return 0.5 * logPi - 0.5 * log(h) - log(ratio);
}

/** ln Γ(x) for x > 0: Stirling's series after shifting the argument above 10. */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift += log(y);
    y += 1;
  }
  const w = 1 / (y * y);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - (w * 691) / 360360))))) / y;
  return (y - 0.5) * log(y) - y + 0.5 * log(2 * Math.PI) + series - shift;
}
