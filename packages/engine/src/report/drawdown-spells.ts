/** A fall below a peak: rows of the peak and of the recovery (of the last bar, when there was none), and its depth > 0. */
export interface DrawdownSpell {
  readonly from: number;
  readonly to: number;
  /** Bars below the peak. */
  readonly bars: number;
  /** 1 − equity ÷ peak at the lowest point, a positive fraction. */
  readonly depth: number;
}

/** Fall from the running peak at each value, a fraction ≥ 0. */
export function fallsOf(equity: Float64Array): Float64Array {
  let peak = -Infinity;
  return equity.map((value) => {
    peak = Math.max(peak, value);
    return 1 - value / peak;
  });
}

/** All falls of a curve in order. One that begins at the last bar is not one yet. */
export function drawdownSpells(equity: Float64Array): DrawdownSpell[] {
  const falls = fallsOf(equity);
  const spells: DrawdownSpell[] = [];
  let from = 0;
  for (let i = 1; i < falls.length; i++) {
    if (falls[i] !== 0 && i < falls.length - 1) continue;
    if (i > from + 1)
      spells.push({ from, to: i, bars: i - from - (falls[i] === 0 ? 1 : 0), depth: deepest(falls, from, i) });
    from = i;
  }
  return spells;
}

function deepest(falls: Float64Array, from: number, to: number): number {
  let depth = 0;
  for (let i = from; i <= to; i++) depth = Math.max(depth, falls[i]!);
  return depth;
}
