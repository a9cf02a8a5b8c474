import yargs from 'yargs';
import { commands, options } from './options.js';

/** Columns of the help page, whatever the terminal: it is also written to a file when the CLI is built. */
const helpWidth = 80;

/** The text of `--help`, made by yargs from the flags and commands as they are defined. */
export async function helpPage(): Promise<string> {
  const page = yargs([])
    .scriptName('bot-v2')
    .detectLocale(false)
    .help(false)
    .version(false)
    .usage('Usage: bot-v2 --mode MODE --symbols SYMBOL… | bot-v2 COMMAND')
    .options(options)
    .example('bot-v2 --mode backtest --symbols AAPL', 'Decide on the first half, judge on the second')
    .example('bot-v2 --mode optimize --symbols AAPL', 'Search parameters, test the winner once')
    .example('bot-v2 --mode paper --symbols MSFT', 'A simulated session with a journal')
    .example('bot-v2 --strategy momentum --symbols TXN', 'One strategy over all bars')
    .example('bot-v2 --symbols AAPL --output json', 'One object on standard output')
    .epilogue(
      'Progress goes to standard error, results to standard output. Exit codes: 2 usage\n' +
        'or configuration, 3 slices, 4 workflow, 5 data, 6 run, 7 risk or venue, 70 defect.',
    )
    .wrap(helpWidth);
  for (const entries of Object.values(commands)) {
    for (const [usage, description] of entries) page.command(usage, description);
  }
  return `${await page.getHelp()}\n`;
}
