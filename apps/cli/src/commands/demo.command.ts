import type { BacktestReport, RunResult } from '@bot-v2/sdk';
import type { RunArguments } from '../arguments/invocation.js';
import { counted, day, signedPercent } from '../render/format-number.js';
import type { Page } from '../render/page.js';
import { wrapText } from '../render/wrap-text.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { openBot } from './open-bot.js';
import { outputPage } from './output-page.js';
import { executeRun, keep, printResult } from './run.command.js';

/** What the demo trades: two stocks whose bundled bars overlap for fourteen years. */
const symbols = ['MSFT', 'TXN'] as const;

/** A real default backtest of two stocks, with an explanation before and after it. */
export async function demoCommand(run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const flags = { ...run.flags, mode: 'backtest' as const, symbols: run.flags.symbols ?? symbols };
  const bot = await openBot({ ...run, flags }, host);
  const page = outputPage(terminal.out);
  const say = (paragraphs: readonly string[]) => {
    if (run.output === 'table')
      terminal.out.write(paragraphs.map((text) => `${wrapText(text, page.width).join('\n')}\n\n`).join(''));
  };
  try {
    say(introduction(flags.symbols, page));
    const result = await executeRun(bot, host, terminal);
    const code = printResult(result, run, terminal, keep(bot, result, terminal));
    if (result.success && run.output === 'table') {
      terminal.out.write('\n');
      say(explanation(result, page));
    }
    return code;
  } finally {
    await bot.close();
  }
}

/** What is about to happen. */
export function introduction(names: readonly string[], page: Page): string[] {
  return [
    page.style.bold(`A backtest of ${names.join(' and ')}`),
    'The bars are split in two. Everything is decided on the first half: the strategy, the regime, the sizes. The ' +
      'second half is hidden from all of that, and only used to judge what was decided. Every step below is a slice, ' +
      'a package of its own; the check marks come from what really ran.',
  ];
}

/** How to read the result that was printed, with its own figures. */
export function explanation(result: RunResult, page: Page): string[] {
  const report = result.portfolio.result.backtest;
  return [
    page.style.bold('How to read this'),
    ...(report === undefined ? [] : reading(report)),
    'What next: bot-v2 --mode optimize --symbols TXN searches parameters on the first half and tests the winner once. ' +
      'bot-v2 --mode paper --symbols MSFT trades the same decisions in a session with a journal. ' +
      'bot-v2 workflows show simple_backtest shows how the steps are wired.',
  ];
}

function reading(report: BacktestReport): string[] {
  const { evaluation } = report.windows;
  const { stats, benchmark } = report;
  const bounds = stats.sharpeInterval;
  return [
    `The verdict speaks of ${counted(evaluation.bars, 'bar')} from ${day(evaluation.from)} to ${day(evaluation.to)}. ` +
      (bounds === null
        ? 'They gave too few returns for an interval of the Sharpe ratio.'
        : `The 95 % interval of the Sharpe ratio, ${bounds[0].toFixed(1)} to ${bounds[1].toFixed(1)}, holds the true ratios ` +
          `this record does not rule out; ${bounds[0] > 0 ? 'zero is not among them' : 'nothing is proved unless it lies above zero'}.`),
    `The bot's ${signedPercent(stats.totalReturn)} is set beside buy & hold (${signedPercent(benchmark.buyAndHold.totalReturn)}) ` +
      `and beside buy & hold at the same average exposure (${signedPercent(benchmark.sameExposure.totalReturn)}): ` +
      'a bot that holds half in cash must not be praised for falling half as much.',
  ];
}
