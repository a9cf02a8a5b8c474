/** A deep copy of plain data: objects, arrays, typed arrays of doubles and primitives; NaN and undefined are kept. */
export function copyState<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as unknown as T;
  if (Array.isArray(value)) return value.map(copyState) as unknown as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyState((value as Record<string, unknown>)[key]);
  return copy as T;
}

/**
 * What in a value `copyState` cannot copy (`Map`, `function`, a class by its name, `reference to itself` …), the first found; null
 * when there is none.
 */
export function foreignKind(value: unknown, around: readonly unknown[] = []): string | null {
  if (typeof value === 'function') return 'function';
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  if (around.includes(value)) return 'reference to itself';
  const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
  if (kind !== 'Object' && kind !== 'Array') return kind;
  const made = kind === 'Object' ? classOf(value) : null;
  if (made !== null) return made;
  for (const part of Object.values(value)) {
    const foreign = foreignKind(part, [...around, value]);
    if (foreign !== null) return foreign;
  }
  return null;
}

/** The class an object is of; null when it is of none. */
function classOf(value: object): string | null {
  const prototype = Object.getPrototypeOf(value) as object | null;
  // The prototype of plain objects, of whatever realm, is the only one that has none itself.
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return null;
  return value.constructor.name || 'class';
}
