import { barColumns, isFloat64Array } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';

const typedArray = Object.getPrototypeOf(Float64Array.prototype) as object;

/** A property of a typed array that its own class cannot answer for it. */
function own<T>(column: Float64Array, name: 'buffer' | 'byteOffset' | 'length'): T {
  return Reflect.get(typedArray, name, column) as T;
}

/**
 * A frame as plain data over the same memory: what it says is read now, and columns are views of their own. Whoever
 * made it (with getters, a proxy, columns of a class of its own) answers no later question about it. A value that is no
 * frame is given back as it is.
 */
export function plainFrame(value: unknown): unknown {
  if (!isFloat64Array((value as Partial<Bars> | null | undefined)?.close)) return value;
  const frame: Record<string, unknown> = { ...(value as Bars) };
  for (const name of barColumns) {
    const column = frame[name];
    if (isFloat64Array(column))
      frame[name] = new Float64Array(
        own<ArrayBuffer>(column, 'buffer'),
        own(column, 'byteOffset'),
        own(column, 'length'),
      );
  }
  return frame;
}
