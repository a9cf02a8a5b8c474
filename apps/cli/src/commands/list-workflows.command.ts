import { listWorkflows } from '@bot-v2/core/workflow';
import type { WorkflowInfo } from '@bot-v2/core/workflow';
import type { RunArguments } from '../arguments/invocation.js';
import { pad } from '../render/columns.js';
import type { Page } from '../render/page.js';
import { wrapText } from '../render/wrap-text.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { lookAround } from './installation.js';
import { writeOutput } from './write-output.js';

/** Lists shipped workflows and those of the project. Imports no slice. */
export async function listAllWorkflows(host: Host, terminal: Terminal, run?: RunArguments): Promise<number> {
  const { candidates, providers, workflows } = await lookAround(host, run);
  const list = await listWorkflows({ cwd: host.cwd, directories: workflows }, { candidates, providers });
  writeOutput(run?.output ?? 'table', terminal, list, (page) => renderWorkflows(list, page));
  return 0;
}

/** The list as text: name, modes, and what it does below. */
export function renderWorkflows(list: readonly WorkflowInfo[], page: Page): string[] {
  const width = Math.max(0, ...list.map(({ name }) => name.length)) + 2;
  return list.flatMap(({ name, description, modes, origin, file, problems }) => {
    const where = origin === 'project' ? ` · ${file}` : '';
    const wrong = problems === 0 ? '' : ` · ${page.style.red(`${problems} problems: bot-v2 workflows check ${file}`)}`;
    return [
      `${page.style.bold(pad(name, width))}${modes.join(', ')}${where}${wrong}`,
      ...wrapText(description, page.width - width).map((line) => ' '.repeat(width) + page.style.dim(line)),
    ];
  });
}
