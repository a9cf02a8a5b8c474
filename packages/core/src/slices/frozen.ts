/**
 * Freezes plain data all the way down: what several slices are given, none may change. Cells of typed arrays cannot be frozen;
 * `FrameGuard` watches those of frames.
 */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) frozen(inner);
  return value;
}
