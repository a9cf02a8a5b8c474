import { createRequire } from 'node:module';
import { sep } from 'node:path';
import type { satisfies as satisfiesRange, validRange } from 'semver';
import type { Origin, Refusal, Trust } from './candidate.js';

/**
 * Where a package comes from. A workspace package lies outside every `node_modules` and inside the workspace of the
 * application that depends on it.
 */
export function originOf(name: string, directory: string, workspace: string): Origin {
  if (name.startsWith('@bot-v2/')) return 'first-party';
  const inside = directory === workspace || directory.startsWith(workspace.endsWith(sep) ? workspace : workspace + sep);
  return inside && !directory.split(sep).includes('node_modules') ? 'workspace' : 'third-party';
}

function inRange(version: string, range: string): boolean {
  const satisfies = createRequire(import.meta.url)('semver/functions/satisfies') as typeof satisfiesRange;
  return satisfies(version, range);
}

/** Whether a text is a semver range. */
export function isRange(text: string): boolean {
  const valid = createRequire(import.meta.url)('semver/ranges/valid') as typeof validRange;
  return valid(text) !== null;
}

/** The line that would allow a package. */
function allowLine(name: string, version: string): string {
  return `Add to the configuration, if you trust it: trust: {allow: [{name: "${name}", range: "^${version}"}]}`;
}

/** Why a package may not run, or null when it may. Semver decides the range; it is loaded only when there is one. */
export function trustRefusal(name: string, version: string, origin: Origin, trust: Trust): Refusal | null {
  if (origin !== 'third-party') return null;
  const entries = trust.allow.filter((entry) => entry.name === name);
  if (entries.some((entry) => inRange(version, entry.range))) return null;
  const text =
    entries.length === 0
      ? `${name} ${version} is a third-party package and not listed in trust.allow`
      : `${name} ${version} is outside the range that trust.allow gives it (${entries.map((e) => e.range).join(', ')})`;
  return { code: 'BOT_REGISTRY_NOT_TRUSTED', text, hint: allowLine(name, version) };
}
