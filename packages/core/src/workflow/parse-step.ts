import { suggestName } from '@bot-v2/sdk/errors';
import type { Report } from './diagnostic.js';
import { Fields } from './fields.js';
import { kindText, plainValue } from './located-value.js';
import type { LocatedEntry, LocatedValue } from './located-value.js';
import { parseReference, parseValue } from './parse-reference.js';
import type { OnError, Reference, WorkflowStep } from './workflow.js';

/** Keys of a step. */
export const stepKeys = ['slice', 'method', 'with', 'if', 'retry', 'timeout', 'on_error', 'provider'] as const;

function parseOnError(entry: LocatedEntry | undefined, step: string, report: Report): OnError {
  if (!entry) return { action: 'fail' };
  const { value } = entry;
  if (value.kind === 'scalar' && (value.value === 'fail' || value.value === 'continue')) return { action: value.value };
  if (value.kind === 'map') {
    const fields = new Fields(`on_error of step "${step}"`, value, ['fallback'], report);
    const outputs = fields.mapping('fallback');
    if (outputs.length > 0) {
      const values = Object.fromEntries(outputs.map((output) => [output.key, plainValue(output.value)]));
      return { action: 'fallback', outputs: values, position: value.position };
    }
  }
  const hint =
    value.kind === 'scalar' && typeof value.value === 'string'
      ? suggestName(value.value, ['fail', 'continue'])
      : 'Use fail, continue or {fallback: {output: value}}.';
  report.add('BOT_WF_SHAPE', value.position, `step "${step}": on_error cannot be ${kindText(value)}`, hint);
  return { action: 'fail' };
}

function parseCondition(entry: LocatedEntry | undefined, step: string, report: Report): Reference | null {
  if (!entry) return null;
  const { value } = entry;
  if (value.kind === 'scalar' && typeof value.value === 'string')
    return parseReference(value.value, value.position, report);
  report.add(
    'BOT_WF_REFERENCE',
    value.position,
    `step "${step}": if must be a reference, not ${kindText(value)}`,
    'Write $params.name or $step.output.field.',
  );
  return null;
}

/** Reads one step, `id: {slice, method, …}`; undefined when it is too broken to be checked further. */
export function parseStep(
  id: string,
  entry: LocatedEntry,
  body: LocatedValue,
  report: Report,
): WorkflowStep | undefined {
  const what = `step "${id}"`;
  const fields = new Fields(what, body, stepKeys, report);
  if (body.kind !== 'map') return undefined;
  const slice = fields.text('slice', entry.position);
  const method = fields.text('method', entry.position);
  const provider = fields.text('provider') ?? null;
  const inputs: [string, WorkflowStep['with'][string]][] = [];
  for (const input of fields.mapping('with')) {
    const value = parseValue(input.value, report);
    if (value) inputs.push([input.key, { ...value, keyPosition: input.position }]);
  }
  const retryEntry = fields.get('retry');
  const retry = retryEntry ? new Fields(`retry of ${what}`, retryEntry.value, ['max', 'delay'], report) : undefined;
  const timeoutMs = fields.duration('timeout') ?? null;
  if (timeoutMs === 0)
    report.add('BOT_WF_SHAPE', fields.get('timeout')!.value.position, `${what}: timeout must be longer than nothing`);
  const step = {
    id,
    provider,
    with: Object.fromEntries(inputs),
    if: parseCondition(fields.get('if'), id, report),
    retry: { max: retry?.integer('max', 0, 10) ?? 0, delayMs: retry?.duration('delay') ?? 0 },
    timeoutMs,
    onError: parseOnError(fields.get('on_error'), id, report),
    position: entry.position,
  };
  if (slice === undefined || method === undefined) return undefined;
  const place = (key: string) => fields.get(key)?.value.position ?? entry.position;
  return {
    ...step,
    slice,
    method,
    positions: { slice: place('slice'), method: place('method'), provider: place('provider') },
  };
}
