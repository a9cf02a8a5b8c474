import { decisionInstant } from '@bot-v2/sdk';
import type { Bars } from '@bot-v2/sdk';
import type { BoundStep, BoundWorkflow } from '../workflow/index.js';
import type { World } from './world.js';

/** Whether any step is judged on bars that come after the decision. */
function isJudged(workflow: BoundWorkflow): boolean {
  const inputs = workflow.steps.flatMap((step) => step.inputs);
  return inputs.some(({ port, source }) => port.name === 'Evaluation' && source.kind === 'value');
}

/** The outputs of a step from which a later step takes its history or evaluation. */
function splitOutputs(workflow: BoundWorkflow, step: BoundStep): string[] {
  const sources = workflow.steps.flatMap((later) => later.inputs).map((input) => input.source);
  const bars = sources.flatMap((source) =>
    source.kind === 'value' && source.value.derivedFrom ? [source.value.derivedFrom] : [],
  );
  return [...new Set(bars.filter((value) => value.step.id === step.step.id).map((value) => value.output))];
}

/**
 * Derives history and evaluation from the bars a step produced, where a later step takes them. The first such step fixes
 * the run's one decision instant, over the common span of its symbols. At fraction 1 every bar of every symbol is history,
 * where no step evaluates bars.
 * @throws BOT_DATA_DECIDE_AT
 */
export function splitBars(
  workflow: BoundWorkflow,
  step: BoundStep,
  world: World,
  decideAt: { fraction: number } | { date: number },
): void {
  for (const output of splitOutputs(workflow, step)) {
    const frames = world.symbols.flatMap((symbol) => {
      const bars = world.outputs(step.step.id, symbol)?.[output] as Bars | undefined;
      return bars === undefined ? [] : [bars];
    });
    if (frames.length === 0) continue;
    const whole = 'fraction' in decideAt && decideAt.fraction === 1 && !isJudged(workflow);
    world.decideAt ??= whole ? Infinity : decisionInstant(frames, decideAt);
    world.split(step.step.id, output);
  }
}
