import { loadRun, recordedBars } from '@bot-v2/core';
import { writeWhole } from '@bot-v2/sdk/files';
import { BotError } from '@bot-v2/sdk';
import { join, resolve } from 'node:path';
import type { RunArguments } from '../arguments/invocation.js';
import { pageAssets } from '../report-page/page-assets.adapter.js';
import { reportPage } from '../report-page/report-page.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { botOptions, openBot } from './open-bot.js';

/**
 * Writes a kept run as one HTML file and prints its path.
 * @param out the file; `reports/RUN.html` in the state directory when not given
 * @throws BOT_RUN_UNKNOWN, BOT_RUN_RECORD; BOT_RUN_REPORT for a run without a backtest; BOT_CONFIG_STATE_UNWRITABLE
 */
export async function reportCommand(
  name: string,
  out: string | undefined,
  run: RunArguments,
  host: Host,
  terminal: Terminal,
): Promise<number> {
  const bot = await openBot(run, host);
  const { stateDir } = bot;
  await bot.close();
  const recorded = loadRun(stateDir, name);
  const bars = await recordedBars(recorded, botOptions(run, host));
  const page = reportPage(recorded, bars, pageAssets());
  if (page === null) {
    throw new BotError('BOT_RUN_REPORT', `${recorded.runId} has no backtest to report on`, {
      hint: 'Report on a run of --mode backtest or --mode optimize.',
    });
  }
  const file = out === undefined ? join(stateDir, 'reports', `${recorded.runId}.html`) : resolve(host.cwd, out);
  writeWhole(file, page, 'Name another file with --out FILE.');
  terminal.out.write(run.output === 'json' ? `${JSON.stringify({ runId: recorded.runId, file })}\n` : `${file}\n`);
  return 0;
}
