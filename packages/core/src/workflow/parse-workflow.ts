import { createHash } from 'node:crypto';
import type { Mode } from '@bot-v2/sdk';
import { suggestName } from '@bot-v2/sdk/errors';
import type { Report } from './diagnostic.js';
import { Fields } from './fields.js';
import { kindText, plainValue } from './located-value.js';
import type { LocatedEntry, LocatedValue } from './located-value.js';
import { parseReference } from './parse-reference.js';
import { parseStep } from './parse-step.js';
import { readPlain } from './read-plain.js';
import { readYaml } from './read-yaml.js';
import type { Reference, Workflow, WorkflowStep } from './workflow.js';

/** Keys of a workflow. */
export const workflowKeys = ['description', 'modes', 'params', 'defaults', 'outputs', 'steps'] as const;
/** All modes; equal to the sdk's (a test holds them together), without loading zod. */
export const allModes: readonly Mode[] = ['backtest', 'paper', 'live', 'optimize'];
/** Configuration keys a workflow may set below everything else; slice sections may follow by slice id. */
export const defaultsKeys: readonly string[] = ['decideAt', 'interval', 'preset', 'seed', 'account', 'concurrency'];

const namePattern = /^[a-z][a-z0-9_]*$/;

function parseSteps(fields: Fields, entry: LocatedEntry, report: Report): WorkflowStep[] {
  const list = fields.get('steps');
  if (!list) {
    report.add(
      'BOT_WF_SHAPE',
      entry.position,
      `workflow "${entry.key}" has no steps`,
      'Add steps: [ - name: {slice: …, method: …} ].',
    );
    return [];
  }
  if (list.value.kind !== 'list' || list.value.items.length === 0) {
    const what = list.value.kind === 'list' ? 'an empty list' : kindText(list.value);
    report.add(
      'BOT_WF_SHAPE',
      list.value.position,
      `steps must be a list of steps, not ${what}`,
      'Write - name: {slice: …, method: …}.',
    );
    return [];
  }
  const steps: WorkflowStep[] = [];
  const ids = new Set<string>();
  for (const item of list.value.items) {
    const only = item.kind === 'map' && item.entries.length === 1 ? item.entries[0] : undefined;
    if (!only) {
      const hint = 'Write - name: {slice: …, method: …}; mind the indentation below the name.';
      report.add('BOT_WF_SHAPE', item.position, 'a step must be one name with a mapping', hint);
      continue;
    }
    if (!namePattern.test(only.key) || only.key === 'params') {
      report.add(
        'BOT_WF_SHAPE',
        only.position,
        `"${only.key}" cannot be the name of a step`,
        'Use snake_case, and not "params".',
      );
      continue;
    }
    if (ids.has(only.key))
      report.add(
        'BOT_WF_DUPLICATE',
        only.position,
        `the step "${only.key}" is there twice`,
        'Give every step its own name.',
      );
    ids.add(only.key);
    const step = parseStep(only.key, only, only.value, report);
    if (step) steps.push(step);
  }
  return steps;
}

function parseModes(fields: Fields, report: Report): Mode[] | null {
  const entry = fields.get('modes');
  if (!entry) return null;
  const items = entry.value.kind === 'list' ? entry.value.items : [];
  if (items.length === 0)
    report.add(
      'BOT_WF_SHAPE',
      entry.value.position,
      'modes must be a list of modes',
      `There is: ${allModes.join(', ')}.`,
    );
  return items.flatMap((item) => {
    const mode = item.kind === 'scalar' ? item.value : null;
    if (allModes.includes(mode as Mode)) return [mode as Mode];
    report.add('BOT_WF_MODE', item.position, `there is no mode ${kindText(item)}`, suggestName(String(mode), allModes));
    return [];
  });
}

function parseParams(fields: Fields, report: Report): Workflow['params'] {
  const params: Record<string, string | number | boolean | null> = {};
  for (const { key, value } of fields.mapping('params')) {
    if (value.kind === 'scalar') params[key] = value.value;
    else
      report.add(
        'BOT_WF_SHAPE',
        value.position,
        `the default of parameter "${key}" must be a single value, not ${kindText(value)}`,
      );
  }
  return params;
}

function parseBody(entry: LocatedEntry, text: string, report: Report): Workflow | undefined {
  const fields = new Fields(`workflow "${entry.key}"`, entry.value, workflowKeys, report);
  if (entry.value.kind !== 'map') return undefined;
  const outputs: Record<string, Reference> = {};
  for (const { key, value } of fields.mapping('outputs')) {
    const reference =
      value.kind === 'scalar' && typeof value.value === 'string'
        ? parseReference(value.value, value.position, report)
        : null;
    if (reference) outputs[key] = reference;
    else if (value.kind !== 'scalar' || typeof value.value !== 'string') {
      report.add(
        'BOT_WF_REFERENCE',
        value.position,
        `output "${key}" must be a reference, not ${kindText(value)}`,
        'Write $step.output.',
      );
    }
  }
  const defaults = fields.mapping('defaults').map((setting) => [setting.key, plainValue(setting.value)] as const);
  for (const { key, position } of fields.mapping('defaults')) {
    if (defaultsKeys.includes(key) || namePattern.test(key)) continue;
    report.add('BOT_WF_UNKNOWN_KEY', position, `defaults cannot set "${key}"`, suggestName(key, defaultsKeys));
  }
  return {
    name: entry.key,
    description: fields.text('description') ?? '',
    file: report.file,
    source: text,
    sha256: createHash('sha256').update(text).digest('hex'),
    params: parseParams(fields, report),
    defaults: Object.fromEntries(defaults),
    defaultsPositions: Object.fromEntries(fields.mapping('defaults').map((setting) => [setting.key, setting.position])),
    outputs,
    modes: parseModes(fields, report),
    steps: parseSteps(fields, entry, report),
    position: entry.position,
  };
}

function parseFile(root: LocatedValue, text: string, report: Report): Workflow[] {
  if (root.kind !== 'map' || root.entries.length === 0) {
    const what = root.kind === 'map' ? 'an empty mapping' : kindText(root);
    report.add(
      'BOT_WF_SHAPE',
      root.position,
      `a workflow file is a mapping from names to workflows, not ${what}`,
      'Begin with name: and steps: below it.',
    );
    return [];
  }
  return root.entries.flatMap((entry) => {
    if (!namePattern.test(entry.key)) {
      report.add('BOT_WF_SHAPE', entry.position, `"${entry.key}" cannot be the name of a workflow`, 'Use snake_case.');
    }
    const workflow = parseBody(entry, text, report);
    return workflow ? [workflow] : [];
  });
}

/** Reads the workflows of a file's text; what is wrong goes to the report. Nothing is known about slices yet. */
export async function parseWorkflows(text: string, report: Report): Promise<Workflow[]> {
  const root = readPlain(text) ?? (await readYaml(text, report));
  return root ? parseFile(root, text, report) : [];
}
