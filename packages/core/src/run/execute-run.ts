import { BotError, errorData } from '@bot-v2/sdk';
import type { EventInput, RunEvent, RunResult } from '@bot-v2/sdk';
import type { Candidate } from '../registry/candidate.js';
import type { LoadOutcome, SliceHost, SliceSettings } from '../slices/index.js';
import { announceUnwatched } from './announce-unwatched.js';
import { feedMonitor, monitorCapability } from './monitor-feed.js';
import type { Needs } from './needed-slices.js';
import type { RunEnvironment } from './run-environment.js';
import { runManifest } from './run-manifest.js';
import type { RunOrigin } from './run-manifest.js';
import type { RunState } from './run-state.js';
import { runSteps } from './run-steps.js';
import { resultValues } from './result-values.js';
import { StepLog, stepResult } from './step-log.js';
import { World } from './world.js';
import type { RunPorts } from './world.js';

/** Everything a run is made of, once configuration and workflow are settled. */
export interface RunPlan {
  readonly env: RunEnvironment;
  /** The map behind `env.slices`, filled while loading. */
  readonly slices: Map<string, LoadOutcome>;
  readonly ports: RunPorts;
  readonly candidates: readonly Candidate[];
  readonly host: SliceHost;
  readonly settings: SliceSettings;
  readonly needs: Needs;
  /** The slice that records events beside the workflow; null when there is none. */
  readonly monitor: string | null;
  readonly origin: RunOrigin;
}

function announceStart({ env }: RunPlan): void {
  const steps = env.workflow.steps.map(({ step, resolved }) => ({
    id: step.id,
    slice: resolved?.provider ?? step.slice,
    method: step.method,
    capability: resolved?.capability ?? null,
    scope: resolved?.definition.scope ?? 'symbol',
  }));
  const data = { workflow: env.workflow.workflow.name, mode: env.mode, symbols: env.config.symbols, steps };
  env.bus.emit({ type: 'run.started', severity: 'info', message: `${data.workflow} started`, data });
}

/** A strategy may be named for every workflow, also for one that trades none; that it was not used is said once. */
function announceUnused({ env, ports }: RunPlan): void {
  const used = env.workflow.steps.some(
    ({ replaced, inputs }) => replaced || inputs.some(({ source }) => source.kind === 'run' && ofUser.has(source.port)),
  );
  if (used || ports.strategies.length === 0) return;
  const strategies = ports.strategies.map(({ id }) => id);
  const message = `${env.workflow.workflow.name} takes no strategy: ${strategies.join(', ')} ${strategies.length === 1 ? 'is' : 'are'} not used`;
  env.bus.emit({ type: 'strategy.unused', severity: 'warning', message, data: { strategies } });
}

/** Ports by which a workflow gets the strategies a user names. */
const ofUser: ReadonlySet<string> = new Set(['StrategyChoice@1', 'StrategyList@1']);

async function loadSlices(plan: RunPlan): Promise<void> {
  const { env, host, settings, needs, monitor, candidates } = plan;
  const start = env.clock.monotonic();
  const wanted = monitor === null || needs.slices.includes(monitor) ? needs.slices : [...needs.slices, monitor];
  for (const id of wanted) {
    const unusable = needs.unusable.get(id);
    plan.slices.set(id, unusable ? { error: unusable } : await host.ready(id, settings));
  }
  const slices = candidates.filter((candidate) => candidate.kind === 'slice');
  const known = slices.filter((candidate) => candidate.status === 'loaded');
  const outcomes = [...env.slices];
  const failed = outcomes.flatMap(([slice, outcome]) =>
    'error' in outcome ? [{ slice, ...errorData(outcome.error) }] : [],
  );
  const data = {
    count: known.length,
    ids: known.map((candidate) => candidate.id),
    refused: slices.flatMap(({ name, reason }) => (reason ? [{ name, code: reason.code, text: reason.text }] : [])),
    imported: outcomes.flatMap(([id, outcome]) => ('loaded' in outcome ? [id] : [])),
    failed: failed.map(({ slice, code, message }) => ({ slice, code, message })),
    durationMs: env.clock.monotonic() - start,
  };
  const severity = failed.length > 0 ? 'warning' : 'info';
  env.bus.emit({ type: 'slices.loaded', severity, message: `${known.length} slices`, data });
  const { preset } = settings;
  if (preset === null || failed.length > 0 || outcomes.some(([id]) => host.tookPreset(id))) return;
  throw new BotError('BOT_CONFIG_INVALID', `no slice of this run has a preset "${preset}"`, {
    hint: 'The READMEs of position_sizing and adaptive_portfolio list theirs.',
  });
}

/** The event a `RunEvent` input gets: the run so far. */
function summary(state: RunState): EventInput {
  const { log, progress, env, world } = state;
  const steps = log.records.map(({ step, symbol, status, durationMs }) => ({
    id: step.step.id,
    ...(symbol === null ? {} : { symbol }),
    status,
    durationMs,
  }));
  const trouble = progress.errors.length > 0 || progress.degraded.length > 0;
  return {
    type: 'run.summary',
    severity: trouble ? 'warning' : 'info',
    message: `${env.workflow.workflow.name}: ${steps.length} steps so far`,
    data: {
      workflow: env.workflow.workflow.name,
      mode: env.mode,
      symbols: [...world.symbols],
      steps,
      degraded: [...progress.degraded],
      errors: progress.errors.map((error) => error.code),
    },
  };
}

function resultOf(state: RunState, plan: RunPlan, durationMs: number): RunResult {
  const { env, world, log, progress, symbols } = state;
  const values = resultValues(env.workflow, world, symbols);
  const records = (symbol: string | null) => log.records.filter((record) => record.symbol === symbol).map(stepResult);
  const success = !progress.failed && world.symbols.length > 0;
  const bySymbol = symbols.map((symbol) => [
    symbol,
    {
      success: success && world.symbols.includes(symbol),
      steps: records(symbol),
      result: values.symbols[symbol] ?? {},
    },
  ]);
  return {
    schema: 'bot-v2/run@1',
    runId: env.runId,
    mode: env.mode,
    workflow: env.workflow.workflow.name,
    success,
    degraded: [...progress.degraded],
    symbols: Object.fromEntries(bySymbol) as RunResult['symbols'],
    portfolio: { steps: records(null), result: values.portfolio },
    errors: progress.errors.map((error) => errorData(error)),
    durationMs,
    manifest: runManifest(state, plan.origin),
  };
}

/**
 * Runs a plan to its result. Problems of slices, data and strategies are in the result, not thrown; `durationMs` is the
 * time the steps took, loading is told by the event `slices.loaded`.
 * @throws BOT_CONFIG_INVALID when no slice takes the preset
 */
export async function executeRun(plan: RunPlan, onEvent: ((event: RunEvent) => void) | undefined): Promise<RunResult> {
  const { env } = plan;
  if (onEvent) env.bus.on(onEvent);
  announceStart(plan);
  announceUnused(plan);
  announceUnwatched(env);
  await loadSlices(plan);
  const world = new World(plan.ports, env.config.symbols);
  const { progress } = env;
  const log = new StepLog(env.bus);
  const sources = { params: env.params, event: (): RunEvent => env.bus.describe(summary(state)) };
  const state: RunState = { env, world, sources, log, progress, symbols: env.config.symbols };
  const monitor = plan.monitor === null ? undefined : env.slices.get(plan.monitor);
  if (monitor && 'error' in monitor && !plan.needs.slices.includes(plan.monitor!))
    progress.degrade(plan.monitor!, monitor.error);
  const drain =
    monitor && 'loaded' in monitor ? feedMonitor(env, monitor.loaded, env.logger({ slice: plan.monitor })) : undefined;
  const start = env.clock.monotonic();
  await runSteps(state);
  const durationMs = env.clock.monotonic() - start;
  const result = resultOf(state, plan, durationMs);
  const data = { success: result.success, durationMs, degraded: result.degraded };
  env.bus.emit({
    type: 'run.finished',
    severity: result.success ? 'info' : 'error',
    message: result.success ? 'finished' : 'failed',
    data,
  });
  await drain?.();
  return result;
}

/** The slice that offers to record events in a mode, when exactly one does. */
export function monitorSlice(candidates: readonly Candidate[], mode: string): string | null {
  const offering = candidates.filter(
    ({ status, manifest }) =>
      status === 'loaded' &&
      manifest?.kind === 'slice' &&
      monitorCapability in manifest.provides &&
      manifest.modes.includes(mode),
  );
  return offering.length === 1 ? offering[0]!.id : null;
}
