import { BotError, flatAccount, suggestName } from '@bot-v2/sdk';
import type { Account, BarsRequest, Mode, RunEvent } from '@bot-v2/sdk';
import type { ResolvedConfig } from '../config/index.js';
import type { Workflow } from '../workflow/index.js';

/** What is asked of one run; every key but the last three overrides the configuration. */
export interface RunRequest {
  readonly workflow?: string | undefined;
  readonly mode?: Mode | undefined;
  readonly symbols?: readonly string[] | undefined;
  readonly strategy?: string | readonly string[] | undefined;
  readonly strategyParams?: Readonly<Record<string, number | string | boolean>> | undefined;
  /** Values for the workflow's `params`. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** Interrupts the run: BOT_RUN_ABORTED. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** The part of a request that is configuration. */
export function requestLayer({
  workflow,
  mode,
  symbols,
  strategy,
  strategyParams,
}: RunRequest): Record<string, unknown> {
  const copied = (names: readonly string[] | undefined) => (names === undefined ? undefined : [...names]);
  const named = typeof strategy === 'string' ? strategy : copied(strategy);
  return { workflow, mode, symbols: copied(symbols), strategy: named, strategyParams };
}

/** The bars every symbol needs. */
export function barsRequests(config: ResolvedConfig): Map<string, BarsRequest> {
  const { interval, from, to } = config;
  const range = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  return new Map(config.symbols.map((symbol) => [symbol, { symbol, interval, ...range }]));
}

/** The account of the configuration, flat. */
export function configuredAccount({ account }: ResolvedConfig): Account {
  const { capital, currency, ...terms } = account;
  return { ...flatAccount(capital, terms), currency };
}

/**
 * The workflow's parameters with what was given laid over.
 * @throws BOT_CONFIG_USAGE for an unknown parameter, or one that is needed and missing
 */
export function workflowParams(workflow: Workflow, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.keys(workflow.params);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    throw new BotError('BOT_CONFIG_USAGE', `workflow "${workflow.name}" has no parameter "${name}"`, {
      hint: suggestName(name, names),
    });
  }
  const params = { ...workflow.params, ...given };
  const missing = names.find((name) => params[name] === null || params[name] === undefined);
  if (missing === undefined) return params;
  throw new BotError('BOT_CONFIG_USAGE', `workflow "${workflow.name}" needs the parameter "${missing}"`, {
    hint: 'It has no default.',
  });
}
