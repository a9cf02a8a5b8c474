import { createBot } from '@bot-v2/core';
import type { Bot, BotOptions } from '@bot-v2/core';
import type { RunArguments } from '../arguments/invocation.js';
import type { Host } from '../terminal/terminal.js';

/** What the command line says of the bot: the slices of the CLI and of the project in the working directory, flags, `--set`. */
export function botOptions(run: RunArguments, host: Host): BotOptions {
  return {
    application: host.application,
    cwd: host.cwd,
    environment: host.environment,
    set: run.set,
    flags: { ...run.flags },
    ...(run.configFile === undefined ? {} : { configFile: run.configFile }),
  };
}

/** A bot configured by the command line. */
export function openBot(run: RunArguments, host: Host): Promise<Bot> {
  return createBot(botOptions(run, host));
}
