/** A fraction as percent, with at most one decimal. */
export function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))} %`;
}

/** An amount with at most two decimals. */
export function money(amount: number): string {
  return String(Math.round(amount * 100) / 100);
}
