/** Every place where two manifests differ, as `path: stated → actual`; empty when they agree. Key order does not count. */
export function diffManifest(stated: unknown, actual: unknown, path = 'botV2'): string[] {
  const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null;
  if (isObject(stated) && isObject(actual) && Array.isArray(stated) === Array.isArray(actual)) {
    const keys = [...new Set([...Object.keys(stated), ...Object.keys(actual)])];
    return keys.flatMap((key) => diffManifest(stated[key], actual[key], `${path}.${key}`));
  }
  return Object.is(stated, actual) ? [] : [`${path}: ${JSON.stringify(stated)} → ${JSON.stringify(actual)}`];
}
