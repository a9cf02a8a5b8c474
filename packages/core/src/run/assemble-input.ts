import type { RunEvent } from '@bot-v2/sdk';
import type { BoundInput, RunPort } from '../workflow/bound-input.js';
import type { BoundStep } from '../workflow/wiring.js';
import type { World } from './world.js';

/** What inputs are made of beside earlier outputs. */
export interface InputSources {
  readonly params: Readonly<Record<string, unknown>>;
  /** The event a `RunEvent` input gets: the run so far. */
  readonly event: () => RunEvent;
}

/** Follows field names into a value; undefined when one is not there. */
export function dig(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

function gathered(symbols: readonly string[], each: (symbol: string) => unknown): unknown {
  const entries = symbols.map((symbol) => [symbol, each(symbol)] as const).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function fromRun(
  port: RunPort,
  input: BoundInput,
  world: World,
  symbol: string | null,
  sources: InputSources,
): unknown {
  switch (port) {
    case 'Account@1':
      return world.ports.account;
    case 'StrategyList@1':
      return world.ports.strategies;
    case 'RunEvent@1':
      return sources.event();
    case 'BarsRequest@1':
      if (input.how === 'gather') return gathered(world.symbols, (s) => world.ports.requests.get(s));
      return symbol === null ? undefined : world.ports.requests.get(symbol);
    case 'StrategyChoice@1':
      if (input.how === 'gather') return gathered(world.symbols, (s) => world.ports.choices.get(s));
      return symbol === null ? undefined : world.ports.choices.get(symbol);
  }
}

function valueOf(input: BoundInput, world: World, symbol: string | null, sources: InputSources): unknown {
  const { source } = input;
  switch (source.kind) {
    case 'absent':
      return undefined;
    case 'literal':
      return source.value;
    case 'param':
      return sources.params[source.name];
    case 'run':
      return fromRun(source.port, input, world, symbol, sources);
    case 'value': {
      const { value, path } = source;
      if (input.how === 'gather') return gathered(world.symbols, (s) => dig(world.get(value, s), path));
      if (input.how === 'pick') return dig(world.get(value, null), [symbol ?? '', ...path]);
      return dig(world.get(value, symbol), path);
    }
  }
}

/** The input of one call; `given` names the inputs that the user wrote, which take defaults from their schema. */
export function assembleInput(
  step: BoundStep,
  world: World,
  symbol: string | null,
  sources: InputSources,
): { readonly input: Readonly<Record<string, unknown>>; readonly given: ReadonlySet<string> } {
  const entries = step.inputs.map((input) => [input, valueOf(input, world, symbol, sources)] as const);
  const present = entries.filter(([, value]) => value !== undefined);
  const given = entries.filter(([input]) => input.source.kind === 'literal' || input.source.kind === 'param');
  return {
    input: Object.fromEntries(present.map(([{ input }, value]) => [input, value])),
    given: new Set(given.map(([{ input }]) => input)),
  };
}

/** Whether a step's `if` holds; a step without one always runs. */
export function conditionHolds(step: BoundStep, world: World, symbol: string | null, sources: InputSources): boolean {
  const { condition } = step;
  if (!condition) return true;
  if (condition.kind === 'param') return Boolean(sources.params[condition.name]);
  return Boolean(dig(world.get(condition.value, symbol), condition.path));
}
