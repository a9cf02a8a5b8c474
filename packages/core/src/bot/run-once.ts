import type { RunResult } from '@bot-v2/sdk';
import { runScope } from '../container/run-scope.js';
import { ensureStateDir } from '../process.adapter.js';
import {
  barsRequests,
  configuredAccount,
  executeRun,
  monitorSlice,
  planRun,
  runIdOf,
  userChoices,
  workflowParams,
} from '../run/index.js';
import type { RunRequest } from '../run/index.js';
import type { LoadOutcome } from '../slices/index.js';
import type { BoundWorkflow } from '../workflow/index.js';
import type { BotParts } from './call-once.js';

/** Whether an executing step's slice keeps state: then its directory must be writable before anything runs. */
function keepsState({ services }: BotParts, workflow: BoundWorkflow): boolean {
  const providers = workflow.steps.flatMap(({ resolved }) =>
    resolved?.definition.effects === 'venue' ? [resolved.provider] : [],
  );
  return services.candidates.some(
    ({ id, manifest }) =>
      id !== null && providers.includes(id) && manifest?.kind === 'slice' && manifest.permissions.includes('fs:state'),
  );
}

/** One run, from request to result. */
export async function runOnce(parts: BotParts, request: RunRequest): Promise<RunResult> {
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
  });
  const params = workflowParams(workflow.workflow, request.params ?? {});
  const choices = await userChoices(config, catalogue, config.symbols);
  if (keepsState(parts, workflow)) ensureStateDir(config.stateDir);
  redactor.registerSecrets(config);
  const createdAt = clock.now();
  const { mode } = config;
  const slices = new Map<string, LoadOutcome>();
  const env = runScope(root, {
    runId: runIdOf([workflow.workflow.sha256, config, createdAt]),
    mode,
    config,
    workflow,
    params,
    signal: request.signal ?? new AbortController().signal,
    slices,
    consumed: needs.consumed,
    strictFrames: parts.strictFrames,
  });
  const plan = {
    env,
    slices,
    ports: { account: configuredAccount(config), requests: barsRequests(config), choices },
    candidates,
    host,
    settings: { sections: config.slices, preset: config.preset, source },
    needs,
    monitor: monitorSlice(candidates, mode),
    createdAt,
    versions: parts.versions,
    redactor,
  };
  return executeRun(plan, request.onEvent);
}
