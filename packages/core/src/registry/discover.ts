import { join } from 'node:path';
import type { Manifest } from '@bot-v2/sdk/manifest';
import { manifestKeywords, parseManifest, sdkApi } from '@bot-v2/sdk/manifest';
import { isBotError } from '@bot-v2/sdk/errors';
import { refuse } from './candidate.js';
import type { ApplicationRoot, Candidate, Refusal, Trust } from './candidate.js';
import { settleNames } from './name-conflicts.js';
import { installedPackage, packageResolver, parentsOf, readText, realPath } from './package-files.adapter.js';
import { workspaceRoot } from './package-files.adapter.js';
import { originOf, trustRefusal } from './trust.js';

interface PackageJson {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly keywords?: unknown;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly botV2?: { readonly id?: unknown };
}

function parseJson(text: string): PackageJson | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function dependencyNames(root: ApplicationRoot): string[] {
  const json = parseJson(readText(join(root.directory, 'package.json')) ?? '{}') ?? {};
  const lists = [json.dependencies, json.optionalDependencies, root.development === true ? json.devDependencies : {}];
  return [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))];
}

function refusal(code: Refusal['code'], text: string, hint: string): Refusal {
  return { code, text, hint };
}

/** Reads the manifest, or says why it cannot be used. */
function manifestFrom(json: PackageJson, name: string, kind: Candidate['kind']): Manifest | Refusal {
  try {
    const manifest = parseManifest(json, name);
    if (manifest.kind !== kind) {
      const text = `${name}: keyword "${manifestKeywords[kind]}" but a manifest of kind "${manifest.kind}"`;
      return refusal('BOT_REGISTRY_MANIFEST', text, 'Make keyword and manifest agree.');
    }
    if (manifest.sdkApi !== sdkApi) {
      const text = `${name} was made for version ${manifest.sdkApi} of the slice interface; this is version ${sdkApi}`;
      return refusal('BOT_REGISTRY_API_VERSION', text, `Install a version of ${name} for interface ${sdkApi}.`);
    }
    return manifest;
  } catch (error) {
    if (!isBotError(error)) throw error;
    return refusal(error.code, error.message, error.hint ?? '');
  }
}

/** A third-party package that may not run: what it would offer is read only when somebody asks. */
class Distrusted implements Candidate {
  readonly origin = 'third-party';
  readonly status = 'refused';
  readonly id: string | null;
  private read: Manifest | null | undefined;

  constructor(
    readonly name: string,
    readonly version: string,
    readonly kind: Candidate['kind'],
    readonly directory: string,
    readonly reason: Refusal,
    private readonly json: PackageJson,
  ) {
    const claimed = json.botV2?.id;
    this.id = typeof claimed === 'string' ? claimed : null;
  }

  get manifest(): Manifest | null {
    if (this.read === undefined) {
      const manifest = manifestFrom(this.json, this.name, this.kind);
      this.read = 'code' in manifest ? null : manifest;
    }
    return this.read;
  }
}

function candidateOf(name: string, real: string, text: string, workspace: string, trust: Trust): Candidate | undefined {
  const json = parseJson(text);
  const origin = originOf(name, real, workspace);
  const keywords = Array.isArray(json?.keywords) ? (json.keywords as unknown[]) : [];
  const kind = keywords.includes(manifestKeywords.slice)
    ? 'slice'
    : keywords.includes(manifestKeywords.strategies)
      ? 'strategies'
      : undefined;
  const version = typeof json?.version === 'string' ? json.version : '0.0.0';
  const base = {
    name,
    version,
    id: null,
    directory: real,
    origin,
    status: 'loaded',
    manifest: null,
    reason: null,
  } as const;
  if (json === undefined) {
    const problem = refusal(
      'BOT_REGISTRY_MANIFEST',
      `${name}: package.json is not valid JSON`,
      `Install ${name} again.`,
    );
    return refuse({ ...base, kind: 'slice' }, problem);
  }
  if (kind === undefined) return undefined;
  const distrust = trustRefusal(name, version, origin, trust);
  if (distrust) return new Distrusted(name, version, kind, real, distrust, json);
  const manifest = manifestFrom(json, name, kind);
  if ('code' in manifest) return refuse({ ...base, kind }, manifest);
  return { ...base, kind, id: manifest.kind === 'slice' ? manifest.id : null, manifest };
}

/** By kind, then id, then name. */
function compare(a: Candidate, b: Candidate): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  const [first, second] = a.id === b.id ? [a.name, b.name] : [a.id ?? '', b.id ?? ''];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** Finds what the direct dependencies of the given applications offer, before names are settled. */
function nominate(roots: readonly ApplicationRoot[], trust: Trust): Candidate[] {
  const found = new Map<string, Candidate>();
  const duplicates: Candidate[] = [];
  const resolved = packageResolver();
  for (const root of roots) {
    const parents = parentsOf(root.directory);
    let workspace: string | undefined;
    for (const name of dependencyNames(root)) {
      const installed = installedPackage(parents, name);
      if (installed?.text.includes('"bot-v2-') !== true) continue;
      const { directory, text } = installed;
      workspace ??= realPath(workspaceRoot(root.directory));
      const candidate = candidateOf(name, resolved(directory), text, workspace, trust);
      if (!candidate) continue;
      const first = found.get(name);
      if (first === undefined) {
        found.set(name, candidate);
      } else if (first.directory !== candidate.directory) {
        const text = `another copy of ${name} (${first.version}, of the application itself) is used`;
        duplicates.push(
          refuse(candidate, refusal('BOT_REGISTRY_NAME_TAKEN', text, `Remove one of the two copies of ${name}.`)),
        );
      }
    }
  }
  return [...found.values(), ...duplicates];
}

/**
 * Discovers slices and strategies packages from manifests alone: nothing is imported, nothing awaited.
 *
 * Every nominated package ends as `loaded` or as `refused` with its reason. A package reached from two applications
 * counts once; the copy of the first application wins. Cost: one file read for each direct dependency.
 * @param options.inline candidates registered in process
 */
export function discover(options: {
  readonly roots: readonly ApplicationRoot[];
  readonly trust?: Trust;
  readonly inline?: readonly Candidate[];
}): Candidate[] {
  const nominated = nominate(options.roots, options.trust ?? { allow: [] });
  return settleNames([...(options.inline ?? []), ...nominated]).sort(compare);
}
