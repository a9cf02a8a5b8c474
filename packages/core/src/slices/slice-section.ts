import { BotError, describeIssues, issuePath, suggestName, validateSync } from '@bot-v2/sdk';
import type { AnySlice, SchemaIssue, StandardSchemaV1 } from '@bot-v2/sdk';

interface Section {
  readonly config: unknown;
  /** Whether the general `preset` was taken. */
  readonly presetTaken: boolean;
}

function refuse(slice: AnySlice, issues: readonly SchemaIssue[], source: string): BotError {
  const first = issues[0] as SchemaIssue & { code?: string; keys?: readonly string[] };
  const shape = (slice.config as { shape?: object } | undefined)?.shape;
  if (first.code === 'unrecognized_keys' && first.keys?.[0] !== undefined) {
    const name = [slice.id, issuePath(first), first.keys[0]].filter((part) => part !== '').join('.');
    const known = issuePath(first) === '' && shape ? Object.keys(shape) : [];
    const hint = known.length > 0 ? suggestName(first.keys[0], known) : 'See the README of the slice.';
    return new BotError('BOT_CONFIG_UNKNOWN_KEY', `nothing reads the configuration key "${name}" (${source})`, {
      slice: slice.id,
      hint,
    });
  }
  return new BotError('BOT_CONFIG_INVALID', `section "${slice.id}": ${describeIssues(issues)} (${source})`, {
    slice: slice.id,
    hint: 'Correct the value; the README of the slice lists what it takes.',
  });
}

/**
 * A slice's section of the configuration, checked by its own schema. The general `preset` is offered to every slice that
 * has such a key and was not given one itself; whether it took it is returned.
 * @throws BOT_CONFIG_UNKNOWN_KEY, BOT_CONFIG_INVALID
 */
export function sliceSection(
  slice: AnySlice,
  given: Readonly<Record<string, unknown>>,
  preset: string | null,
  source: string,
): Section {
  const schema = slice.config as StandardSchemaV1 | undefined;
  if (!schema) {
    const key = Object.keys(given)[0];
    if (key === undefined) return { config: {}, presetTaken: false };
    throw new BotError(
      'BOT_CONFIG_UNKNOWN_KEY',
      `nothing reads the configuration key "${slice.id}.${key}" (${source})`,
      {
        slice: slice.id,
        hint: `${slice.id} has no configuration.`,
      },
    );
  }
  if (preset !== null && given['preset'] === undefined) {
    const offered = validateSync(schema, { ...given, preset });
    if (!offered.issues) return { config: offered.value, presetTaken: true };
  }
  const result = validateSync(schema, given);
  if (result.issues) throw refuse(slice, result.issues, source);
  return { config: result.value, presetTaken: false };
}
