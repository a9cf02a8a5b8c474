import { dirname, join, resolve } from 'node:path';
import { BotError, suggestName } from '@bot-v2/sdk/errors';
import { Report } from './diagnostic.js';
import type { Diagnostic } from './diagnostic.js';
import { parseWorkflows } from './parse-workflow.js';
import {
  existingFile,
  isDirectory,
  looksLikeFile,
  readWorkflowFile,
  shippedDirectory,
  workflowFiles,
} from './workflow-files.adapter.js';
import type { Workflow } from './workflow.js';

/** Where workflows are looked for. */
export interface WorkflowSearch {
  readonly cwd: string;
  /** More directories, relative to cwd: the configuration's `workflows`. */
  readonly directories?: readonly string[];
}

/** A parsed file. */
export interface WorkflowFile {
  readonly file: string;
  readonly origin: 'shipped' | 'project';
  readonly workflows: readonly Workflow[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Parses the text of a workflow file. */
export async function parseText(text: string, file: string): Promise<Omit<WorkflowFile, 'origin'>> {
  const report = new Report(file);
  const workflows = await parseWorkflows(text, report);
  return { file, workflows, diagnostics: report.diagnostics };
}

/** Parses one file. */
export async function parseFile(file: string): Promise<WorkflowFile> {
  const origin = dirname(file) === shippedDirectory() ? 'shipped' : 'project';
  return { ...(await parseText(readWorkflowFile(file), file)), origin };
}

/**
 * All workflow files: `workflows/` of the working directory, configured directories, then the shipped ones.
 * @throws BOT_CONFIG_INVALID for a configured directory that is not there
 */
export function searchFiles({ cwd, directories = [] }: WorkflowSearch): string[] {
  const configured = directories.map((directory) => resolve(cwd, directory));
  const missing = configured.find((directory) => !isDirectory(directory));
  if (missing !== undefined) {
    throw new BotError('BOT_CONFIG_INVALID', `workflows: there is no folder ${missing}`, {
      details: { directory: missing },
      hint: 'Name folders with workflow files; one file is named by --workflow FILE.',
    });
  }
  const own = [resolve(cwd, 'workflows'), ...configured].filter(isDirectory);
  return [...new Set([...own, shippedDirectory()].flatMap(workflowFiles))];
}

/** The first problem of a file as an error, with all of them in its details. */
export function diagnosticError(diagnostics: readonly Diagnostic[]): BotError {
  const first = diagnostics[0]!;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : '';
  const message = `${first.file}:${first.line}:${first.column} ${first.message}${more}`;
  return new BotError(first.code, message, { hint: first.hint, details: { diagnostics: [...diagnostics] } });
}

async function loadFromFile(text: string, search: WorkflowSearch): Promise<Workflow> {
  const [path, name] = text.split('#') as [string, string | undefined];
  const file = existingFile(path, search.cwd);
  if (file === undefined) {
    throw new BotError('BOT_WF_UNKNOWN', `there is no workflow file ${resolve(search.cwd, path)}`, {
      hint: 'Give the path of a YAML or JSON file, or the name of a workflow.',
    });
  }
  const { workflows, diagnostics } = await parseFile(file);
  if (diagnostics.length > 0) throw diagnosticError(diagnostics);
  const names = workflows.map((workflow) => workflow.name);
  const found =
    name === undefined && workflows.length === 1 ? workflows[0] : workflows.find((workflow) => workflow.name === name);
  if (found) return found;
  if (name !== undefined)
    throw new BotError('BOT_WF_UNKNOWN', `${file} has no workflow "${name}"`, { hint: suggestName(name, names) });
  throw new BotError('BOT_WF_UNKNOWN', `${file} has ${workflows.length} workflows`, {
    hint: `Say which one: ${names.map((n) => `${path}#${n}`).join(', ')}.`,
  });
}

/**
 * A workflow by name, or from a file (`file.yaml`, or `file.yaml#name` when it holds several). Names are looked up in the
 * project's directories before the shipped ones.
 * @throws BOT_WF_UNKNOWN with the nearest name; BOT_WF_SYNTAX, BOT_WF_SHAPE, … with file, line and column
 */
export async function loadWorkflow(nameOrPath: string, search: WorkflowSearch): Promise<Workflow> {
  if (looksLikeFile(nameOrPath)) return loadFromFile(nameOrPath, search);
  const shipped = join(shippedDirectory(), `${nameOrPath}.yaml`);
  const names: string[] = [];
  for (const file of searchFiles(search)) {
    if (dirname(file) === shippedDirectory() && file !== shipped) {
      names.push(file.slice(shippedDirectory().length + 1).replace(/\.yaml$/, ''));
      continue;
    }
    const parsed = await parseFile(file);
    const found = parsed.workflows.find((workflow) => workflow.name === nameOrPath);
    const broken = parsed.diagnostics.length > 0;
    if (found && broken) throw diagnosticError(parsed.diagnostics);
    if (found) return found;
    names.push(...parsed.workflows.map((workflow) => workflow.name));
  }
  throw new BotError('BOT_WF_UNKNOWN', `there is no workflow "${nameOrPath}"`, {
    hint: `${suggestName(nameOrPath, names)} A file is given by its path.`,
  });
}
