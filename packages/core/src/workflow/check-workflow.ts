import { resolve } from 'node:path';
import { BotError } from '@bot-v2/sdk/errors';
import { Report } from './diagnostic.js';
import type { Diagnostic } from './diagnostic.js';
import { parseWorkflows } from './parse-workflow.js';
import { bindWorkflow } from './wiring.js';
import type { WorkflowContext } from './wiring.js';
import { existingFile, readWorkflowFile } from './workflow-files.adapter.js';

/**
 * Everything wrong with the workflows of a text, in the order of the file. Shape first: what does not parse is not bound.
 * @param file named in the diagnostics
 */
export async function checkText(text: string, file: string, context: WorkflowContext): Promise<Diagnostic[]> {
  const report = new Report(file);
  const workflows = await parseWorkflows(text, report);
  const found =
    report.diagnostics.length > 0 ? [] : workflows.flatMap((workflow) => bindWorkflow(workflow, context).diagnostics);
  return [...report.diagnostics, ...found].sort((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Everything wrong with a workflow file; empty when every slice, method, port, mode and reference fits. Imports no slice.
 * @throws BOT_WF_UNKNOWN when there is no such file
 */
export async function checkFile(file: string, context: WorkflowContext, cwd = '.'): Promise<Diagnostic[]> {
  const found = existingFile(file, cwd);
  if (found === undefined) {
    throw new BotError('BOT_WF_UNKNOWN', `there is no workflow file ${resolve(cwd, file)}`, {
      hint: 'Give the path of a YAML or JSON file.',
    });
  }
  return checkText(readWorkflowFile(found), file, context);
}
