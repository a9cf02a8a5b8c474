import type { AnySlice, Clock, Logger, RunnableStrategy } from '@bot-v2/sdk';
import { asFunction, asValue, createContainer, InjectionMode } from 'awilix/browser';
import type { AwilixContainer } from 'awilix/browser';
import { createLogger, Redactor } from '../logging/index.js';
import type { LogSink } from '../logging/index.js';
import type { Candidate } from '../registry/candidate.js';
import { SliceHost } from '../slices/index.js';
import { createCatalogue } from '../strategies/catalogue.js';
import type { Catalogue } from '../strategies/catalogue.js';
import type { StrategyFiles } from '../strategies/strategy-file.adapter.js';

/** What lives as long as the bot. */
export interface RootServices {
  readonly clock: Clock;
  readonly sink: LogSink;
  readonly redactor: Redactor;
  readonly candidates: readonly Candidate[];
  readonly inlineSlices: ReadonlyMap<string, AnySlice>;
  readonly inlineStrategies: readonly RunnableStrategy[];
  readonly conditions: readonly string[];
  readonly startTimeoutMs: number;
  readonly stateDir: string;
  readonly logger: (labels: Record<string, unknown>) => Logger;
  readonly host: SliceHost;
  readonly strategyFiles: StrategyFiles;
  readonly catalogue: Catalogue;
}

/** The values a root container is made of; the other services are built from them. */
export type RootValues = Omit<RootServices, 'logger' | 'host' | 'catalogue' | 'redactor'>;

/**
 * The root container: strict, proxy injection. Only the core sees it; slices get a `RunContext`. The order of start and
 * stop is the slice host's: awilix would dispose concurrently.
 */
export function createRoot(values: RootValues): AwilixContainer<RootServices> {
  const container = createContainer<RootServices>({ injectionMode: InjectionMode.PROXY, strict: true });
  container.register({
    clock: asValue(values.clock),
    sink: asValue(values.sink),
    candidates: asValue(values.candidates),
    inlineSlices: asValue(values.inlineSlices),
    inlineStrategies: asValue(values.inlineStrategies),
    strategyFiles: asValue(values.strategyFiles),
    conditions: asValue(values.conditions),
    startTimeoutMs: asValue(values.startTimeoutMs),
    stateDir: asValue(values.stateDir),
    redactor: asFunction(() => new Redactor()).singleton(),
    logger: asFunction(
      ({ sink, redactor }: RootServices) =>
        (labels: Record<string, unknown>) =>
          createLogger(sink, redactor, labels),
    ).singleton(),
    catalogue: asFunction(({ candidates, inlineStrategies, conditions, strategyFiles }: RootServices) =>
      createCatalogue(candidates, inlineStrategies, conditions, strategyFiles),
    ).singleton(),
    host: asFunction(
      ({ candidates, inlineSlices, conditions, startTimeoutMs, stateDir, logger }: RootServices) =>
        new SliceHost({ candidates, inline: inlineSlices, conditions, startTimeoutMs, stateDir, log: logger }),
    ).singleton(),
  });
  return container;
}
