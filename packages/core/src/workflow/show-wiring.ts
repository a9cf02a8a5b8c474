import type { Mode } from '@bot-v2/sdk';
import { portsOf } from './bind-step.js';
import type { BoundInput, Crossing } from './bound-input.js';
import type { Diagnostic } from './diagnostic.js';
import { portLabel, valueName } from './produced-value.js';
import { bindWorkflow } from './wiring.js';
import type { BoundStep, WorkflowContext } from './wiring.js';
import type { Workflow } from './workflow.js';

/** One step's wiring, as plain data for display. */
export interface StepWiring {
  readonly id: string;
  readonly slice: string;
  readonly method: string;
  /** Null when no loaded slice has it. */
  readonly capability: string | null;
  /** Null when missing, or when only the run's mode can tell. */
  readonly provider: string | null;
  readonly scope: 'symbol' | 'portfolio';
  readonly effects: 'none' | 'read' | 'venue';
  /** The user named the strategy: the step is skipped. */
  readonly replaced: boolean;
  readonly inputs: readonly {
    readonly input: string;
    readonly port: string;
    readonly from: string;
    readonly how: Crossing;
  }[];
  readonly outputs: readonly { readonly output: string; readonly port: string }[];
}

/** A workflow's wiring, as plain data for display. */
export interface Wiring {
  readonly name: string;
  readonly description: string;
  readonly file: string;
  readonly modes: readonly Mode[];
  readonly steps: readonly StepWiring[];
  readonly diagnostics: readonly Diagnostic[];
}

function sourceText({ source }: BoundInput): string {
  switch (source.kind) {
    case 'value':
      return [valueName(source.value), ...source.path].join('.');
    case 'run':
      return `run.${source.port}`;
    case 'param':
      return `params.${source.name}`;
    case 'literal':
      return JSON.stringify(source.value);
    case 'absent':
      return '';
  }
}

function stepWiring({ step, resolved, replaced, inputs }: BoundStep): StepWiring {
  const definition = resolved?.definition;
  return {
    id: step.id,
    slice: step.slice,
    method: step.method,
    capability: resolved?.capability ?? null,
    provider: resolved?.provider ?? null,
    scope: definition?.scope ?? 'symbol',
    effects: definition?.effects ?? 'none',
    replaced,
    inputs: inputs.map((input) => ({
      input: input.input,
      port: portLabel(input.port),
      from: sourceText(input),
      how: input.how,
    })),
    outputs: definition ? portsOf(definition.out).map(([output, port]) => ({ output, port: portLabel(port) })) : [],
  };
}

/** How the inputs of a workflow are bound, with all problems found; imports no slice. */
export function wiring(workflow: Workflow, context: WorkflowContext): Wiring {
  const { name, description, file } = workflow;
  const { steps, modes, diagnostics } = bindWorkflow(workflow, context);
  return { name, description, file, modes, steps: steps.map(stepWiring), diagnostics };
}
