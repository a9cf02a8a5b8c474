import { BotError, isStrategy, suggestName } from '@bot-v2/sdk';
import type { RunnableStrategy, StrategyCatalogue, StrategyInfo, StrategyModule, StrategyRef } from '@bot-v2/sdk';
import { refusedHint } from '../registry/candidate.js';
import type { Candidate } from '../registry/candidate.js';
import { entryUrl, importPackage } from '../slices/import-module.adapter.js';
import { isStrategyFile } from './strategy-file.adapter.js';
import type { FileProvider, StrategyFiles } from './strategy-file.adapter.js';

interface Offer extends StrategyInfo {
  readonly load: () => Promise<RunnableStrategy>;
  /** Undefined for a strategy given inline. */
  readonly module: () => StrategyModule | undefined;
  readonly loadTwin: () => Promise<RunnableStrategy | undefined>;
}

/** Reads a strategy out of a package's module and holds it against the manifest. */
function pick(
  module: Record<string, unknown>,
  candidate: Candidate,
  id: string,
  exported: string,
  version: string,
): RunnableStrategy {
  const strategy = module[exported];
  if (!isStrategy(strategy)) {
    throw new BotError('BOT_STRATEGY_INVALID', `${candidate.name}: its export "${exported}" is not a strategy`, {
      hint: 'Export const x = defineStrategy({…}).',
    });
  }
  if (strategy.id === id && strategy.version === version) return strategy;
  throw new BotError(
    'BOT_REGISTRY_MANIFEST_DRIFT',
    `${candidate.name}: the manifest says ${id} ${version}, the code ${strategy.id} ${strategy.version}`,
    {
      hint: 'Its author must run bot-v2-manifest write.',
    },
  );
}

function offersOf(candidate: Candidate, inline: readonly RunnableStrategy[], conditions: readonly string[]): Offer[] {
  if (candidate.status !== 'loaded' || candidate.manifest?.kind !== 'strategies') return [];
  let module: Promise<Record<string, unknown>> | undefined;
  let twins = 0;
  return Object.entries(candidate.manifest.strategies).map(([id, entry]) => ({
    id,
    version: entry.version,
    provider: candidate.name,
    module: () => {
      if (candidate.origin === 'inline') return undefined;
      const url = entryUrl(candidate.name, candidate.directory, conditions);
      return { url, export: entry.export };
    },
    load: async () => {
      const own = candidate.origin === 'inline' ? inline.find((strategy) => strategy.id === id) : undefined;
      if (own) return own;
      module ??= importPackage(candidate.name, candidate.directory, conditions);
      return pick(await module, candidate, id, entry.export, entry.version);
    },
    loadTwin: async () => {
      if (candidate.origin === 'inline' || candidate.origin === 'first-party') return undefined;
      const anew = await importPackage(candidate.name, candidate.directory, conditions, `twin-${++twins}`);
      return pick(anew, candidate, id, entry.export, entry.version);
    },
  }));
}

/** The catalogue as the core sees it. */
export interface Catalogue extends StrategyCatalogue {
  /**
   * A strategy by what a user names: an id, or a file. Errors as `get`, and those of `StrategyFiles.named`.
   */
  find(name: string): Promise<{ readonly provider: string; readonly strategy: RunnableStrategy }>;
}

/**
 * The strategies that installed packages and the caller offer, and those of files that are named; a package is imported
 * when its first strategy is asked for. Files are not listed: they are found by those who know them.
 */
export function createCatalogue(
  candidates: readonly Candidate[],
  inline: readonly RunnableStrategy[],
  conditions: readonly string[],
  files: StrategyFiles,
): Catalogue {
  const offers = candidates.flatMap((candidate) => offersOf(candidate, inline, conditions));
  const list = offers.map(({ id, version, provider }) => ({ id, version, provider }));
  const offerOf = (ref: Pick<StrategyRef, 'id'> & Partial<StrategyRef>): Offer => {
    const same = offers.filter(
      (offer) => offer.id === ref.id && (ref.provider === undefined || offer.provider === ref.provider),
    );
    if (same.length > 1) {
      const providers = same.map((offer) => offer.provider).join(', ');
      throw new BotError('BOT_REGISTRY_AMBIGUOUS', `several packages offer the strategy "${ref.id}": ${providers}`, {
        hint: 'Remove one of them, or name the provider in the reference.',
      });
    }
    const offer = same[0];
    if (!offer) {
      const where = ref.provider === undefined ? 'no installed package offers' : `${ref.provider} does not offer`;
      const refused = candidates.find((candidate) => isRefusedOffer(candidate, ref.id));
      const ids = list.map(({ id }) => id);
      throw new BotError('BOT_REGISTRY_UNKNOWN_STRATEGY', `${where} the strategy "${ref.id}"`, {
        hint: refused ? refusedHint(refused) : suggestName(ref.id, ids),
      });
    }
    if (ref.version !== undefined && ref.version !== offer.version) {
      throw new BotError(
        'BOT_REGISTRY_UNKNOWN_STRATEGY',
        `${offer.provider} offers ${offer.id} ${offer.version}, not ${ref.version}`,
        { hint: 'Install the version the reference names.' },
      );
    }
    return offer;
  };
  const catalogue: Catalogue = {
    list: () => list,
    find: async (name) => {
      if (isStrategyFile(name)) return files.named(name);
      const strategy = await catalogue.get({ id: name });
      return { strategy, provider: list.find(({ id }) => id === name)!.provider };
    },
    get: async (ref) => {
      if (isStrategyFile(ref.id)) return (await files.named(ref.id)).strategy;
      if (ref.provider?.startsWith('file:') === true) {
        return sameVersion(await files.referred(ref.provider as FileProvider, ref.id), ref.provider, ref.version);
      }
      return offerOf(ref).load();
    },
    moduleOf: async (ref) => {
      if (ref.provider?.startsWith('file:') === true) return files.moduleOf(ref.provider as FileProvider, ref.id);
      return offerOf(ref).module();
    },
    twin: async (ref) => {
      if (isStrategyFile(ref.id)) return files.twin(ref.id);
      if (ref.provider?.startsWith('file:') === true)
        return files.twin(`${ref.provider.slice('file:'.length)}#${ref.id}`);
      return offerOf(ref).loadTwin();
    },
  };
  return catalogue;
}

/** Whether a package would offer a strategy, but may not. */
function isRefusedOffer({ status, manifest }: Candidate, id: string): boolean {
  return status === 'refused' && manifest?.kind === 'strategies' && Object.hasOwn(manifest.strategies, id);
}

/** Refuses a strategy of another version than the reference says. */
function sameVersion(strategy: RunnableStrategy, provider: string, version: string | undefined): RunnableStrategy {
  if (version === undefined || version === strategy.version) return strategy;
  throw new BotError(
    'BOT_REGISTRY_UNKNOWN_STRATEGY',
    `${provider} has ${strategy.id} ${strategy.version}, not ${version}`,
    { hint: 'The file has changed since: restore the version the reference names.' },
  );
}
