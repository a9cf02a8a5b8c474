import { applicationRoots, discover } from '@bot-v2/core/registry';
import type { Candidate } from '@bot-v2/core/registry';
import type { RunArguments } from '../arguments/invocation.js';
import type { Host } from '../terminal/terminal.js';
import { mayBeConfigured } from './possible-configuration.adapter.js';

/** What is installed, and what configuration says of it. No slice is imported to know this. */
export interface Installation {
  readonly candidates: readonly Candidate[];
  readonly providers: Readonly<Record<string, string>>;
  /** Folders of workflows beside those of the working directory. */
  readonly workflows: readonly string[];
}

/**
 * Looks at the installed packages. Configuration (trust, providers, workflow folders) is loaded only where a file may
 * set it, since it costs more than all the rest.
 */
export async function lookAround(host: Host, run?: RunArguments): Promise<Installation> {
  const plain = run === undefined || (run.configFile === undefined && run.set.length === 0);
  if (plain && !mayBeConfigured(host.cwd, host.environment)) {
    return {
      candidates: discover({ roots: applicationRoots(host.application, host.cwd) }),
      providers: {},
      workflows: [],
    };
  }
  const { createBot } = await import('@bot-v2/core');
  const bot = await createBot({
    application: host.application,
    cwd: host.cwd,
    environment: host.environment,
    set: run?.set ?? [],
    ...(run?.configFile === undefined ? {} : { configFile: run.configFile }),
  });
  const { providers, workflows } = bot.config;
  await bot.close();
  return { candidates: bot.candidates, providers, workflows };
}
