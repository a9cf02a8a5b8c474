import { BotError, describeIssues, isSlice } from '@bot-v2/sdk';
import { collectLayers, coreConfigSchema, resolveConfig } from '../config/index.js';
import type { ConfigSources, GivenConfig } from '../config/index.js';
import { createRoot } from '../container/container.js';
import { openLog } from '../logging/index.js';
import { ownPackage, processSurroundings } from '../process.adapter.js';
import { applicationRoots, discover, inlineSlice, inlineStrategies, isRange } from '../registry/index.js';
import type { Candidate, Trust } from '../registry/index.js';
import { StrategyFiles } from '../strategies/strategy-file.adapter.js';
import { systemClock } from '../system-clock.adapter.js';
import type { BotOptions } from './bot-options.js';
import type { BotParts } from './call-once.js';

function trustOf(given: Readonly<Record<string, unknown>>, source: string): Trust {
  const result = coreConfigSchema.shape.trust.safeParse(given['trust']);
  const odd = result.data?.allow.find(({ range }) => !isRange(range));
  if (result.success && odd === undefined) return result.data;
  const what = odd === undefined ? describeIssues(result.error!.issues) : `"${odd.range}" is no range of versions`;
  throw new BotError('BOT_CONFIG_INVALID', `trust: ${what} (${source})`, {
    hint: 'Write trust: {allow: [{name: package, range: "^1.0.0"}]}.',
  });
}

function findCandidates(options: BotOptions, cwd: string, trust: Trust): Candidate[] {
  const { slices = [], strategies = [] } = options;
  if (!slices.every(isSlice))
    throw new BotError('BOT_SLICE_INVALID', 'what is given as one of the slices is not a slice', {
      hint: 'Give what defineSlice({…}) returns.',
    });
  const inline = [...slices.map(inlineSlice), ...(strategies.length > 0 ? [inlineStrategies(strategies)] : [])];
  const roots = options.discover === false ? [] : applicationRoots(options.application, cwd);
  return discover({ roots, trust, inline });
}

/**
 * Reads the configuration, discovers slices by their manifests, builds the container. No slice is imported.
 * @param layersOf how the configuration is put together; flags over environment over file unless given
 * @throws BOT_CONFIG_*
 */
export async function assemble(
  options: BotOptions,
  layersOf: (sources: ConfigSources) => Promise<GivenConfig> = collectLayers,
): Promise<BotParts> {
  const surroundings = processSurroundings();
  const cwd = options.cwd ?? surroundings.cwd;
  const environment = options.environment ?? surroundings.environment;
  const { configFile, flags, set } = options;
  const layers = await layersOf({ cwd, home: surroundings.home, environment, configFile, flags, set });
  const candidates = findCandidates(options, cwd, trustOf(layers.given, layers.source));
  const sliceIds = [...new Set(candidates.flatMap((candidate) => candidate.id ?? []))];
  const config = resolveConfig(layers.given, {}, sliceIds, layers.source);
  const sink = await openLog(config.log);
  const root = createRoot({
    clock: options.clock ?? systemClock,
    sink,
    candidates,
    inlineSlices: new Map((options.slices ?? []).map((slice) => [slice.id, slice])),
    inlineStrategies: options.strategies ?? [],
    strategyFiles: new StrategyFiles(cwd, options.application),
    conditions: options.conditions ?? surroundings.conditions,
    startTimeoutMs: config.startTimeoutMs,
    stateDir: config.stateDir,
  });
  const services = root.cradle;
  services.redactor.registerSecrets(config);
  const versions = { bot: ownPackage().version, node: surroundings.node };
  return { root, services, config, layers, cwd, sliceIds, versions };
}
