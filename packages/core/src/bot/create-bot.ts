import { BotError } from '@bot-v2/sdk';
import type { AnyCapability, InputOf, OutputOf, RunResult } from '@bot-v2/sdk';
import { strategyRef } from '../run/index.js';
import type { RunRequest } from '../run/index.js';
import { assemble } from './assemble.js';
import type { BotOptions } from './bot-options.js';
import type { Bot } from './bot.js';
import { callOnce } from './call-once.js';
import type { Facade } from './facade.js';
import { facadeMethods } from './facade-methods.js';
import { TradingOrchestrator } from './orchestrator.js';
import { runOnce } from './run-once.js';

/**
 * Puts a bot together: reads the configuration, discovers slices by their manifests, builds the container. No slice is
 * imported before it is needed.
 * @throws BOT_CONFIG_UNREADABLE, BOT_CONFIG_UNKNOWN_KEY, BOT_CONFIG_INVALID, BOT_CONFIG_BELOW_MINIMUM
 */
export async function createBot(options: BotOptions = {}): Promise<Bot> {
  const parts = await assemble(options);
  const { services, config, layers } = parts;
  const run = (request: RunRequest = {}): Promise<RunResult> => runOnce(parts, request);
  const settings = { sections: config.slices, preset: config.preset, source: layers.source };
  const own: Omit<Bot, keyof Facade> = {
    config,
    configFile: layers.file,
    candidates: services.candidates,
    strategies: services.catalogue,
    orchestrator: new TradingOrchestrator(run),
    stateDir: config.stateDir,
    run,
    call: async <C extends AnyCapability>(token: C, input: InputOf<C>) =>
      (await callOnce(parts, token.id, () => input as Readonly<Record<string, unknown>>)) as OutputOf<C>,
    health: () => services.host.health(settings),
    close: async () => {
      const failures = await services.host.stop();
      await services.sink.close();
      const first = failures[0];
      if (first)
        throw new BotError(first.code, `${first.slice ?? 'a slice'} could not be stopped: ${first.message}`, {
          details: { failures },
        });
    },
  };
  const calls = {
    call: (capability: string, inputOf: (token: AnyCapability) => Readonly<Record<string, unknown>>) =>
      callOnce(parts, capability, inputOf),
    strategy: (id: string) => strategyRef(services.catalogue, id, {}),
  };
  return Object.assign(own, facadeMethods(services.candidates, calls, Object.keys(own))) as unknown as Bot;
}
