/** A fraction as percent, with at most one decimal. */
export function percent(fraction: number): string {
  return `${Number((fraction * 100).toFixed(1))} %`;
}
