import { suggestName } from '@bot-v2/sdk/errors';
import type { Position, Report } from './diagnostic.js';
import { kindText } from './located-value.js';
import type { LocatedEntry, LocatedValue } from './located-value.js';

const durationPattern = /^(\d+(?:\.\d+)?)\s*(ms|s|m)$/;
const unitMs = { ms: 1, s: 1_000, m: 60_000 } as const;

/** Reads the fields of one mapping and reports what does not fit as BOT_WF_SHAPE or BOT_WF_UNKNOWN_KEY. */
export class Fields {
  private readonly entries: ReadonlyMap<string, LocatedEntry>;

  constructor(
    readonly what: string,
    located: LocatedValue,
    allowed: readonly string[],
    readonly report: Report,
  ) {
    const entries = located.kind === 'map' ? located.entries : [];
    if (located.kind !== 'map')
      report.add('BOT_WF_SHAPE', located.position, `${what} must be a mapping, not ${kindText(located)}`);
    for (const entry of entries) {
      if (allowed.includes(entry.key)) continue;
      report.add(
        'BOT_WF_UNKNOWN_KEY',
        entry.position,
        `${what} has no key "${entry.key}"`,
        suggestName(entry.key, allowed),
      );
    }
    this.entries = new Map(entries.map((entry) => [entry.key, entry]));
  }

  get(key: string): LocatedEntry | undefined {
    return this.entries.get(key);
  }

  private wrong(located: LocatedValue, key: string, expected: string): undefined {
    this.report.add(
      'BOT_WF_SHAPE',
      located.position,
      `${this.what}: ${key} must be ${expected}, not ${kindText(located)}`,
    );
    return undefined;
  }

  /** Text; reports when `required` and absent. */
  text(key: string, required?: Position): string | undefined {
    const entry = this.entries.get(key);
    if (!entry) {
      if (required) this.report.add('BOT_WF_SHAPE', required, `${this.what} needs "${key}"`, `Add ${key}: … to it.`);
      return undefined;
    }
    const { value } = entry;
    if (value.kind === 'scalar' && typeof value.value === 'string' && value.value !== '') return value.value;
    return this.wrong(value, key, 'text');
  }

  /** A whole number within limits. */
  integer(key: string, min: number, max: number): number | undefined {
    const value = this.entries.get(key)?.value;
    if (!value) return undefined;
    const number = value.kind === 'scalar' ? value.value : null;
    if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
    return this.wrong(value, key, `a whole number from ${min} to ${max}`);
  }

  /** Milliseconds from a number, or from `500ms`, `2s`, `1m`. */
  duration(key: string): number | undefined {
    const value = this.entries.get(key)?.value;
    if (!value) return undefined;
    const given = value.kind === 'scalar' ? value.value : null;
    if (typeof given === 'number' && Number.isFinite(given) && given >= 0) return given;
    const match = typeof given === 'string' ? durationPattern.exec(given) : null;
    if (match) return Number(match[1]) * unitMs[match[2] as keyof typeof unitMs];
    return this.wrong(value, key, 'a duration like 500ms, 2s or 1m');
  }

  /** The entries of a mapping below `key`; empty when absent. */
  mapping(key: string): readonly LocatedEntry[] {
    const value = this.entries.get(key)?.value;
    if (!value) return [];
    if (value.kind === 'map') return value.entries;
    this.wrong(value, key, 'a mapping');
    return [];
  }
}
