import { keepRun } from '@bot-v2/core';
import { BotError, isBotError } from '@bot-v2/sdk';
import type { RunResult } from '@bot-v2/sdk';
import type { Bot } from '@bot-v2/core';
import type { RunArguments } from '../arguments/invocation.js';
import { usageError } from '../arguments/usage-error.js';
import { reportRunErrors } from '../errors/report-error.js';
import { createProgress } from '../progress/progress.js';
import { renderFacts } from '../render/fact.js';
import { renderMarkdown } from '../render/markdown-report.js';
import { renderRun } from '../render/run-report.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { openBot } from './open-bot.js';
import { outputPage } from './output-page.js';

/** Runs a workflow and prints its result. */
export async function runCommand(run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const bot = await openBot(run, host);
  try {
    const result = await executeRun(bot, host, terminal);
    return printResult(result, run, terminal, keep(bot, result, terminal));
  } finally {
    await bot.close();
  }
}

/**
 * Runs what the bot is configured for, with progress.
 * @throws BOT_CONFIG_USAGE without symbols; BOT_RUN_ABORTED after Ctrl-C before anything ran; what `bot.run` throws
 */
export async function executeRun(bot: Bot, host: Host, terminal: Terminal): Promise<RunResult> {
  if (bot.config.symbols.length === 0) {
    throw usageError('no symbols to run', 'Name some: bot-v2 --mode backtest --symbols AAPL');
  }
  if (host.signal.aborted) throw new BotError('BOT_RUN_ABORTED', 'the run was interrupted');
  const progress = createProgress(terminal.err);
  try {
    return await bot.run({ signal: host.signal, onEvent: (event) => progress.handle(event) });
  } finally {
    progress.clear();
  }
}

/** Keeps a result that can be replayed in the state directory; says on standard error when it could not. */
export function keep(bot: Bot, result: RunResult, terminal: Terminal): boolean {
  if (!result.success || (result.mode !== 'backtest' && result.mode !== 'optimize')) return false;
  try {
    keepRun(bot.stateDir, result);
    return true;
  } catch (error) {
    if (!isBotError(error)) throw error;
    terminal.err.write(`This run is not kept: ${error.message}. ${error.hint ?? ''}\n`);
    return false;
  }
}

/** Prints a result in the form asked for, and its errors; returns the exit code. */
export function printResult(result: RunResult, run: RunArguments, terminal: Terminal, kept: boolean): number {
  if (run.output === 'json') terminal.out.write(`${JSON.stringify(result)}\n`);
  else if (run.output === 'md') terminal.out.write(renderMarkdown(result));
  else {
    const page = outputPage(terminal.out);
    const report = result.portfolio.result.backtest === undefined ? '' : ` · bot-v2 report ${result.runId}`;
    const again = { label: 'Kept', text: `bot-v2 replay ${result.runId}${report}` };
    const lines = [...renderRun(result, page), ...(kept ? renderFacts([again], page) : [])];
    if (lines.length > 0) terminal.out.write(`${lines.join('\n')}\n`);
  }
  return result.success ? 0 : reportRunErrors(result.errors, terminal.err);
}
