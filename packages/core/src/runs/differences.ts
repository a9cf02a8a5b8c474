/** One place where two values differ; undefined stands for a value that is not there. */
export interface Difference {
  /** Keys from the root, joined by dots. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Every leaf at which two plain values differ, in the order of the first one's keys. Numbers are compared to the bit. */
export function differences(before: unknown, after: unknown, path = ''): Difference[] {
  if (Object.is(before, after)) return [];
  const both = [before, after].every((value) => typeof value === 'object' && value !== null);
  if (!both || Array.isArray(before) !== Array.isArray(after)) return [{ path, before, after }];
  const a = before as Readonly<Record<string, unknown>>;
  const b = after as Readonly<Record<string, unknown>>;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differences(a[key], b[key], path === '' ? key : `${path}.${key}`));
}
