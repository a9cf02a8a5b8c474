import type { Mode } from '@bot-v2/sdk';
import { parseFile, searchFiles } from './load-workflow.js';
import type { WorkflowSearch } from './load-workflow.js';
import { bindWorkflow } from './wiring.js';
import type { WorkflowContext } from './wiring.js';

/** A workflow as lists show it. */
export interface WorkflowInfo {
  readonly name: string;
  readonly description: string;
  readonly modes: readonly Mode[];
  readonly file: string;
  readonly origin: 'shipped' | 'project';
  /** Number of problems that `workflows check` would report. */
  readonly problems: number;
}

/** All workflows that can be named, project ones first; a shipped one hidden by a project one of its name is left out. */
export async function listWorkflows(search: WorkflowSearch, context: WorkflowContext): Promise<WorkflowInfo[]> {
  const list: WorkflowInfo[] = [];
  for (const file of searchFiles(search)) {
    const { workflows, diagnostics, origin } = await parseFile(file);
    for (const workflow of workflows) {
      if (list.some((known) => known.name === workflow.name)) continue;
      // strategy_backtest and its like take their choice from the run: a strategy counts as named when that helps.
      const plain = bindWorkflow(workflow, context);
      const named =
        plain.diagnostics.length === 0 ? plain : bindWorkflow(workflow, { ...context, strategyNamed: true });
      const bound = named.diagnostics.length === 0 ? named : plain;
      const { name, description } = workflow;
      list.push({
        name,
        description,
        modes: bound.modes,
        file,
        origin,
        problems: diagnostics.length + bound.diagnostics.length,
      });
    }
  }
  return list;
}
