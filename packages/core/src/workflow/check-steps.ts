import type { Mode } from '@bot-v2/sdk';
import { suggestName } from '@bot-v2/sdk/errors';
import type { Report } from './diagnostic.js';
import { allModes } from './parse-workflow.js';
import type { ResolvedStep } from './resolve-step.js';
import type { BoundStep, WorkflowContext } from './wiring.js';
import type { Workflow } from './workflow.js';

/** A portfolio step cannot depend on a value that each symbol has its own of. */
export function checkConditionScope(
  { step, definition }: ResolvedStep,
  condition: BoundStep['condition'],
  report: Report,
): void {
  if (condition?.kind !== 'value' || condition.value.scope === 'portfolio' || definition.scope === 'symbol') return;
  const message = `step "${step.id}": if: ${step.if!.text} differs by symbol, the step is one for all`;
  report.add('BOT_WF_REFERENCE', step.if!.position, message, 'Refer to a parameter or to a portfolio step.');
}

/** A fallback gives every output of its step, and no other. */
export function checkFallback(resolved: ResolvedStep, report: Report): void {
  const { step, definition, capability } = resolved;
  if (step.onError.action !== 'fallback') return;
  const names = Object.keys(definition.out);
  for (const name of Object.keys(step.onError.outputs)) {
    if (names.includes(name)) continue;
    report.add(
      'BOT_WF_UNKNOWN_KEY',
      step.onError.position,
      `step "${step.id}": ${capability} has no output "${name}"`,
      suggestName(name, names),
    );
  }
  const missing = names.filter((name) => !(name in (step.onError as { outputs: object }).outputs));
  if (missing.length === 0) return;
  report.add(
    'BOT_WF_SHAPE',
    step.onError.position,
    `step "${step.id}": the fallback lacks ${missing.join(', ')}`,
    'A fallback gives every output of the step.',
  );
}

/** The modes in which all steps can run; reports when there is none, or not the one asked for. */
export function checkModes(
  workflow: Workflow,
  steps: readonly BoundStep[],
  context: WorkflowContext,
  report: Report,
): Mode[] {
  const resolved = steps.flatMap((step) => (step.resolved ? [step.resolved] : []));
  const modes = (workflow.modes ?? allModes).filter((mode) => resolved.every((step) => step.modes.includes(mode)));
  const { mode } = context;
  if (modes.length === 0 && resolved.length === steps.length) {
    const each = resolved.map((step) => `${step.step.id}: ${step.modes.join('|')}`).join(', ');
    report.add(
      'BOT_WF_MODE',
      workflow.position,
      `workflow "${workflow.name}" can run in no mode`,
      `Its steps run in different modes (${each}).`,
    );
  } else if (mode !== undefined && !modes.includes(mode)) {
    const culprit = resolved.find((step) => !step.modes.includes(mode))?.step;
    const why = culprit ? `: step "${culprit.id}" cannot` : '';
    const hint = modes.length > 0 ? `It runs in ${modes.join(', ')}.` : '';
    report.add(
      'BOT_WF_MODE',
      culprit?.positions.slice ?? workflow.position,
      `workflow "${workflow.name}" does not run in mode ${mode}${why}`,
      hint,
    );
  }
  return modes;
}
