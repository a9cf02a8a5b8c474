import { BotError, suggestName } from '@bot-v2/sdk';

type Choices = Readonly<Record<string, readonly unknown[]>>;

/**
 * Settings with the defaults of those that are not given; `choices` lists the values of those that are one of a few.
 * @throws BOT_CONFIG_INVALID for a name or value nobody knows
 */
export function namedSettings<T extends object>(what: string, given: Partial<T>, defaults: T, choices: Choices): T {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name))
      throw invalidSetting(`there is no setting "${name}" of ${what}`, suggestName(name, Object.keys(defaults)));
    const known = choices[name];
    if (known === undefined && typeof value !== typeof defaults[name as keyof T])
      throw invalidSetting(`${name} cannot be ${String(value)}`);
    if (known !== undefined && !known.includes(value))
      throw invalidSetting(`${name} cannot be ${String(value)}`, suggestName(String(value), known.map(String)));
  }
  return { ...defaults, ...given };
}

/** The error of a setting that is not as it must be. */
export function invalidSetting(message: string, hint = 'Give another one, or leave it out.'): BotError {
  return new BotError('BOT_CONFIG_INVALID', message, { hint });
}
