import type { BotError, Clock, Logger, Mode, StrategyCatalogue } from '@bot-v2/sdk';
import type { ResolvedConfig } from '../config/index.js';
import type { FrameGuard, LoadOutcome } from '../slices/index.js';
import type { BoundWorkflow } from '../workflow/index.js';
import type { FetchedFrames } from './fetched-frames.js';
import type { RunBus } from './run-bus.js';
import type { RunProgress } from './run-progress.js';

/** The services that calls of capabilities share; resolved from a container scope. */
export interface ServiceEnvironment {
  readonly runId: string;
  readonly mode: Mode;
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly bus: RunBus;
  readonly catalogue: StrategyCatalogue;
  readonly logger: (labels: Record<string, unknown>) => Logger;
  /** Loaded slices and failures by slice id. */
  readonly slices: ReadonlyMap<string, LoadOutcome>;
  /** Capability id → slice id, for `ctx.use`. */
  readonly consumed: ReadonlyMap<string, string>;
  /** Consumer → capability id → why no provider of it can serve, of what the consumer can do without. */
  readonly unserved: ReadonlyMap<string, ReadonlyMap<string, BotError>>;
  readonly progress: RunProgress;
  readonly fetched: FetchedFrames;
}

/** What the steps of one run share beside the services. */
export interface RunEnvironment extends ServiceEnvironment {
  readonly frames: FrameGuard;
  readonly workflow: BoundWorkflow;
  readonly params: Readonly<Record<string, unknown>>;
}
