import { parsePort } from '@bot-v2/sdk/manifest';
import type { PortReference, PortTexts } from '@bot-v2/sdk/manifest';
import { suggestName } from '@bot-v2/sdk/errors';
import { crossing } from './bound-input.js';
import type { BoundInput, RunPort } from './bound-input.js';
import type { Report } from './diagnostic.js';
import { liveValues, portKey, portLabel, valueName } from './produced-value.js';
import type { ProducedValue } from './produced-value.js';
import type { ResolvedStep } from './resolve-step.js';
import { resolveReference } from './resolve-reference.js';
import type { Workflow } from './workflow.js';

/** What a step may bind to: values of earlier steps, ports of the run, parameters. */
export interface Surroundings {
  readonly workflow: Workflow;
  readonly values: readonly ProducedValue[];
  /** Ids of earlier steps whose slice or method is unknown: what they would produce is unknown too. */
  readonly unresolved: ReadonlySet<string>;
  readonly runPorts: ReadonlyMap<string, { readonly port: RunPort; readonly scope: 'symbol' | 'portfolio' }>;
}

/** The ports of a manifest record; texts were checked when the manifest was read. */
export function portsOf(texts: PortTexts): [string, PortReference][] {
  return Object.entries(texts).map(([name, text]) => [name, parsePort(text)!]);
}

/** Bars include what comes after the decision: only steps that make bars of them may have them. */
function mayTake(resolved: ResolvedStep, value: ProducedValue): boolean {
  if (value.port.name !== 'Bars') return true;
  return portsOf(resolved.definition.out).every(([, port]) => port.name === 'Bars');
}

/** Whether the output may be missing when the consumer runs although the consumer itself is not skipped. */
function mayBeMissing(value: ProducedValue, resolved: ResolvedStep): string | undefined {
  const producer = value.step;
  if (producer.if && producer.if.text !== resolved.step.if?.text) return `which is skipped unless ${producer.if.text}`;
  if (producer.onError.action === 'continue' && resolved.step.onError.action === 'fail')
    return 'which may fail (on_error: continue)';
  return undefined;
}

function bindAutomatically(
  input: string,
  port: PortReference,
  resolved: ResolvedStep,
  around: Surroundings,
  report: Report,
): BoundInput {
  const { step, definition } = resolved;
  const to = { scope: definition.scope, bySymbol: port.bySymbol };
  const fail = (code: 'BOT_WF_UNBOUND' | 'BOT_WF_AMBIGUOUS_PORT', message: string, hint: string): BoundInput => {
    report.add(code, step.position, `step "${step.id}": input "${input}" (${portLabel(port)}) ${message}`, hint);
    return { input, port, source: { kind: 'absent' }, how: 'absent' };
  };
  const live = liveValues(around.values, portKey(port)).filter((value) => mayTake(resolved, value));
  const reachable = live.filter((v) => crossing({ scope: v.scope, bySymbol: v.port.bySymbol }, to) !== undefined);
  if (reachable.length > 1) {
    const names = reachable.map(valueName);
    return fail(
      'BOT_WF_AMBIGUOUS_PORT',
      `could come from ${names.join(' or ')}`,
      `Say which: with: {${input}: $${names[0]!}}.`,
    );
  }
  const value = reachable[0];
  if (value) {
    const missing = port.optional ? undefined : mayBeMissing(value, resolved);
    if (missing !== undefined) {
      return fail(
        'BOT_WF_UNBOUND',
        `comes from ${valueName(value)}, ${missing}`,
        'Give this step the same if (or on_error), or make the producer unconditional.',
      );
    }
    const how = crossing({ scope: value.scope, bySymbol: value.port.bySymbol }, to)!;
    return { input, port, source: { kind: 'value', value, path: [] }, how };
  }
  const run = around.runPorts.get(portKey(port));
  const runHow = run && crossing({ scope: run.scope, bySymbol: false }, to);
  if (run && runHow !== undefined) {
    return { input, port, source: { kind: 'run', port: run.port }, how: runHow === 'gather' ? 'gather' : 'run' };
  }
  if (port.optional) return { input, port, source: { kind: 'absent' }, how: 'absent' };
  if (live.length > 0) {
    return fail(
      'BOT_WF_UNBOUND',
      `has a producer, ${valueName(live[0]!)}, but of one symbol each`,
      `A portfolio step needs BySymbol<${portKey(port)}>.`,
    );
  }
  const hint =
    port.name === 'Bars'
      ? 'Decisions read History; Bars reach beyond the decision.'
      : `Put a step that produces ${portKey(port)} before it.`;
  return fail('BOT_WF_UNBOUND', 'has no producer', hint);
}

/** Binds the inputs of a step: what `with` says, else by port type. */
export function bindStep(resolved: ResolvedStep, around: Surroundings, report: Report): BoundInput[] {
  const { step, definition } = resolved;
  const ports = portsOf(definition.in);
  for (const [name, given] of Object.entries(step.with)) {
    if (name in definition.in) continue;
    const message = `step "${step.id}": ${resolved.capability} has no input "${name}"`;
    report.add('BOT_WF_UNKNOWN_KEY', given.keyPosition, message, suggestName(name, Object.keys(definition.in)));
  }
  const open = ports.filter(([name]) => step.with[name] === undefined);
  const twice = open.find(([name, port]) =>
    open.some(([other, p]) => other !== name && portLabel(p) === portLabel(port)),
  );
  if (twice) {
    const names = open.filter(([, port]) => portLabel(port) === portLabel(twice[1])).map(([name]) => name);
    const message = `step "${step.id}": inputs ${names.join(' and ')} are both ${portLabel(twice[1])}`;
    report.add(
      'BOT_WF_AMBIGUOUS_PORT',
      step.position,
      message,
      `Say which is which: with: {${names.map((n) => `${n}: $step.output`).join(', ')}}.`,
    );
  }
  return ports.map(([input, port]) => {
    const given = step.with[input];
    if (given !== undefined) return resolveReference(input, port, given, resolved, around, mayTake, report);
    if (twice && portLabel(port) === portLabel(twice[1]))
      return { input, port, source: { kind: 'absent' }, how: 'absent' };
    return bindAutomatically(input, port, resolved, around, report);
  });
}
