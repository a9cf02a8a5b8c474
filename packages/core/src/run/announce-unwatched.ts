import type { BoundStep } from '../workflow/index.js';
import { makesBars, upstreamOf } from './decide.js';
import type { RunEnvironment } from './run-environment.js';

/**
 * Says of a slice that provides bars and takes decisions on them that nothing keeps it from what comes later: it has read
 * the whole range before its History was cut.
 */
export function announceUnwatched({ workflow, bus }: RunEnvironment): void {
  const judging = workflow.steps.filter(({ inputs }) => inputs.some(({ port }) => port.name === 'Evaluation'));
  const deciding = new Set(judging.flatMap((step) => [...upstreamOf(workflow, step)]));
  const steps = workflow.steps.filter((step) => !step.replaced && deciding.has(step.step.id));
  const providers = (some: BoundStep[]) => new Set(some.flatMap(({ resolved }) => resolved?.provider ?? []));
  const sources = providers(steps.filter(makesBars));
  const deciders = providers(steps.filter((step) => !makesBars(step)));
  for (const slice of [...deciders].filter((id) => sources.has(id))) {
    bus.emit({
      type: 'decision.unwatched',
      severity: 'warning',
      message: `${slice} provides the bars and decides on them: that it does not look ahead is its word alone`,
      data: { slice },
    });
  }
}
