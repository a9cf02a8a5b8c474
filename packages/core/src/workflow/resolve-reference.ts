import type { PortReference } from '@bot-v2/sdk/manifest';
import { suggestName } from '@bot-v2/sdk/errors';
import type { Surroundings } from './bind-step.js';
import { crossing } from './bound-input.js';
import type { BoundInput } from './bound-input.js';
import type { Report } from './diagnostic.js';
import { portKey, portLabel, valueName } from './produced-value.js';
import type { ProducedValue } from './produced-value.js';
import type { ResolvedStep } from './resolve-step.js';
import type { Literal, Reference } from './workflow.js';

/** The value a reference points at, or null after reporting why there is none. */
export function referenced(
  reference: Reference,
  who: string,
  around: Surroundings,
  report: Report,
): ProducedValue | null {
  const { workflow, values } = around;
  const fail = (message: string, hint: string): null => {
    report.add('BOT_WF_REFERENCE', reference.position, `${who}: ${reference.text} ${message}`, hint);
    return null;
  };
  const produced = values.filter((value) => value.step.id === reference.head);
  if (around.unresolved.has(reference.head)) return null;
  if (produced.length === 0) {
    const known = workflow.steps.find((step) => step.id === reference.head);
    if (known)
      return fail('points at a step that has no output here yet', 'Refer to an earlier step that produces something.');
    const earlier = [...new Set(values.map((value) => value.step.id))];
    return fail(`points at no step`, suggestName(reference.head, [...earlier, 'params']));
  }
  const name = reference.path[0]!;
  const value = produced.find((candidate) => candidate.output === name);
  return (
    value ??
    fail(
      `points at no output of ${reference.head}`,
      suggestName(
        name,
        produced.map((candidate) => candidate.output),
      ),
    )
  );
}

/** Whether a `$params.name` reference names a parameter of the workflow; reports otherwise. */
export function knownParameter(reference: Reference, who: string, around: Surroundings, report: Report): boolean {
  const names = Object.keys(around.workflow.params);
  if (reference.path.length === 1 && names.includes(reference.path[0]!)) return true;
  const message = `${who}: ${reference.text} is no parameter of the workflow`;
  report.add('BOT_WF_REFERENCE', reference.position, message, suggestName(reference.path.join('.'), names));
  return false;
}

/** Binds an input to what `with` says: a literal, a parameter, or the output of an earlier step. */
export function resolveReference(
  input: string,
  port: PortReference,
  given: Reference | Literal,
  resolved: ResolvedStep,
  around: Surroundings,
  mayTake: (resolved: ResolvedStep, value: ProducedValue) => boolean,
  report: Report,
): BoundInput {
  const absent: BoundInput = { input, port, source: { kind: 'absent' }, how: 'absent' };
  const who = `step "${resolved.step.id}": input "${input}"`;
  if (given.kind === 'literal') {
    if (given.value !== null) return { input, port, source: { kind: 'literal', value: given.value }, how: 'literal' };
    if (!port.optional) report.add('BOT_WF_UNBOUND', given.position, `${who} is required and cannot be null`);
    return absent;
  }
  if (given.head === 'params') {
    if (!knownParameter(given, who, around, report)) return absent;
    return { input, port, source: { kind: 'param', name: given.path[0]! }, how: 'param' };
  }
  const value = referenced(given, who, around, report);
  if (!value) return absent;
  const fail = (message: string, hint: string): BoundInput => {
    report.add('BOT_WF_REFERENCE', given.position, `${who}: ${given.text} ${message}`, hint);
    return absent;
  };
  if (!mayTake(resolved, value)) return fail('reaches beyond the decision', `Use $${value.step.id}.history.`);
  const path = given.path.slice(1);
  if (path.length === 0 && portKey(value.port) !== portKey(port)) {
    return fail(
      `is ${portLabel(value.port)}, the input takes ${portLabel(port)}`,
      `Refer to an output of type ${portKey(port)}.`,
    );
  }
  const how = crossing(
    { scope: value.scope, bySymbol: value.port.bySymbol },
    { scope: resolved.definition.scope, bySymbol: port.bySymbol },
  );
  if (!how)
    return fail(
      `cannot reach this input: ${valueName(value)} is of one symbol each`,
      `The input would have to be BySymbol<${portKey(port)}>.`,
    );
  return { input, port, source: { kind: 'value', value, path }, how };
}
