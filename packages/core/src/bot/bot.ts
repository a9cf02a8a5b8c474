import type { AnyCapability, InputOf, OutputOf, RunResult, StrategyCatalogue } from '@bot-v2/sdk';
import type { ResolvedConfig } from '../config/index.js';
import type { Candidate } from '../registry/candidate.js';
import type { RunRequest } from '../run/index.js';
import type { SliceHealth } from '../slices/index.js';
import type { Facade } from './facade.js';
import type { TradingOrchestrator } from './orchestrator.js';

/** A bot: discovered slices, a configuration, and the ways to use them. */
export interface Bot extends Facade {
  /** The configuration before a workflow's own defaults. */
  readonly config: ResolvedConfig;
  readonly configFile: string | null;
  /** Every discovered package, loaded or refused with its reason. */
  readonly candidates: readonly Candidate[];
  readonly strategies: StrategyCatalogue;
  readonly orchestrator: TradingOrchestrator;
  readonly stateDir: string;
  /**
   * Runs a workflow. Rejects before anything ran when configuration or workflow are wrong (BOT_CONFIG_*, BOT_WF_*,
   * BOT_REGISTRY_*); what goes wrong afterwards is in the result.
   */
  run(request?: RunRequest): Promise<RunResult>;
  /** Calls one capability outside a workflow. */
  call<C extends AnyCapability>(token: C, input: InputOf<C>): Promise<OutputOf<C>>;
  /** Loads every slice there is and asks for its health. */
  health(): Promise<SliceHealth[]>;
  /** Stops all slices, last started first. Rejects when one of them could not be stopped; all are attempted. */
  close(): Promise<void>;
}
