import { differences, listRuns, loadRun, whatChanged } from '@bot-v2/core';
import type { RunSummary } from '@bot-v2/core';
import { errorData } from '@bot-v2/sdk';
import type { RunResult } from '@bot-v2/sdk';
import type { RunArguments, RunsAction } from '../arguments/invocation.js';
import { reportRunErrors } from '../errors/report-error.js';
import { hangingColumns } from '../render/hanging-columns.js';
import { day, ratio, signedPercent } from '../render/format-number.js';
import type { Page } from '../render/page.js';
import { renderComparison } from '../render/run-comparison.js';
import { renderMarkdown } from '../render/markdown-report.js';
import { renderRun } from '../render/run-report.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { openBot } from './open-bot.js';
import { outputPage } from './output-page.js';
import { writeOutput } from './write-output.js';

/** Lists the runs that are kept, shows one as it was shown, or sets two side by side. */
export async function runsCommand(
  action: RunsAction,
  names: readonly string[],
  run: RunArguments,
  host: Host,
  terminal: Terminal,
): Promise<number> {
  const { stateDir, close } = await openBot(run, host);
  await close();
  const page = outputPage(terminal.out);
  const print = (data: unknown, lines: () => readonly string[]) => {
    writeOutput(run.output, terminal, data, lines);
  };
  if (action === 'list') {
    const { runs, damaged } = listRuns(stateDir);
    print(runs, () => (runs.length === 0 && damaged.length > 0 ? [] : renderRunList(runs, stateDir, page)));
    return damaged.length === 0
      ? 0
      : reportRunErrors(
          damaged.map((error) => errorData(error)),
          terminal.err,
        );
  }
  const [first, second] = names.map((name) => loadRun(stateDir, name)) as [RunResult, RunResult?];
  if (second === undefined && run.output === 'md') terminal.out.write(renderMarkdown(first));
  else if (second === undefined) print(first, () => renderRun(first, page));
  else {
    const changes = whatChanged(first.manifest, second.manifest);
    const results = differences(first.portfolio.result, second.portfolio.result);
    print({ runs: [first.runId, second.runId], changes, results }, () =>
      renderComparison(first, second, changes, page),
    );
  }
  return 0;
}

/** Kept runs as a table, newest first. A long name of a workflow is cut; its mode is in the JSON. */
export function renderRunList(list: readonly RunSummary[], stateDir: string, page: Page): string[] {
  if (list.length === 0) return [`No run is kept in ${stateDir}. A backtest keeps itself: bot-v2 --symbols AAPL`];
  const rows = list.map(({ runId, createdAt, workflow, symbols, success, totalReturn, sharpe }) => [
    success ? page.style.green('✓') : page.style.red('✗'),
    runId,
    day(createdAt),
    workflow.length <= longestWorkflow ? workflow : `${workflow.slice(0, longestWorkflow - 1)}…`,
    signedPercent(totalReturn),
    ratio(sharpe),
    shortened(symbols),
  ]);
  const head = ['', 'RUN', 'DAY', 'WORKFLOW', 'RETURN', 'SHARPE', 'SYMBOLS'];
  const alignments = ['left', 'left', 'left', 'left', 'right', 'right', 'left'] as const;
  return hangingColumns([head, ...rows], alignments, page.width).flat();
}

const longestWorkflow = 20;

/** The first symbols, and how many more there are. */
function shortened(symbols: readonly string[]): string {
  const shown = 3;
  return symbols.slice(0, shown).join(' ') + (symbols.length > shown ? ` +${symbols.length - shown}` : '');
}
