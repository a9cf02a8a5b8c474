import { createBot } from '@bot-v2/core';
import type { Bot } from '@bot-v2/core';
import type { RunArguments } from '../arguments/invocation.js';
import type { Host } from '../terminal/terminal.js';

/** A bot with the slices of the CLI and of the project in the working directory, configured by the command line. */
export function openBot(run: RunArguments, host: Host): Promise<Bot> {
  return createBot({
    application: host.application,
    cwd: host.cwd,
    environment: host.environment,
    set: run.set,
    flags: { ...run.flags },
    ...(run.configFile === undefined ? {} : { configFile: run.configFile }),
  });
}
