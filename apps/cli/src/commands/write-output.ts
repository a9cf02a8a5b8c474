import type { OutputForm } from '../arguments/invocation.js';
import type { Page } from '../render/page.js';
import type { Terminal } from '../terminal/terminal.js';
import { outputPage } from './output-page.js';

/** Writes what a command found: `data` as one JSON value on `--output json`, else the lines of `render`. */
export function writeOutput(
  output: OutputForm,
  terminal: Terminal,
  data: unknown,
  render: (page: Page) => readonly string[],
): void {
  const text = output === 'json' ? JSON.stringify(data) : render(outputPage(terminal.out)).join('\n');
  terminal.out.write(`${text}\n`);
}
