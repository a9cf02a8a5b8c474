import { defineSlice, execute, runPaper } from '@bot-v2/sdk';
import type { Health, RunContext, SessionReport } from '@bot-v2/sdk';
import { foundSessions } from './found-sessions.adapter.js';
import { paperTradeConfig } from './paper-trade.config.js';
import type { PaperInput } from './session-legs.js';
import { paperSession, sessionDirectory } from './session-run.js';

async function healthOf(directory: string | undefined): Promise<Health> {
  if (directory === undefined) {
    return { status: 'ok', message: 'no session run yet; set paper_trade.store to list those of a directory' };
  }
  const sessions = await foundSessions(directory);
  const unreadable = sessions.filter(({ finished }) => finished === null).map(({ name }) => name);
  const finished = sessions.filter((session) => session.finished === true).length;
  const open = sessions.length - finished - unreadable.length;
  const counts = `${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'} in ${directory}: ${finished} finished, ${open} to resume`;
  if (unreadable.length === 0) return { status: 'ok', message: counts };
  return { status: 'degraded', message: `${counts}, ${unreadable.length} unreadable (${unreadable.join(', ')})` };
}

/** The slice `paper_trade`: sessions over replayed bars, with a journal that survives a crash. */
export const paperTradeSlice = defineSlice({
  id: 'paper_trade',
  provides: { run: runPaper, execute },
  modes: ['paper'],
  permissions: ['fs:state'],
  config: paperTradeConfig,
  create: ({ config, stateDir }) => {
    let directory = config.store ?? (stateDir === undefined ? undefined : sessionDirectory(config, { stateDir }));
    const session = (input: PaperInput, ctx: RunContext): Promise<SessionReport> => {
      directory = sessionDirectory(config, ctx);
      return paperSession(input, config, ctx);
    };
    return {
      handlers: {
        run: async (input, ctx) => ({ report: await session(input, ctx) }),
        execute: async (input, ctx) => ({
          result: { kind: 'session' as const, session: await session(input, ctx) },
        }),
      },
      health: () => healthOf(directory),
    };
  },
});
