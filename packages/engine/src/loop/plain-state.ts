/** A deep copy of plain data: objects, arrays, typed arrays of doubles and primitives; NaN and undefined are kept. */
export function copyState<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as unknown as T;
  if (Array.isArray(value)) return value.map(copyState) as unknown as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyState((value as Record<string, unknown>)[key]);
  return copy as T;
}

/** The kind of the first object in a value that `copyState` cannot copy (`Map`, `Set`, `Date` …); null when there is none. */
export function foreignKind(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (kind !== 'Object' && kind !== 'Array') return kind;
  for (const part of Object.values(value)) {
    const foreign = foreignKind(part);
    if (foreign !== null) return foreign;
  }
  return null;
}
