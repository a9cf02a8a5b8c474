import type { Mode } from '@bot-v2/sdk';
import type { CapabilityManifest } from '@bot-v2/sdk/manifest';
import { suggestName } from '@bot-v2/sdk/errors';
import { refusedHint } from '../registry/candidate.js';
import type { CapabilityIndex, Provider } from './capability-index.js';
import type { Report } from './diagnostic.js';
import { allModes } from './parse-workflow.js';
import type { WorkflowStep } from './workflow.js';

/** A step whose slice and method are known. */
export interface ResolvedStep {
  readonly step: WorkflowStep;
  readonly capability: string;
  readonly definition: CapabilityManifest;
  /** The slice that will run it; null while only the mode can tell. */
  readonly provider: string | null;
  /** Modes in which somebody provides it. */
  readonly modes: readonly Mode[];
}

/** What was chosen for the run. */
export interface Choices {
  readonly providers: Readonly<Record<string, string>>;
  readonly mode: Mode | undefined;
}

function chooseByName(
  step: WorkflowStep,
  id: string,
  name: string,
  index: CapabilityIndex,
  report: Report,
): readonly Provider[] {
  const providers = index.providersOf(id);
  const chosen = providers.filter((provider) => provider.slice === name);
  if (chosen.length === 0) {
    const refused = index.refusedFor(name);
    const names = providers.map((provider) => provider.slice);
    report.add(
      'BOT_WF_UNKNOWN_SLICE',
      step.positions.provider,
      `step "${step.id}": "${name}" does not provide ${id}`,
      refused ? refusedHint(refused) : suggestName(name, names),
    );
  }
  return chosen;
}

/**
 * Finds capability and provider of a step. Several providers for one mode need a choice: `provider:` on the step or
 * `providers: {capability: slice}` in the configuration.
 */
export function resolveStep(
  step: WorkflowStep,
  index: CapabilityIndex,
  choices: Choices,
  report: Report,
): ResolvedStep | undefined {
  const methods = index.methodsOf(step.slice);
  if (!methods) {
    const hint = index.hintFor(step.slice);
    report.add(
      'BOT_WF_UNKNOWN_SLICE',
      step.positions.slice,
      `step "${step.id}": no loaded slice provides "${step.slice}"`,
      hint,
    );
    return undefined;
  }
  const capability = methods.get(step.method);
  if (capability === undefined) {
    const message = `step "${step.id}": ${step.slice} has no method "${step.method}"`;
    report.add('BOT_WF_UNKNOWN_METHOD', step.positions.method, message, suggestName(step.method, methods.keys()));
    return undefined;
  }
  const named = step.provider ?? choices.providers[capability];
  const candidates =
    named === undefined ? index.providersOf(capability) : chooseByName(step, capability, named, index, report);
  if (candidates.length === 0) return undefined;
  const modes = allModes.filter((mode) => candidates.some((provider) => provider.modes.includes(mode)));
  const asked = choices.mode === undefined ? allModes : [choices.mode];
  for (const mode of asked) {
    const rivals = candidates.filter((provider) => provider.modes.includes(mode)).map((provider) => provider.slice);
    if (rivals.length < 2) continue;
    const message = `step "${step.id}": ${rivals.join(' and ')} both provide ${capability} in mode ${mode}`;
    report.add(
      'BOT_REGISTRY_AMBIGUOUS',
      step.positions.method,
      message,
      `Choose one: providers: {${capability}: ${rivals[0]!}} in the configuration, or provider: ${rivals[0]!} on the step.`,
    );
    return undefined;
  }
  const serving = candidates.filter((provider) => asked.some((mode) => provider.modes.includes(mode)));
  const provider = serving.length === 1 ? serving[0]!.slice : null;
  return { step, capability, definition: (serving[0] ?? candidates[0]!).capability, provider, modes };
}
