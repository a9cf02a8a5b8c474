import { suggestName } from '@bot-v2/sdk/errors';
import type { Mode } from '@bot-v2/sdk';
import type { CapabilityManifest, SliceManifest } from '@bot-v2/sdk/manifest';
import { refusedHint } from '../registry/candidate.js';
import type { Candidate } from '../registry/candidate.js';

/** A slice that provides a capability. */
export interface Provider {
  readonly slice: string;
  readonly modes: readonly Mode[];
  readonly capability: CapabilityManifest;
}

/** Namespaces that packages of this project provide, each named after it. */
const published = [
  'data',
  'analyze',
  'market_regime',
  'ml_strategy',
  'position_sizing',
  'backtest',
  'optimize',
  'adaptive_portfolio',
  'paper_trade',
  'live_trade',
  'monitor',
];

/** What installed slices provide, from their manifests: namespaces, their methods, and who provides each capability. */
export class CapabilityIndex {
  private readonly byCapability = new Map<string, Provider[]>();
  private readonly methods = new Map<string, Map<string, string>>();
  /** Ids of the loaded slices. */
  readonly slices: readonly string[];

  constructor(readonly candidates: readonly Candidate[]) {
    const manifests = candidates.flatMap((c) =>
      c.status === 'loaded' && c.manifest?.kind === 'slice' ? [c.manifest] : [],
    );
    this.slices = manifests.map((manifest) => manifest.id);
    for (const manifest of manifests) this.add(manifest);
  }

  private add(manifest: SliceManifest): void {
    for (const [id, capability] of Object.entries(manifest.provides)) {
      const [namespace, method] = id.split('.') as [string, string];
      const names = this.methods.get(namespace) ?? new Map<string, string>();
      this.methods.set(namespace, names);
      for (const alias of capability.aliases) if (!names.has(alias)) names.set(alias, id);
      names.set(method, id);
      const provider = { slice: manifest.id, modes: manifest.modes as readonly Mode[], capability };
      this.byCapability.set(id, [...(this.byCapability.get(id) ?? []), provider]);
    }
  }

  /** Namespaces that a step may name as `slice`. */
  namespaces(): string[] {
    return [...this.methods.keys()];
  }

  /** Methods and aliases of a namespace; undefined when nobody provides it. */
  methodsOf(namespace: string): ReadonlyMap<string, string> | undefined {
    return this.methods.get(namespace);
  }

  /** Who provides a capability. */
  providersOf(capability: string): readonly Provider[] {
    return this.byCapability.get(capability) ?? [];
  }

  /** The refused package that would provide a namespace, for hints. */
  refusedFor(namespace: string): Candidate | undefined {
    return this.candidates.find((candidate) => {
      if (candidate.status !== 'refused') return false;
      if (candidate.id === namespace || candidate.name === namespace) return true;
      const provides = candidate.manifest?.kind === 'slice' ? Object.keys(candidate.manifest.provides) : [];
      return provides.some((id) => id.startsWith(`${namespace}.`));
    });
  }

  /** What to do about a namespace that nobody provides: allow a package, correct the name or install one. */
  hintFor(namespace: string): string {
    const refused = this.refusedFor(namespace);
    if (refused) return refusedHint(refused);
    if (!published.includes(namespace)) return suggestName(namespace, this.namespaces());
    return `Add a package that provides it to the dependencies of the project, such as @bot-v2/slice-${namespace.replace('_', '-')}.`;
  }
}
