import { BotError, suggestName } from '@bot-v2/sdk';
import type { Clock } from '@bot-v2/sdk';
import { resolveConfig } from '../config/index.js';
import { overlay } from '../config/index.js';
import type { ConfigInput, ResolvedConfig } from '../config/index.js';
import type { Candidate } from '../registry/candidate.js';
import type { Catalogue } from '../strategies/catalogue.js';
import { bindWorkflow, defaultWorkflow, diagnosticError, loadWorkflow } from '../workflow/index.js';
import type { BoundWorkflow, Workflow } from '../workflow/index.js';
import { confirmLive } from './confirm-live.js';
import { neededSlices } from './needed-slices.js';
import type { Needs } from './needed-slices.js';
import { requestLayer } from './run-request.js';
import type { RunRequest } from './run-request.js';
import { strategyNames } from './user-choices.js';

/** A run as configured: what will be run, with what, by whom. */
export interface Blueprint {
  readonly config: ResolvedConfig;
  readonly workflow: BoundWorkflow;
  readonly needs: Needs;
}

/** What a blueprint is drawn from. */
export interface BlueprintSources {
  readonly given: ConfigInput;
  readonly source: string;
  readonly cwd: string;
  readonly candidates: readonly Candidate[];
  readonly sliceIds: readonly string[];
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** The workflow of an earlier run; else it is looked up by name. */
  readonly recorded?: Workflow | undefined;
}

/** Problems that are the workflow's own: a slice that is missing is the run's, and shown as its failed stage. */
function fatal(workflow: BoundWorkflow): BoundWorkflow['diagnostics'] {
  const missing = workflow.steps.filter((step) => !step.resolved).map((step) => step.step.positions.slice);
  return workflow.diagnostics.filter((problem) => {
    if (problem.code !== 'BOT_WF_UNKNOWN_SLICE') return true;
    return !missing.some((position) => position.line === problem.line && position.column === problem.column);
  });
}

/**
 * Providers are named of capabilities that there are.
 * @throws BOT_CONFIG_UNKNOWN_KEY with the nearest name
 */
function checkProviders({ providers }: ResolvedConfig, candidates: readonly Candidate[], source: string): void {
  const known = candidates.flatMap(({ manifest }) =>
    manifest?.kind === 'slice' ? [...Object.keys(manifest.provides), ...Object.keys(manifest.consumes)] : [],
  );
  const unknown = Object.keys(providers).find((capability) => !known.includes(capability));
  if (unknown === undefined) return;
  throw new BotError(
    'BOT_CONFIG_UNKNOWN_KEY',
    `providers: no installed slice provides or uses "${unknown}" (${source})`,
    {
      details: { key: `providers.${unknown}`, source },
      hint: suggestName(unknown, known),
    },
  );
}

/**
 * A step that trades takes one strategy for each symbol.
 * @throws BOT_CONFIG_USAGE when the user names several
 */
function checkStrategies({ workflow, steps }: BoundWorkflow, names: readonly string[]): void {
  const trades = ({ replaced, inputs }: BoundWorkflow['steps'][number]) =>
    replaced || inputs.some(({ source }) => source.kind === 'run' && source.port === 'StrategyChoice@1');
  if (names.length < 2 || !steps.some(trades)) return;
  throw new BotError('BOT_CONFIG_USAGE', `${workflow.name} trades one strategy, and ${names.join(', ')} are named`, {
    hint: `Name one, or compare them: --workflow compare_strategies --strategy ${names.join(' ')}.`,
  });
}

/**
 * A backtest decides anew by the steps before it.
 * @throws BOT_CONFIG_USAGE when it is to and no step takes decisions
 */
function checkReselect({ workflow, steps }: BoundWorkflow, needs: Needs, { slices }: ResolvedConfig): void {
  const reselect = slices['backtest']?.['reselect'];
  const decides = steps.some(({ inputs }) => inputs.some(({ port }) => port.name === 'StrategyChoice'));
  if (decides || !needs.slices.includes('backtest') || typeof reselect !== 'number' || reselect === 0) return;
  throw new BotError(
    'BOT_CONFIG_USAGE',
    `${workflow.name} decides nothing that could be decided anew every ${reselect} bars`,
    {
      details: { key: 'backtest.reselect', workflow: workflow.name },
      hint: 'Leave --reselect out (or give --reselect 0): it is for workflows that choose what they trade, like simple_backtest.',
    },
  );
}

/**
 * Settles configuration and workflow of a run before anything is imported.
 * @throws BOT_CONFIG_*, BOT_WF_*, BOT_REGISTRY_AMBIGUOUS; BOT_VENUE_OPT_IN for what would trade live unconfirmed
 */
export async function planRun(request: RunRequest, sources: BlueprintSources): Promise<Blueprint> {
  const { sliceIds, source, cwd, candidates } = sources;
  const given = overlay(sources.given, requestLayer(request));
  const first = resolveConfig(given, {}, sliceIds, source);
  checkProviders(first, candidates, source);
  const names = strategyNames(first);
  const strategyNamed = names.length > 0;
  for (const each of names) await sources.catalogue.find(each);
  const name = first.workflow ?? defaultWorkflow(first.mode, strategyNamed);
  const workflow = sources.recorded ?? (await loadWorkflow(name, { cwd, directories: first.workflows }));
  const config = resolveConfig(given, workflow.defaults, sliceIds, `${source}; ${workflow.file}`);
  if (config.symbols.length === 0) {
    throw new BotError('BOT_CONFIG_USAGE', 'no symbol is given', {
      hint: 'Name at least one, for example --symbols AAPL.',
    });
  }
  const { mode, providers } = config;
  const bound = bindWorkflow(workflow, { candidates, providers, mode, strategyNamed });
  const problems = fatal(bound);
  if (problems.length > 0) throw diagnosticError(problems);
  checkStrategies(bound, names);
  const slices = bound.steps.flatMap((step) =>
    step.replaced || !step.resolved?.provider ? [] : [step.resolved.provider],
  );
  const needs = neededSlices(slices, candidates, providers, mode);
  const called = bound.steps.flatMap(({ resolved }) => (resolved ? [resolved.capability] : []));
  confirmLive(config, [...called, ...needs.consumed.keys()], candidates);
  checkReselect(bound, needs, config);
  return { config, workflow: bound, needs };
}
