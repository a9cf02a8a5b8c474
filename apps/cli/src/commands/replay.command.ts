import { loadRun, outcomeHash, replayRun } from '@bot-v2/core';
import type { Replay } from '@bot-v2/core';
import { exitCodeOf } from '@bot-v2/sdk';
import type { RunResult } from '@bot-v2/sdk';
import type { RunArguments } from '../arguments/invocation.js';
import { createProgress } from '../progress/progress.js';
import { counted } from '../render/format-number.js';
import { changeLines } from '../render/run-comparison.js';
import { shownHash } from '../render/data-fact.js';
import type { Page } from '../render/page.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { botOptions, openBot } from './open-bot.js';
import { outputPage } from './output-page.js';

/** Differences in the outcome that are shown; there may be one for every bar. */
const shownDifferences = 8;

/**
 * Runs a kept run again and says whether it gave the same bytes. Flags and `--set` change it on purpose.
 * @returns 0 when the outcome is the same to the bit, else the exit code of a failed run
 */
export async function replayCommand(name: string, run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const bot = await openBot(run, host);
  const { stateDir } = bot;
  await bot.close();
  const recorded = loadRun(stateDir, name);
  const progress = createProgress(terminal.err);
  let replay: Replay;
  try {
    replay = await replayRun(recorded, {
      ...botOptions(run, host),
      signal: host.signal,
      onEvent: (event) => progress.handle(event),
    });
  } finally {
    progress.clear();
  }
  const { result, same, changes, differences } = replay;
  if (run.output === 'json') {
    const outcome = { recorded: outcomeHash(recorded), replayed: outcomeHash(result) };
    terminal.out.write(`${JSON.stringify({ runId: recorded.runId, same, outcome, changes, differences })}\n`);
  } else terminal.out.write(`${renderReplay(recorded, replay, outputPage(terminal.out)).join('\n')}\n`);
  return same ? 0 : exitCodeOf('BOT_RUN_REPLAY');
}

/** What a replay gave, in words: the verdict first, then what changed, then where the outcomes part. */
export function renderReplay(recorded: RunResult, replay: Replay, page: Page): string[] {
  const { result, same, changes, differences } = replay;
  const hash = outcomeHash(recorded).slice(0, shownHash);
  const what =
    changes.length === 0
      ? ['Nothing that went in has changed.']
      : [`${counted(changes.length, 'thing')} changed:`, ...changeLines(changes).map((line) => `  ${line}`)];
  if (same) return [page.style.bold(`${recorded.runId}: the same bytes (outcome ${hash})`), ...what];
  const places = differences.slice(0, shownDifferences).map(({ path, before, after }) => {
    return `  ${path}: ${JSON.stringify(before) ?? 'nothing'} → ${JSON.stringify(after) ?? 'nothing'}`;
  });
  const more = differences.length - places.length;
  return [
    page.style.bold(`${recorded.runId}: another outcome (${hash} → ${outcomeHash(result).slice(0, shownHash)})`),
    ...what,
    `${counted(differences.length, 'value')} of the outcome ${differences.length === 1 ? 'differs' : 'differ'}:`,
    ...places,
    ...(more > 0 ? [`  and ${more} more (--output json lists all)`] : []),
  ];
}
