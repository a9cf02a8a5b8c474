import { BotError, describeIssues, errorData, isBotError, portUse, validateSync } from '@bot-v2/sdk';
import type { AnyCapability, PortDeclaration, RunContext } from '@bot-v2/sdk';
import { withDeadline } from '../timers.adapter.js';
import { answeredBars } from './answered-bars.js';
import type { LoadedSlice } from './loaded-slice.js';
import { plainFrame } from './plain-frame.js';
import { wrongOutput } from './wrong-output.js';

type Values = Readonly<Record<string, unknown>>;

/** One call of a capability. */
export interface CapabilityCall {
  readonly provider: LoadedSlice;
  readonly token: AnyCapability;
  readonly input: Values;
  /** Inputs that a user gave: these are passed as parsed, with defaults filled in; others keep their identity. */
  readonly given: ReadonlySet<string> | 'all';
  readonly ctx: RunContext;
  readonly timeoutMs: number | null;
}

/** A port's value checked; lists every problem. `BySymbol` ports are checked entry by entry. */
function checkPort(declaration: PortDeclaration, value: unknown): { value: unknown } | { problem: string } {
  const use = portUse(declaration);
  if (value === undefined) return use.optional ? { value } : { problem: 'is missing' };
  if (!use.bySymbol) {
    const result = validateSync(use.port.schema, value);
    return result.issues ? { problem: describeIssues(result.issues) } : { value: result.value };
  }
  if (typeof value !== 'object' || value === null) return { problem: 'must hold one value per symbol' };
  const parsed: Record<string, unknown> = {};
  for (const [symbol, entry] of Object.entries(value)) {
    const result = validateSync(use.port.schema, entry);
    if (result.issues) return { problem: `${symbol}: ${describeIssues(result.issues)}` };
    parsed[symbol] = result.value;
  }
  return { value: parsed };
}

function checkedInput({ token, input, given }: CapabilityCall): Values {
  const ports = token.in as Readonly<Record<string, PortDeclaration>>;
  const fail = (problem: string): BotError =>
    new BotError('BOT_CAP_INPUT', `input of ${token.id}: ${problem}`, {
      capability: token.id,
      hint: 'The caller gave something that does not fit the port.',
    });
  for (const name of Object.keys(input)) if (!(name in ports)) throw fail(`there is no input "${name}"`);
  const entries = Object.entries(ports).flatMap(([name, declaration]) => {
    const checked = checkPort(declaration, input[name]);
    if ('problem' in checked) throw fail(`${name} ${checked.problem}`);
    if (checked.value === undefined) return [];
    return [[name, given === 'all' || given.has(name) ? checked.value : input[name]] as const];
  });
  return Object.fromEntries(entries);
}

/** A provider's output, checked against the capability's ports; frames as plain data over the same memory. */
export function checkedOutput(token: AnyCapability, slice: string, output: unknown): Values {
  const ports = token.out as Readonly<Record<string, PortDeclaration>>;
  const fail = (problem: string): BotError => wrongOutput(slice, token.id, problem);
  const values = output === undefined && Object.keys(ports).length === 0 ? {} : output;
  if (typeof values !== 'object' || values === null)
    throw fail(`must be an object with ${Object.keys(ports).join(', ')}`);
  for (const name of Object.keys(values)) if (!(name in ports)) throw fail(`there is no output "${name}"`);
  const entries = Object.entries(ports).flatMap(([name, declaration]) => {
    const checked = checkPort(declaration, plainFrame((values as Values)[name]));
    if ('problem' in checked) throw fail(`${name} ${checked.problem}`);
    return checked.value === undefined ? [] : [[name, checked.value] as const];
  });
  return Object.fromEntries(entries);
}

function failed(error: unknown, call: CapabilityCall): BotError {
  if (isBotError(error)) return error;
  const { provider, token } = call;
  return new BotError(
    'BOT_CAP_FAILED',
    `${token.id}, provided by ${provider.id}, failed: ${errorData(error).message}`,
    {
      slice: provider.id,
      capability: token.id,
      hint: `This is a defect of ${provider.id}; --verbose shows the stack.`,
      cause: error,
    },
  );
}

/**
 * Calls a capability: input and output are checked at the boundary, the call ends at its deadline or when the run is
 * interrupted.
 * @throws BOT_CAP_INPUT (the caller's fault), BOT_CAP_OUTPUT and BOT_CAP_FAILED (the provider's), BOT_CAP_TIMEOUT,
 * BOT_RUN_ABORTED, or whatever `BotError` the provider throws
 */
export async function callCapability(call: CapabilityCall): Promise<Values> {
  const { provider, token, ctx, timeoutMs } = call;
  const entry = provider.capabilities.get(token.id);
  if (!entry)
    throw new BotError('BOT_REGISTRY_MISSING', `${provider.id} does not provide ${token.id}`, {
      slice: provider.id,
      capability: token.id,
    });
  const input = checkedInput(call);
  try {
    const work = Promise.resolve(entry.handler(input, ctx));
    const output = await withDeadline(work, {
      ms: timeoutMs,
      onTimeout: () =>
        new BotError(
          'BOT_CAP_TIMEOUT',
          `${token.id}, provided by ${provider.id}, did not answer within ${timeoutMs} ms`,
          {
            slice: provider.id,
            capability: token.id,
            retryable: true,
            hint: 'Give the step a longer timeout, or find out what it waits for.',
          },
        ),
      signal: ctx.signal,
      onAbort: () =>
        new BotError('BOT_RUN_ABORTED', 'the run was interrupted', { hint: 'Start it again when you are ready.' }),
    });
    return answeredBars(token, provider, input, checkedOutput(token, provider.id, output));
  } catch (error) {
    throw failed(error, call);
  }
}
