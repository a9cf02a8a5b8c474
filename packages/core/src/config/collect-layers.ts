import { dirname, join, resolve } from 'node:path';
import { readConfigFile } from './config-file.adapter.js';
import { assignment, overlay } from './layers.js';
import type { ConfigInput } from './layers.js';
import { refuseKeptConfirmation } from './live-confirmation.js';

/** Where configuration comes from. */
export interface ConfigSources {
  readonly cwd: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly configFile?: string | undefined;
  readonly flags?: ConfigInput | undefined;
  readonly set?: readonly string[] | undefined;
}

/** Everything given, merged: file < environment < flags < `--set`. */
export interface GivenConfig {
  readonly given: ConfigInput;
  readonly file: string | null;
  /** For messages. */
  readonly source: string;
}

/** Where state is kept when nobody says: the XDG state directory, the same from every working directory. */
export function defaultStateDir(environment: ConfigSources['environment'], home: string): string {
  const xdg = environment['XDG_STATE_HOME'];
  return join(xdg !== undefined && xdg !== '' ? xdg : join(home, '.local', 'state'), 'bot-v2');
}

function absolute(layer: ConfigInput, base: string): ConfigInput {
  const stateDir = layer['stateDir'];
  return typeof stateDir === 'string' && stateDir !== '' ? { ...layer, stateDir: resolve(base, stateDir) } : layer;
}

/**
 * Reads all layers. Of the environment only `BOT_V2_CONFIG` (a file) and `BOT_V2_STATE_DIR` count.
 * @throws BOT_CONFIG_UNREADABLE, BOT_CONFIG_USAGE, BOT_CONFIG_UNKNOWN_KEY, BOT_VENUE_OPT_IN
 */
export async function collectLayers(sources: ConfigSources): Promise<GivenConfig> {
  const { cwd, environment } = sources;
  const named = sources.configFile ?? (environment['BOT_V2_CONFIG'] || undefined);
  const file = await readConfigFile(cwd, named);
  const stateDir = environment['BOT_V2_STATE_DIR'] || undefined;
  let given: ConfigInput = { stateDir: defaultStateDir(environment, sources.home) };
  if (file) {
    refuseKeptConfirmation(file.file, file.values);
    given = overlay(given, absolute(file.values, dirname(file.file)));
  }
  given = overlayFlags(overlay(given, absolute({ stateDir }, cwd)), sources);
  return { given, file: file?.file ?? null, source: file ? file.file : 'flags' };
}

/**
 * A layer with flags and then `--set` laid over it.
 * @throws BOT_CONFIG_USAGE, BOT_CONFIG_UNKNOWN_KEY
 */
export function overlayFlags(
  base: ConfigInput,
  { cwd, flags, set = [] }: Pick<ConfigSources, 'cwd' | 'flags' | 'set'>,
): ConfigInput {
  let given: ConfigInput = overlay(base, absolute(flags ?? {}, cwd));
  for (const text of set) given = overlay(given, absolute(assignment(text), cwd));
  return given;
}
