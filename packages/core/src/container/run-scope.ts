import type { BotError, Mode } from '@bot-v2/sdk';
import { asFunction, asValue } from 'awilix/browser';
import type { AwilixContainer } from 'awilix/browser';
import type { ResolvedConfig } from '../config/index.js';
import { FetchedFrames, RunBus, RunProgress } from '../run/index.js';
import type { RunEnvironment } from '../run/index.js';
import { FrameGuard } from '../slices/index.js';
import type { LoadOutcome } from '../slices/index.js';
import type { BoundWorkflow } from '../workflow/index.js';
import type { RootServices } from './container.js';

/** What belongs to one run (or to one call of the facade, which has an empty workflow). */
export interface RunValues {
  readonly runId: string;
  readonly mode: Mode;
  readonly config: ResolvedConfig;
  readonly workflow: BoundWorkflow;
  readonly params: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
  readonly slices: Map<string, LoadOutcome>;
  readonly consumed: ReadonlyMap<string, string>;
  readonly unserved: ReadonlyMap<string, ReadonlyMap<string, BotError>>;
}

interface RunServices extends RootServices, RunValues {
  readonly bus: RunBus;
  readonly progress: RunProgress;
  readonly fetched: FetchedFrames;
  readonly frames: FrameGuard;
  readonly environment: RunEnvironment;
}

/** A scope of the root container for one run, resolved to the environment its steps share. */
export function runScope(root: AwilixContainer<RootServices>, values: RunValues): RunEnvironment {
  const scope = root.createScope<RunServices>();
  const { runId, mode, config, workflow, params, signal, slices, consumed, unserved } = values;
  scope.register({
    runId: asValue(runId),
    mode: asValue(mode),
    config: asValue(config),
    workflow: asValue(workflow),
    params: asValue(params),
    signal: asValue(signal),
    slices: asValue(slices),
    consumed: asValue(consumed),
    unserved: asValue(unserved),
    bus: asFunction((services: RunServices) => {
      const log = services.logger({ runId: services.runId });
      return new RunBus(services.runId, services.clock, (error) => log.warn('a listener threw', { error }));
    }).scoped(),
    progress: asFunction(() => new RunProgress()).scoped(),
    fetched: asFunction(() => new FetchedFrames()).scoped(),
    frames: asFunction(() => new FrameGuard()).scoped(),
    environment: asFunction((services: RunServices): RunEnvironment => ({
      runId: services.runId,
      mode: services.mode,
      config: services.config,
      workflow: services.workflow,
      params: services.params,
      clock: services.clock,
      signal: services.signal,
      bus: services.bus,
      catalogue: services.catalogue,
      logger: services.logger,
      slices: services.slices,
      consumed: services.consumed,
      unserved: services.unserved,
      progress: services.progress,
      fetched: services.fetched,
      frames: services.frames,
    })).scoped(),
  });
  return scope.cradle.environment;
}
