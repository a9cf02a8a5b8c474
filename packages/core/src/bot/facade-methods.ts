import {
  allocate,
  analyze,
  BotError,
  calculateSize,
  compareStrategies,
  correlate,
  detectRegime,
  execute,
  getData,
  labelRegimes,
  logEvent,
  runBacktest,
  runLive,
  runOptimize,
  runPaper,
  selectStrategy,
} from '@bot-v2/sdk';
import type { AnyCapability, StrategyRef } from '@bot-v2/sdk';
import type { Candidate } from '../registry/candidate.js';
import { camelCase } from './facade.js';

type Namespaces = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;

/** What `Facade` promises, whoever is installed: where nobody provides it, the call says so. */
const promised: readonly AnyCapability[] = [
  getData,
  analyze,
  correlate,
  compareStrategies,
  detectRegime,
  labelRegimes,
  selectStrategy,
  allocate,
  calculateSize,
  runBacktest,
  runOptimize,
  runPaper,
  runLive,
  execute,
  logEvent,
];

/** What a method of the facade needs: a way to call, and a way to turn a strategy's id into a reference. */
export interface FacadeCalls {
  /** Calls a capability by id with the input its token makes of the arguments. */
  call(
    capability: string,
    inputOf: (token: AnyCapability) => Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
  strategy(id: string): Promise<StrategyRef>;
}

function inputFrom(token: AnyCapability, args: readonly unknown[]): Readonly<Record<string, unknown>> {
  const call = token.call as ((...args: unknown[]) => Record<string, unknown>) | undefined;
  if (call) return call(...args);
  const input = args[0] ?? {};
  if (typeof input === 'object') return input as Record<string, unknown>;
  throw new BotError(
    'BOT_CAP_INPUT',
    `${token.id} takes an object with ${Object.keys(token.in as object).join(', ')}`,
    { capability: token.id },
  );
}

function method(capability: string, single: boolean, calls: FacadeCalls): (...args: unknown[]) => Promise<unknown> {
  return async (...args) => {
    const named =
      capability === 'backtest.run' && typeof args[0] === 'string' ? await calls.strategy(args[0]) : args[0];
    const outputs = await calls.call(capability, (token) =>
      inputFrom(token, args.length === 0 ? [] : [named, ...args.slice(1)]),
    );
    const values = Object.values(outputs);
    return values.length === 0 ? undefined : single ? values[0] : outputs;
  };
}

/**
 * The facade's namespaces: one method for every capability and alias, of the manifests of loaded slices and of what is
 * promised. A namespace that would hide one of `reserved` (the bot's own members) is left out; `bot.call` still reaches it.
 */
export function facadeMethods(
  candidates: readonly Candidate[],
  calls: FacadeCalls,
  reserved: readonly string[],
): Namespaces {
  const installed = candidates.flatMap(({ status, manifest }) =>
    status === 'loaded' && manifest?.kind === 'slice' ? Object.entries(manifest.provides) : [],
  );
  const namespaces: Namespaces = {};
  for (const [id, capability] of [...installed, ...promised.map((token) => [token.id, token] as const)]) {
    const [namespace, name] = id.split('.') as [string, string];
    const key = camelCase(namespace);
    if (reserved.includes(key)) continue;
    const methods = (namespaces[key] ??= {});
    const single = Object.keys(capability.out as object).length === 1;
    for (const alias of [name, ...capability.aliases]) methods[camelCase(alias)] ??= method(id, single, calls);
  }
  return namespaces;
}
