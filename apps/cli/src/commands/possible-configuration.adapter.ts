import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';

const configName = /^\.?bot-v2(rc|\.config)(\.|$)/;

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/**
 * Whether a configuration file may apply in a directory, by names only: cheap, and never false where there is one. Lists
 * that depend on configuration (trust, workflow folders) load it only then.
 */
export function mayBeConfigured(cwd: string, environment: Readonly<Record<string, string | undefined>>): boolean {
  if ((environment['BOT_V2_CONFIG'] ?? '') !== '') return true;
  for (let directory = cwd; ; directory = dirname(directory)) {
    if (namesIn(directory).some((name) => configName.test(name))) return true;
    if (dirname(directory) === directory) return false;
  }
}
