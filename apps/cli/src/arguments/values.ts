import { suggestName } from '@bot-v2/sdk';
import { usageError } from './usage-error.js';

/** Checked access to the values of flags. Every method returns undefined when the flag was not given. */
export class Values {
  constructor(private readonly flags: ReadonlyMap<string, unknown>) {}

  /** @throws BOT_CONFIG_USAGE when the flag was given twice, or without a value. */
  text(name: string): string | undefined {
    const value = this.flags.get(name);
    if (Array.isArray(value)) throw usageError(`--${name} is given ${value.length} times`, 'Give it once.');
    if (value === '') throw usageError(`a value is missing after --${name}`);
    return value === undefined ? undefined : String(value);
  }

  /** Also accepts `1,000` and `1e5`. */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text.replace(/(?<=\d)[,_](?=\d{3}(\D|$))/g, ''));
    if (text.trim() === '' || !Number.isFinite(value)) throw usageError(`--${name} must be a number, not "${text}"`);
    return value;
  }

  /** The words of a flag that takes several. */
  list(name: string): readonly string[] | undefined {
    const value = this.flags.get(name);
    if (value === undefined) return undefined;
    const words = (Array.isArray(value) ? value : [value]).map(String).filter((word) => word !== '');
    if (words.length === 0) throw usageError(`a value is missing after --${name}`);
    return words;
  }

  /** Whether a switch is on; undefined when it was not given, so that configuration decides. */
  on(name: string): boolean | undefined {
    const value = this.flags.get(name);
    if (value === undefined) return undefined;
    return Array.isArray(value) ? value.every(Boolean) : Boolean(value);
  }

  /** @throws BOT_CONFIG_USAGE with the nearest of `allowed`. */
  choice<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = allowed.find((choice) => choice === text);
    if (found === undefined) throw usageError(`there is no ${name} "${text}"`, suggestName(text, allowed));
    return found;
  }
}
