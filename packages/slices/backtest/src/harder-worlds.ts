import type { FrameInput, FrameRun } from '@bot-v2/engine';
import type { Costs, StressScenario, Terms } from '@bot-v2/sdk';
import { delayedStrategy } from './delayed-strategy.js';

/** A way to make the world harder: the input of the run that measures it, or null where nothing could differ. */
export interface HarderWorld {
  readonly name: StressScenario['name'];
  readonly text: string;
  readonly input: FrameInput | null;
}

function timesTwo(costs: Costs): Costs {
  return Object.fromEntries(Object.entries(costs).map(([name, value]) => [name, (value ?? 0) * 2])) as Costs;
}

/** Terms under which commission, spread, slippage, borrowing stock and borrowing cash cost twice as much. */
export function doubledCosts(terms: Terms): Terms {
  const { borrowRate, margin } = terms;
  return {
    ...terms,
    costs: timesTwo(terms.costs),
    ...(borrowRate === undefined ? {} : { borrowRate: 2 * borrowRate }),
    ...(margin === undefined ? {} : { margin: { ...margin, interest: 2 * margin.interest } }),
  };
}

function costsDoubled(input: FrameInput): HarderWorld {
  const terms = doubledCosts(input.account.terms);
  return { name: 'costs_doubled', text: 'every cost twice', input: { ...input, account: { ...input.account, terms } } };
}

function oneBarLater(input: FrameInput): HarderWorld {
  const delayed = <T extends { readonly strategy: Parameters<typeof delayedStrategy>[0] }>(choice: T): T => {
    return { ...choice, strategy: delayedStrategy(choice.strategy) };
  };
  return {
    name: 'one_bar_later',
    text: 'every signal acted on one bar later',
    input: {
      ...input,
      legs: input.legs.map(delayed),
      decisions: (input.decisions ?? []).map((decision) => ({
        ...decision,
        perSymbol: Object.fromEntries(
          Object.entries(decision.perSymbol).map(([symbol, choice]) => [symbol, delayed(choice)]),
        ),
      })),
    },
  };
}

/** Where one bar could have meant two things: stop before target, and a limit only touched is not filled. */
function pessimisticTies(input: FrameInput, run: FrameRun): HarderWorld {
  const { policies, ambiguousBars } = run;
  const name = 'pessimistic_ties';
  if (policies.loop.tie === 'stop-loss' && policies.loop.limitFill === 'through') {
    const counted = ambiguousBars === 1 ? '1 bar was' : `${ambiguousBars} bars were`;
    return {
      name,
      text: `the worse order of prices inside a bar: the rule already, ${counted} ambiguous`,
      input: null,
    };
  }
  const loop = { ...policies.loop, tie: 'stop-loss', limitFill: 'through' } as const;
  return {
    name,
    text: 'stop before target in one bar, limits filled only when traded through',
    input: { ...input, policies: { ...policies, loop } },
  };
}

/** The harder worlds that are measured by trading the bars again, with the same decisions and without probe. */
export function harderWorlds(given: FrameInput, run: FrameRun): readonly HarderWorld[] {
  const { onProgress: _, ...rest } = given;
  const input: FrameInput = { ...rest, probe: false };
  return [costsDoubled(input), oneBarLater(input), pessimisticTies(input, run)];
}
