import type { Bars } from '@bot-v2/sdk';

const columns = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** A frame whose columns are views of one shared block, so that threads read it without copying. */
export function sharedBars(bars: Bars): Bars {
  const bytes = bars.length * Float64Array.BYTES_PER_ELEMENT;
  const block = new SharedArrayBuffer(columns.length * bytes);
  const shared = columns.map((name, i) => {
    const column = new Float64Array(block, i * bytes, bars.length);
    column.set(bars[name]);
    return [name, column] as const;
  });
  return { ...bars, ...Object.fromEntries(shared) };
}
