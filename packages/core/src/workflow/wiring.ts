import type { Mode } from '@bot-v2/sdk';
import type { PortReference } from '@bot-v2/sdk/manifest';
import { suggestName } from '@bot-v2/sdk/errors';
import type { Candidate } from '../registry/candidate.js';
import { bindStep, portsOf } from './bind-step.js';
import type { Surroundings } from './bind-step.js';
import type { BoundInput, RunPort } from './bound-input.js';
import { CapabilityIndex } from './capability-index.js';
import { checkConditionScope, checkFallback, checkModes } from './check-steps.js';
import { Report } from './diagnostic.js';
import type { Diagnostic } from './diagnostic.js';
import { liveSection } from '../config/live-confirmation.js';
import { defaultsKeys } from './parse-workflow.js';
import type { ProducedValue } from './produced-value.js';
import { knownParameter, referenced } from './resolve-reference.js';
import { resolveStep } from './resolve-step.js';
import type { ResolvedStep } from './resolve-step.js';
import type { Reference, Workflow, WorkflowStep } from './workflow.js';

/** What a workflow is checked against. */
export interface WorkflowContext {
  readonly candidates: readonly Candidate[];
  /** Capability id → slice id, where several provide one. */
  readonly providers?: Readonly<Record<string, string>>;
  readonly mode?: Mode;
  /** The user named a strategy: it takes the place of steps that would choose one. */
  readonly strategyNamed?: boolean;
}

/** A step with everything bound; `resolved` is null when no loaded slice has its slice or method. */
export interface BoundStep {
  readonly step: WorkflowStep;
  readonly resolved: ResolvedStep | null;
  readonly replaced: boolean;
  readonly inputs: readonly BoundInput[];
  readonly condition:
    | { readonly kind: 'param'; readonly name: string }
    | { readonly kind: 'value'; readonly value: ProducedValue; readonly path: readonly string[] }
    | null;
}

/** A workflow with everything bound, and what is wrong with it. */
export interface BoundWorkflow {
  readonly workflow: Workflow;
  readonly steps: readonly BoundStep[];
  readonly modes: readonly Mode[];
  readonly outputs: readonly {
    readonly name: string;
    readonly value: ProducedValue;
    readonly path: readonly string[];
  }[];
  readonly diagnostics: readonly Diagnostic[];
}

const single = (name: string): PortReference => ({ name, major: 1, bySymbol: false, optional: false });

/** What a step puts at the disposal of later ones; a replaced step only passes the user's choice on. */
function producedBy(resolved: ResolvedStep, inputs: readonly BoundInput[], replaced: boolean): ProducedValue[] {
  const ancestors = new Set<ProducedValue>();
  for (const { source } of inputs) {
    if (source.kind !== 'value') continue;
    ancestors.add(source.value);
    for (const earlier of source.value.ancestors) ancestors.add(earlier);
  }
  const { step, definition } = resolved;
  return portsOf(definition.out).flatMap(([output, port]) => {
    if (replaced && port.name !== 'StrategyChoice') return [];
    const value: ProducedValue = { step, output, port, scope: definition.scope, derivedFrom: null, ancestors };
    if (port.name !== 'Bars' || port.bySymbol || definition.scope !== 'symbol') return [value];
    const derive = (name: string, portName: string): ProducedValue => ({
      ...value,
      output: name,
      port: single(portName),
      derivedFrom: value,
      ancestors: new Set([...ancestors, value]),
    });
    return [value, derive('history', 'History'), derive('evaluation', 'Evaluation')];
  });
}

function bindCondition(step: WorkflowStep, around: Surroundings, report: Report): BoundStep['condition'] {
  const reference = step.if;
  if (!reference) return null;
  const who = `step "${step.id}": if`;
  if (reference.head === 'params') {
    return knownParameter(reference, who, around, report) ? { kind: 'param', name: reference.path[0]! } : null;
  }
  const value = referenced(reference, who, around, report);
  return value && { kind: 'value', value, path: reference.path.slice(1) };
}

/** A named strategy takes the place of a step that would choose one from scratch. */
function isReplaced(resolved: ResolvedStep, strategyNamed: boolean): boolean {
  const takes = portsOf(resolved.definition.in).some(([, port]) => port.name === 'StrategyChoice');
  const gives = portsOf(resolved.definition.out).some(([, port]) => port.name === 'StrategyChoice');
  return strategyNamed && gives && !takes;
}

/**
 * Binds every input of a workflow and checks all of it against manifests; imports nothing. The diagnostics are empty
 * when slices, methods, ports, modes and references all fit. Behind a step that is itself unknown, unbound inputs are not
 * reported: it might have produced them.
 */
export function bindWorkflow(workflow: Workflow, context: WorkflowContext): BoundWorkflow {
  const report = new Report(workflow.file);
  const index = new CapabilityIndex(context.candidates);
  const choices = { providers: context.providers ?? {}, mode: context.mode };
  const runPorts = new Map<string, { port: RunPort; scope: 'symbol' | 'portfolio' }>([
    ['BarsRequest@1', { port: 'BarsRequest@1', scope: 'symbol' }],
    ['Account@1', { port: 'Account@1', scope: 'portfolio' }],
    ['RunEvent@1', { port: 'RunEvent@1', scope: 'portfolio' }],
  ]);
  if (context.strategyNamed === true) {
    runPorts.set('StrategyChoice@1', { port: 'StrategyChoice@1', scope: 'symbol' });
    runPorts.set('StrategyList@1', { port: 'StrategyList@1', scope: 'portfolio' });
  }
  const values: ProducedValue[] = [];
  const unresolved = new Set<string>();
  const around: Surroundings = { workflow, values, unresolved, runPorts };
  const steps = workflow.steps.map((step): BoundStep => {
    const condition = bindCondition(step, around, report);
    const resolved = resolveStep(step, index, choices, report) ?? null;
    if (!resolved) {
      unresolved.add(step.id);
      return { step, resolved, replaced: false, inputs: [], condition };
    }
    checkConditionScope(resolved, condition, report);
    const replaced = isReplaced(resolved, context.strategyNamed === true);
    const inputs = replaced ? [] : bindStep(resolved, around, report);
    checkFallback(resolved, report);
    values.push(...producedBy(resolved, inputs, replaced));
    return { step, resolved, replaced, inputs, condition };
  });
  const outputs = Object.entries(workflow.outputs).flatMap(([name, reference]: [string, Reference]) => {
    const value = referenced(reference, `output "${name}"`, around, report);
    return value ? [{ name, value, path: reference.path.slice(1) }] : [];
  });
  // A workflow confirms nothing for whoever runs it.
  const settable = [...defaultsKeys, ...index.slices.filter((slice) => slice !== liveSection)];
  for (const [key, position] of Object.entries(workflow.defaultsPositions)) {
    if (settable.includes(key)) continue;
    report.add('BOT_WF_UNKNOWN_KEY', position, `defaults cannot set "${key}"`, suggestName(key, settable));
  }
  const modes = checkModes(workflow, steps, context, report);
  const certain = report.diagnostics.filter((problem) => unresolved.size === 0 || problem.code !== 'BOT_WF_UNBOUND');
  return { workflow, steps, modes, outputs, diagnostics: certain };
}
