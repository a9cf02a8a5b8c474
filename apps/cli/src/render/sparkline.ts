const levels = [...'▁▂▃▄▅▆▇█'];

/**
 * Values as a row of bars one character each, lowest to highest; a flat series is drawn in the middle. Of more values
 * than `width`, each character is the mean of its share.
 */
export function sparkline(values: readonly number[], width = 40): string {
  const shown = values.length <= width ? values : shares(values, width);
  if (shown.length === 0) return '';
  const low = Math.min(...shown);
  const span = Math.max(...shown) - low;
  const level = (value: number) => (span === 0 ? 3 : Math.min(7, Math.floor(((value - low) / span) * 8)));
  return shown.map((value) => levels[level(value)]!).join('');
}

/** Means of `count` neighbouring groups as equal in size as can be. */
function shares(values: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const group = values.slice(Math.floor((i * values.length) / count), Math.floor(((i + 1) * values.length) / count));
    return group.reduce((sum, value) => sum + value, 0) / group.length;
  });
}
