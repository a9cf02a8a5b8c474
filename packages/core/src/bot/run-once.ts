import type { RunResult } from '@bot-v2/sdk';
import type { ResolvedConfig } from '../config/index.js';
import { runScope } from '../container/run-scope.js';
import { ensureStateDir, ownPackage } from '../process.adapter.js';
import {
  barsRequests,
  codeHashes,
  configuredAccount,
  executeRun,
  monitorSlice,
  planRun,
  runIdOf,
  userChoices,
  userStrategies,
  workflowParams,
} from '../run/index.js';
import type { CodePackage, RunRequest } from '../run/index.js';
import type { LoadOutcome } from '../slices/index.js';
import type { BoundWorkflow, Workflow } from '../workflow/index.js';
import type { BotParts } from './call-once.js';

/** The part of a configuration that decides what a run does, not where it is kept or told. */
function runConfig({ stateDir: _, log: __, trust: ___, ...config }: ResolvedConfig): object {
  return config;
}

/**
 * Whether a step's slice keeps state: then its directory must be writable before anything runs. The one that records events
 * can do without.
 */
function keepsState({ services }: BotParts, workflow: BoundWorkflow, monitor: string | null): boolean {
  const providers = workflow.steps.flatMap(({ resolved }) =>
    resolved && resolved.provider !== monitor ? [resolved.provider] : [],
  );
  return services.candidates.some(
    ({ id, manifest }) =>
      id !== null && providers.includes(id) && manifest?.kind === 'slice' && manifest.permissions.includes('fs:state'),
  );
}

/**
 * One run, from request to result.
 * @param recorded the workflow of an earlier run, instead of one that is looked up by name
 */
export async function runOnce(parts: BotParts, request: RunRequest, recorded?: Workflow): Promise<RunResult> {
  const { services, layers, cwd, sliceIds, root } = parts;
  const { catalogue, candidates, clock, host, redactor } = services;
  const { given, source } = layers;
  const { config, workflow, needs } = await planRun(request, {
    given,
    source,
    cwd,
    candidates,
    sliceIds,
    catalogue,
    clock,
    recorded,
  });
  const params = workflowParams(workflow.workflow, request.params ?? {});
  const strategies = await userStrategies(config, catalogue);
  const choices = userChoices(strategies, config.symbols);
  const monitor = monitorSlice(candidates, config.mode);
  if (keepsState(parts, workflow, monitor)) ensureStateDir(config.stateDir);
  redactor.registerSecrets(config);
  const createdAt = clock.now();
  const { mode } = config;
  const slices = new Map<string, LoadOutcome>();
  const env = runScope(root, {
    runId: runIdOf([workflow.workflow.sha256, runConfig(config), createdAt]),
    mode,
    config,
    workflow,
    params,
    signal: request.signal ?? new AbortController().signal,
    slices,
    consumed: needs.consumed,
    unserved: needs.unserved,
  });
  const plan = {
    env,
    slices,
    ports: { account: configuredAccount(config), requests: barsRequests(config), choices, strategies },
    candidates,
    host,
    settings: { sections: config.slices, preset: config.preset, source },
    needs,
    monitor,
    origin: {
      createdAt,
      versions: parts.versions,
      candidates,
      codeOf: (packages: readonly CodePackage[]) => ({
        ...codeHashes([...packages, ownPackage()], services.conditions),
        ...services.strategyFiles.code,
      }),
      redactor,
    },
  };
  return executeRun(plan, request.onEvent);
}
