import { BotError } from '@bot-v2/sdk/errors';

/** A layer of configuration: nested plain data. */
export type ConfigInput = { readonly [key: string]: unknown };

const forbidden = ['__proto__', 'constructor', 'prototype'];

/** Whether a value is a plain record (not a list, a date or an instance). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/**
 * A later layer laid over an earlier one: records merge, everything else replaces, undefined is not there. A record without
 * values says nothing, and hides no value that should have been a record.
 * @throws BOT_CONFIG_UNKNOWN_KEY for a key that would reach a prototype
 */
export function overlay(base: ConfigInput, layer: ConfigInput, path = ''): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(layer)) {
    if (forbidden.includes(key)) {
      throw new BotError('BOT_CONFIG_UNKNOWN_KEY', `the configuration key "${path}${key}" is never allowed`, {
        hint: 'Remove it.',
      });
    }
    if (value === undefined) continue;
    if (!isRecord(value)) {
      merged[key] = value;
      continue;
    }
    const below = merged[key];
    const inner = overlay(isRecord(below) ? below : {}, value, `${path}${key}.`);
    if (below === undefined || isRecord(below) || Object.keys(inner).length > 0) merged[key] = inner;
  }
  return merged;
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * The layer that `--set a.b=value` amounts to. The value is JSON where it parses (`3`, `true`, `["x"]`), else text.
 * @throws BOT_CONFIG_USAGE when there is no `key=value`
 */
export function assignment(text: string): ConfigInput {
  const at = text.indexOf('=');
  const keys = text.slice(0, Math.max(0, at)).trim().split('.');
  if (at < 1 || keys.some((key) => key === '')) {
    throw new BotError('BOT_CONFIG_USAGE', `--set takes key=value, not "${text}"`, {
      hint: 'For example --set data.csv.path=prices.csv.',
    });
  }
  const value = parseText(text.slice(at + 1));
  return overlay(
    {},
    keys.reduceRight<unknown>((inner, key) => Object.fromEntries([[key, inner]]), value) as ConfigInput,
  );
}

/** `{data: {get_data: x}}` as `{'data.get_data': x}`: capability ids hold a dot, and `--set` splits at it. */
export function flattenProviders(providers: unknown): unknown {
  if (!isRecord(providers)) return providers;
  const entries = Object.entries(providers).flatMap(([key, value]) =>
    isRecord(value)
      ? Object.entries(value).map(([inner, slice]) => [`${key}.${inner}`, slice] as const)
      : [[key, value] as const],
  );
  return Object.fromEntries(entries);
}
