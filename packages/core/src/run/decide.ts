import { BotError } from '@bot-v2/sdk';
import type { Account, Allocation, BySymbol, Decision, PositionSize, StrategyChoice } from '@bot-v2/sdk';
import type { BoundInput } from '../workflow/bound-input.js';
import type { BoundStep, BoundWorkflow } from '../workflow/index.js';
import { assembleInput, conditionHolds } from './assemble-input.js';
import type { InputSources } from './assemble-input.js';
import { callStep } from './call-step.js';
import type { RunEnvironment } from './run-environment.js';
import type { World } from './world.js';

/** Whether the step makes bars: their outputs are cut, not made again. */
export function makesBars(step: BoundStep): boolean {
  return Object.values(step.resolved?.definition.out ?? {}).some((port) => port.startsWith('Bars@'));
}

function seesEvaluation(input: BoundInput): boolean {
  return input.port.name === 'Evaluation';
}

/** Ids of the steps whose outputs reach `step`, directly or through others. */
export function upstreamOf(workflow: BoundWorkflow, step: BoundStep): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (inputs: readonly BoundInput[], condition: BoundStep['condition']): void => {
    const ids = inputs.flatMap(({ source }) => (source.kind === 'value' ? [source.value.step.id] : []));
    if (condition?.kind === 'value') ids.push(condition.value.step.id);
    for (const id of ids) {
      if (reached.has(id)) continue;
      reached.add(id);
      const producer = workflow.steps.find((candidate) => candidate.step.id === id);
      if (producer) visit(producer.inputs, producer.condition);
    }
  };
  visit(step.inputs, step.condition);
  return reached;
}

/** The steps to run again for a decision at another time: upstream, without effects, and blind to the evaluation. */
function recurring(workflow: BoundWorkflow, step: BoundStep): BoundStep[] {
  const upstream = upstreamOf(workflow, step);
  return workflow.steps.filter((candidate) => {
    if (!upstream.has(candidate.step.id) || makesBars(candidate) || !candidate.resolved) return false;
    return candidate.resolved.definition.effects !== 'venue' && !candidate.inputs.some(seesEvaluation);
  });
}

async function rerun(
  env: RunEnvironment,
  steps: readonly BoundStep[],
  world: World,
  sources: InputSources,
): Promise<void> {
  for (const step of steps) {
    const symbols = step.resolved?.definition.scope === 'symbol' ? world.symbols : [null];
    for (const symbol of symbols) {
      if (step.replaced) {
        if (symbol !== null) world.put(step.step.id, symbol, replacedOutputs(step, world, symbol));
        continue;
      }
      if (!conditionHolds(step, world, symbol, sources)) continue;
      const called = await callStep(env, step, world, symbol, sources);
      if ('outputs' in called) world.put(step.step.id, symbol, called.outputs);
      else if (step.step.onError.action === 'fallback') world.put(step.step.id, symbol, step.step.onError.outputs);
      else if (step.step.onError.action === 'continue') continue;
      else if (symbol !== null && world.symbols.length > 1)
        world.symbols = world.symbols.filter((other) => other !== symbol);
      else throw called.error;
    }
  }
}

/** What a replaced step passes on: the strategy the user named. */
export function replacedOutputs(step: BoundStep, world: World, symbol: string): Readonly<Record<string, unknown>> {
  const outputs = Object.entries(step.resolved?.definition.out ?? {}).filter(([, port]) =>
    port.startsWith('StrategyChoice@'),
  );
  return Object.fromEntries(outputs.map(([name]) => [name, world.ports.choices.get(symbol)]));
}

function gather(step: BoundStep, world: World, sources: InputSources, at: number): Decision {
  const { input } = assembleInput(step, world, null, sources);
  const ofPort = (name: string) => {
    const bound = step.inputs.find((candidate) => candidate.port.name === name && candidate.port.bySymbol);
    return bound ? (input[bound.input] as BySymbol<unknown> | undefined) : undefined;
  };
  const choices = ofPort('StrategyChoice') as BySymbol<StrategyChoice> | undefined;
  const sizes = ofPort('PositionSize') as BySymbol<PositionSize> | undefined;
  const allocation = ofPort('Allocation') as BySymbol<Allocation> | undefined;
  if (!choices) {
    throw new BotError(
      'BOT_CAP_INPUT',
      `step "${step.step.id}" has no choices bound, so nothing can be decided for it`,
      {
        hint: 'ctx.decide is for steps that take choices of all symbols.',
      },
    );
  }
  const perSymbol = Object.entries(choices).map(
    ([symbol, choice]) => [symbol, { choice, ...(sizes?.[symbol] ? { size: sizes[symbol] } : {}) }] as const,
  );
  return { at, perSymbol: Object.fromEntries(perSymbol), ...(allocation ? { allocation } : {}) };
}

/** The account's tier in a decision: the same for all symbols. */
function tierIn({ allocation }: Decision): Account['previousTier'] {
  return Object.values(allocation ?? {})[0]?.tier;
}

/**
 * `ctx.decide` of an executing step: the steps upstream of it, on the bars known at `at` (copies, cut there) and with the
 * given account, which carries the tier of the decision before it. At the run's own decision with the run's own account,
 * what was decided already is returned.
 */
export function decideFor(
  env: RunEnvironment,
  step: BoundStep,
  world: World,
  sources: InputSources,
): (at: number, account: Account) => Promise<Decision> {
  let tier: Account['previousTier'];
  return async (at, account) => {
    tier ??= tierIn(gather(step, world, sources, at));
    if (at === world.decideAt && account === world.ports.account) return gather(step, world, sources, at);
    const barSteps = env.workflow.steps
      .filter(makesBars)
      .flatMap((producer) =>
        Object.entries(producer.resolved?.definition.out ?? {}).flatMap(([output, port]) =>
          port.startsWith('Bars@') ? [{ step: producer.step.id, output }] : [],
        ),
      );
    const past = world.at(at, tier === undefined ? account : { ...account, previousTier: tier }, barSteps);
    await rerun(env, recurring(env.workflow, step), past, sources);
    const decision = gather(step, past, sources, at);
    tier = tierIn(decision) ?? tier;
    return decision;
  };
}
