import { BotError, describeIssues, suggestName } from '@bot-v2/sdk';
import { coreConfigSchema, knownKeys } from './config.schema.js';
import type { CoreConfig } from './config.schema.js';
import { flattenProviders, isRecord, overlay } from './layers.js';
import type { ConfigInput } from './layers.js';

/** The smallest account that can be run, in account currency. */
export const minimumCapital = 500;

/** The complete configuration, with slices' sections as given. */
export interface ResolvedConfig extends CoreConfig {
  readonly slices: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Issue {
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function unknownKey(path: readonly PropertyKey[], key: string, source: string, known: readonly string[]): BotError {
  const name = [...path, key].map(String).join('.');
  return new BotError('BOT_CONFIG_UNKNOWN_KEY', `nothing reads the configuration key "${name}" (${source})`, {
    details: { key: name, source },
    hint: suggestName(key, known),
  });
}

function refuse(issues: readonly Issue[], source: string): BotError {
  const first = issues[0]!;
  if (first.code === 'unrecognized_keys' && first.keys?.[0] !== undefined) {
    const place = first.path.filter((part) => typeof part === 'string').join('.');
    return unknownKey(first.path, first.keys[0], source, knownKeys[place] ?? []);
  }
  return new BotError('BOT_CONFIG_INVALID', `${describeIssues(issues)} (${source})`, {
    details: { source },
    hint: 'Correct the value; --help and docs/configuration.md list what is allowed.',
  });
}

function checkMeaning(config: CoreConfig): void {
  const { capital, currency } = config.account;
  if (!(capital >= minimumCapital)) {
    throw new BotError(
      'BOT_CONFIG_BELOW_MINIMUM',
      `a capital of ${capital} ${currency} is below minimum: the smallest account is ${minimumCapital} ${currency}`,
      {
        details: { capital, minimum: minimumCapital },
        hint: `Give at least --capital ${minimumCapital}.`,
      },
    );
  }
  if (config.from !== null && config.to !== null && config.from > config.to) {
    throw new BotError('BOT_CONFIG_INVALID', 'from lies after to', { hint: 'Swap the two dates.' });
  }
}

/**
 * Conventions of another engine are rules of backtests: no other mode trades by them, and none may seem to.
 */
function checkConventions({ mode }: CoreConfig, section: Readonly<Record<string, unknown>> = {}, source: string): void {
  const { conventions = 'bot', switches } = section;
  const asked =
    conventions !== 'bot' ? 'conventions' : isRecord(switches) && Object.keys(switches).length > 0 ? 'switches' : null;
  if (mode === 'backtest' || asked === null) return;
  const value = JSON.stringify(section[asked]);
  throw new BotError(
    'BOT_CONFIG_INVALID',
    `backtest.${asked} is ${value} and --mode ${mode} would not follow it (${source})`,
    {
      details: { key: `backtest.${asked}`, mode },
      hint: 'Only --mode backtest trades by the conventions of another engine: leave them out here.',
    },
  );
}

/**
 * The configuration that layered input amounts to: defaults below, then a workflow's `defaults`, then what was given.
 * @param sliceIds top-level keys that are sections of slices
 * @param source where the given layers come from, for messages
 * @throws BOT_CONFIG_UNKNOWN_KEY with the nearest name, BOT_CONFIG_INVALID, BOT_CONFIG_BELOW_MINIMUM
 */
export function resolveConfig(
  given: ConfigInput,
  workflowDefaults: ConfigInput,
  sliceIds: readonly string[],
  source: string,
): ResolvedConfig {
  const merged = overlay(workflowDefaults, given);
  const core: Record<string, unknown> = {};
  const slices: Record<string, Record<string, unknown>> = {};
  for (const [key, value] of Object.entries(merged)) {
    if (knownKeys['']!.includes(key)) {
      core[key] = key === 'providers' ? flattenProviders(value) : value;
    } else if (sliceIds.includes(key)) {
      if (!isRecord(value))
        throw new BotError('BOT_CONFIG_INVALID', `${key} must be a section, not ${JSON.stringify(value)} (${source})`, {
          hint: `Write ${key}: {…}.`,
        });
      slices[key] = value;
    } else {
      throw unknownKey([], key, source, [...knownKeys['']!, ...sliceIds]);
    }
  }
  const result = coreConfigSchema.safeParse(core);
  if (!result.success) throw refuse(result.error.issues as unknown as Issue[], source);
  checkMeaning(result.data);
  checkConventions(result.data, slices['backtest'], source);
  return { ...result.data, slices };
}
