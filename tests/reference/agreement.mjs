/** How far two numbers may be apart: absolute + relative × |expected|. */
/** @typedef {{ relative: number, absolute: number }} Tolerance */

/** No difference at all. */
export const exact = Object.freeze({ relative: 0, absolute: 0 });

/** @returns {Tolerance} */
export const within = (relative, absolute = 0) => ({ relative, absolute });

/** An expected value as written, as a number, text, or null where it says that there is none. */
function meaning(value) {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (typeof value === 'boolean') return Number(value);
  const text = value.trim();
  if (text === '' || /^[+-]?(nan|inf|infinity)$/i.test(text)) return null;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** Both are infinite, and to the same side. */
const sameInfinity = (expected, actual) =>
  (actual === Infinity && /^\+?inf/i.test(expected)) || (actual === -Infinity && /^-inf/i.test(expected));

/**
 * Compares one expected with one computed value. Undefined (null, NaN, an empty cell) agrees only with undefined; an
 * expected infinity agrees with the same infinity and with undefined, because here an undefined statistic is null.
 * @param {Tolerance} tolerance
 * @returns {{ agrees: boolean, relativeError: number, share: number }} `share`: error ÷ tolerance (Infinity beyond an
 *   exact one); `relativeError`: error ÷ |expected|, 0 where the expected value is not above the absolute tolerance
 */
export function compareValues(expected, actual, tolerance) {
  const wanted = meaning(expected);
  const got = meaning(actual);
  if (typeof wanted !== 'number' || typeof got !== 'number') {
    const agrees = wanted === got || sameInfinity(expected, actual);
    return { agrees, relativeError: agrees ? 0 : Infinity, share: agrees ? 0 : Infinity };
  }
  const error = Math.abs(got - wanted);
  const allowed = tolerance.absolute + tolerance.relative * Math.abs(wanted);
  const agrees = error <= allowed;
  return {
    agrees,
    relativeError: Math.abs(wanted) > tolerance.absolute ? error / Math.abs(wanted) : agrees ? 0 : Infinity,
    share: error === 0 ? 0 : allowed === 0 ? Infinity : error / allowed,
  };
}
