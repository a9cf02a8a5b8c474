/** The relative change that must be noticed. */
export const nudgeBy = 1e-6;

/**
 * An expected value changed by so little that a comparison must just notice: a number by a relative 1e-6, a date by a
 * day, a time by a minute.
 * @returns the changed value in the form it was written, or undefined when a tolerance of `tolerance` would cover it
 */
export function nudged(expected, tolerance) {
  const text = typeof expected === 'string' ? expected.trim() : '';
  const number = typeof expected === 'number' ? expected : text === '' ? NaN : Number(text);
  if (Number.isFinite(number)) {
    const change = Math.abs(number) * nudgeBy;
    if (change <= 2.5 * (tolerance.absolute + tolerance.relative * Math.abs(number))) return undefined;
    return typeof expected === 'number' ? number * (1 + nudgeBy) : String(number * (1 + nudgeBy));
  }
  if (tolerance.absolute > 0 || tolerance.relative > 0) return undefined;
  const instant = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) return undefined;
  if (text.length === 10) return new Date(instant + 86_400_000).toISOString().slice(0, 10);
  return new Date(instant + 60_000).toISOString();
}
