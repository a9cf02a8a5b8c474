type Target = string | null | undefined | readonly Target[] | { readonly [condition: string]: Target };

/** Follows conditional exports in their own order, as Node does. */
function follow(target: Target, conditions: ReadonlySet<string>): string | undefined {
  if (typeof target === 'string') return target;
  if (target === null || target === undefined) return undefined;
  if (Array.isArray(target)) {
    for (const item of target as readonly Target[]) {
      const found = follow(item, conditions);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  for (const [condition, next] of Object.entries(target as Record<string, Target>)) {
    if (!conditions.has(condition)) continue;
    const found = follow(next, conditions);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The file that `import 'name'` would load, relative to the package: `exports["."]` under the conditions `import`,
 * `node`, `default` and those given, else `main`, else `index.js`.
 */
export function entryPoint(
  packageJson: Readonly<Record<string, unknown>>,
  conditions: readonly string[],
): string | undefined {
  const exports = packageJson['exports'] as Target;
  if (exports === undefined || exports === null)
    return typeof packageJson['main'] === 'string' ? packageJson['main'] : 'index.js';
  const isMap =
    typeof exports === 'object' && !Array.isArray(exports) && Object.keys(exports)[0]?.startsWith('.') === true;
  const target = isMap ? (exports as Record<string, Target>)['.'] : exports;
  return follow(target, new Set([...conditions, 'import', 'node', 'default']));
}
