import type { Bot } from '@bot-v2/core';
import type { RunArguments } from '../arguments/invocation.js';
import { hangingColumns } from '../render/hanging-columns.js';
import type { Page } from '../render/page.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { openBot } from './open-bot.js';
import { writeOutput } from './write-output.js';

type SliceHealth = Awaited<ReturnType<Bot['health']>>[number];

/** Starts every slice and shows what it says of its health; exits 3 when one is down. */
export async function statusCommand(run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const bot = await openBot(run, host);
  try {
    const health = await bot.health();
    writeOutput(run.output, terminal, { stateDir: bot.stateDir, slices: health }, (page) =>
      renderStatus(health, bot.stateDir, page),
    );
    return health.some(isDown) ? 3 : 0;
  } finally {
    await bot.close();
  }
}

function isDown(entry: SliceHealth): boolean {
  return entry.error !== undefined || entry.health?.status === 'down';
}

/** Health as a table, and the directory that holds sessions. */
export function renderStatus(health: readonly SliceHealth[], stateDir: string, page: Page): string[] {
  const mark = (entry: SliceHealth) => {
    if (isDown(entry)) return page.style.red('✗');
    return entry.health?.status === 'degraded' ? page.style.yellow('!') : page.style.green('✓');
  };
  const rows = health.map((entry) => [
    mark(entry),
    entry.slice,
    entry.error === undefined ? (entry.health?.status ?? 'ok') : entry.error.code,
    entry.error === undefined ? (entry.health?.message ?? '') : entry.error.message,
  ]);
  const lines = hangingColumns(rows, ['left', 'left', 'left', 'left'], page.width).flat();
  return [...lines, '', `State directory  ${stateDir}`];
}
