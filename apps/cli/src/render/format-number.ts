/** Shown where a figure is undefined. */
export const undefinedFigure = '–';

/** Rounded text; a value that rounds to zero loses its sign. */
function fixed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A fraction as percent without a sign for gains: `32 %`. */
export function percent(fraction: number | null, digits = 0): string {
  return fraction === null ? undefinedFigure : `${fixed(fraction * 100, digits)} %`;
}

/** A fraction as percent, gains with a plus: `+8.5 %`, `-9.9 %`, `0.0 %`. */
export function signedPercent(fraction: number | null, digits = 1): string {
  const text = percent(fraction, digits);
  return fraction !== null && fraction > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A ratio such as Sharpe: `0.52`. */
export function ratio(value: number | null, digits = 2): string {
  return value === null ? undefinedFigure : fixed(value, digits);
}

/** An interval of ratios: `-0.9…1.9`. */
export function interval(bounds: readonly [number, number] | null, digits = 1): string {
  return bounds === null ? undefinedFigure : `${fixed(bounds[0], digits)}…${fixed(bounds[1], digits)}`;
}

/** Thousands separated by commas, without decimals unless asked: `1,486`. */
export function grouped(value: number, digits = 0): string {
  const [whole = '', decimals] = fixed(value, digits).split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? separated : `${separated}.${decimals}`;
}

/** An amount of money: `$1,486`, `-$3`, `1,486 EUR`. */
export function money(value: number, currency: string, digits = 0): string {
  const text = grouped(Math.abs(value), digits);
  const sign = value < 0 && /[1-9]/.test(text) ? '-' : '';
  return currency === 'USD' ? `${sign}$${text}` : `${sign}${text} ${currency}`;
}

/** A short amount for an axis: `950`, `118k`, `1.2M`. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_500_000) return `${fixed(value / 1e9, 1)}G`;
  if (size >= 999_500) return `${fixed(value / 1e6, 1)}M`;
  if (size >= 10_000) return `${fixed(value / 1e3, 0)}k`;
  if (size >= 1_000) return `${fixed(value / 1e3, 1)}k`;
  return fixed(value, 0);
}

/** Years: `2.5 y`, `10 y`. */
export function years(value: number): string {
  return `${value < 10 ? String(Number(fixed(value, 1))) : grouped(value)} y`;
}

/** A duration: `3 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${fixed(milliseconds, 0)} ms`;
  if (milliseconds < 59_950) return `${fixed(milliseconds / 1_000, 1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The UTC date of an instant (epoch ms): `2015-11-09`. */
export function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** A count with its noun: `1 order`, `27 orders`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
