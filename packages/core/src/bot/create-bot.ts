import { BotError, describeIssues } from '@bot-v2/sdk';
import type { AnyCapability, InputOf, OutputOf, RunResult } from '@bot-v2/sdk';
import { collectLayers, coreConfigSchema, resolveConfig } from '../config/index.js';
import { createRoot } from '../container/container.js';
import { openLog } from '../logging/index.js';
import { coreVersion, processSurroundings } from '../process.adapter.js';
import { applicationRoots, discover, inlineSlice, inlineStrategies } from '../registry/index.js';
import type { Candidate, Trust } from '../registry/index.js';
import { strategyRef } from '../run/index.js';
import type { RunRequest } from '../run/index.js';
import { systemClock } from '../system-clock.adapter.js';
import type { BotOptions } from './bot-options.js';
import type { Bot } from './bot.js';
import { callOnce } from './call-once.js';
import type { BotParts } from './call-once.js';
import type { Facade } from './facade.js';
import { facadeMethods } from './facade-methods.js';
import { TradingOrchestrator } from './orchestrator.js';
import { runOnce } from './run-once.js';

function trustOf(given: Readonly<Record<string, unknown>>, source: string): Trust {
  const result = coreConfigSchema.shape.trust.safeParse(given['trust']);
  if (result.success) return result.data;
  throw new BotError('BOT_CONFIG_INVALID', `trust: ${describeIssues(result.error.issues)} (${source})`, {
    hint: 'Write trust: {allow: [{name: package, range: "^1.0.0"}]}.',
  });
}

function findCandidates(options: BotOptions, cwd: string, trust: Trust): Candidate[] {
  const strategies = options.strategies ?? [];
  const inline = [
    ...(options.slices ?? []).map(inlineSlice),
    ...(strategies.length > 0 ? [inlineStrategies(strategies)] : []),
  ];
  const roots = options.discover === false ? [] : applicationRoots(options.application, cwd);
  return discover({ roots, trust, inline });
}

async function assemble(options: BotOptions): Promise<BotParts> {
  const surroundings = processSurroundings();
  const cwd = options.cwd ?? surroundings.cwd;
  const environment = options.environment ?? surroundings.environment;
  const { configFile, flags, set } = options;
  const layers = await collectLayers({ cwd, home: surroundings.home, environment, configFile, flags, set });
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
    conditions: options.conditions ?? surroundings.conditions,
    startTimeoutMs: config.startTimeoutMs,
    stateDir: config.stateDir,
  });
  const services = root.cradle;
  services.redactor.registerSecrets(config);
  const versions = { bot: coreVersion(), node: surroundings.node };
  return { root, services, config, layers, cwd, sliceIds, versions, strictFrames: options.strictFrames ?? false };
}

/**
 * Puts a bot together: reads the configuration, discovers slices by their manifests, builds the container. No slice is
 * imported before it is needed.
 * @throws BOT_CONFIG_UNREADABLE, BOT_CONFIG_UNKNOWN_KEY, BOT_CONFIG_INVALID, BOT_CONFIG_BELOW_MINIMUM
 */
export async function createBot(options: BotOptions = {}): Promise<Bot> {
  const parts = await assemble(options);
  const { services, config, layers } = parts;
  const run = (request: RunRequest = {}): Promise<RunResult> => runOnce(parts, request);
  const settings = { sections: config.slices, preset: config.preset, source: layers.source };
  const own: Omit<Bot, keyof Facade> = {
    config,
    configFile: layers.file,
    candidates: services.candidates,
    strategies: services.catalogue,
    orchestrator: new TradingOrchestrator(run),
    stateDir: config.stateDir,
    run,
    call: async <C extends AnyCapability>(token: C, input: InputOf<C>) =>
      (await callOnce(parts, token.id, () => input as Readonly<Record<string, unknown>>)) as OutputOf<C>,
    health: () => services.host.health(settings),
    close: async () => {
      const failures = await services.host.stop();
      await services.sink.close();
      const first = failures[0];
      if (first)
        throw new BotError(first.code, `${first.slice ?? 'a slice'} could not be stopped: ${first.message}`, {
          details: { failures },
        });
    },
  };
  const calls = {
    call: (capability: string, inputOf: (token: AnyCapability) => Readonly<Record<string, unknown>>) =>
      callOnce(parts, capability, inputOf),
    strategy: (id: string) => strategyRef(services.catalogue, id, {}),
  };
  return Object.assign(own, facadeMethods(services.candidates, calls, Object.keys(own))) as unknown as Bot;
}
