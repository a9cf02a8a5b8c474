import { BotError, suggestName } from '@bot-v2/sdk';
import type { Mode } from '@bot-v2/sdk';
import { parseConsumed } from '@bot-v2/sdk/manifest';
import { CapabilityIndex } from '../workflow/capability-index.js';
import type { Candidate } from '../registry/candidate.js';

/** Slices to load and who provides what to whom, or why a slice cannot be used. */
export interface Needs {
  /** In order of first need. */
  readonly slices: readonly string[];
  /** Capability id → slice id, for `ctx.use`. */
  readonly consumed: ReadonlyMap<string, string>;
  /** Slices that cannot work because something they need has no provider. */
  readonly unusable: ReadonlyMap<string, BotError>;
  /**
   * Consumer → capability id → why none of those that provide it can serve, of capabilities the consumer can do
   * without. What nobody provides is not in it.
   */
  readonly unserved: ReadonlyMap<string, ReadonlyMap<string, BotError>>;
}

/** Whether a provided version serves a needed one: the same major, at least its minor. */
export function serves(provided: string, needed: string): boolean {
  const [major, minor] = provided.split('.').map(Number) as [number, number];
  const [neededMajor, neededMinor] = needed.split('.').map(Number) as [number, number];
  return major === neededMajor && minor >= neededMinor;
}

/** The slice that provides a consumed capability in a mode. */
function providerFor(
  capability: string,
  version: string,
  consumer: string,
  index: CapabilityIndex,
  providers: Readonly<Record<string, string>>,
  mode: Mode,
): string {
  const all = index.providersOf(capability).filter((provider) => provider.modes.includes(mode));
  const chosen =
    providers[capability] === undefined ? all : all.filter((provider) => provider.slice === providers[capability]);
  const fitting = chosen.filter((provider) => serves(provider.capability.version, version));
  const names = all.map((provider) => `${provider.slice} ${provider.capability.version}`);
  if (fitting.length === 1) return fitting[0]!.slice;
  if (fitting.length > 1) {
    throw new BotError(
      'BOT_REGISTRY_AMBIGUOUS',
      `${consumer} uses ${capability}, which ${names.join(' and ')} provide`,
      {
        slice: consumer,
        capability,
        hint: `Choose one in the configuration: providers: {${capability}: ${fitting[0]!.slice}}.`,
      },
    );
  }
  const there = names.length > 0 ? `there is only ${names.join(', ')}` : 'nobody provides it';
  throw new BotError('BOT_REGISTRY_MISSING', `${consumer} uses ${capability} ${version}, but ${there}`, {
    slice: consumer,
    capability,
    hint: `Install a slice that provides it. ${suggestName(capability.split('.')[0]!, index.namespaces())}`,
  });
}

/** Whether anybody offers a capability in a mode, or the configuration names who should. */
function offered(
  capability: string,
  index: CapabilityIndex,
  providers: Readonly<Record<string, string>>,
  mode: Mode,
): boolean {
  if (providers[capability] !== undefined) return true;
  return index.providersOf(capability).some((provider) => provider.modes.includes(mode));
}

/**
 * All slices that the given ones make use of, through what they consume, themselves included: a provider of what a slice
 * can do without is one of them where there is one.
 */
export function neededSlices(
  first: readonly string[],
  candidates: readonly Candidate[],
  providers: Readonly<Record<string, string>>,
  mode: Mode,
): Needs {
  const index = new CapabilityIndex(candidates);
  const slices: string[] = [];
  const consumed = new Map<string, string>();
  const unusable = new Map<string, BotError>();
  const unserved = new Map<string, Map<string, BotError>>();
  const queue = [...new Set(first)];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (slices.includes(id)) continue;
    slices.push(id);
    const manifest = candidates.find((candidate) => candidate.id === id && candidate.status === 'loaded')?.manifest;
    if (manifest?.kind !== 'slice') continue;
    for (const [capability, text] of Object.entries(manifest.consumes)) {
      const { version, optional } = parseConsumed(text);
      if (optional && !offered(capability, index, providers, mode)) continue;
      try {
        const provider = providerFor(capability, version, id, index, providers, mode);
        consumed.set(capability, provider);
        queue.push(provider);
      } catch (error) {
        if (!optional) unusable.set(id, error as BotError);
        else unserved.set(id, (unserved.get(id) ?? new Map<string, BotError>()).set(capability, error as BotError));
      }
    }
  }
  return { slices, consumed, unusable, unserved };
}
