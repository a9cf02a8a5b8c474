import { resolveParams } from '@bot-v2/sdk';
import type { NamedStrategy, RunContext, RunnableStrategy, StrategyRef } from '@bot-v2/sdk';

/** A strategy to compare: its code, or the error of finding it. */
export interface Contender {
  readonly ref: StrategyRef;
  readonly strategy: RunnableStrategy | null;
  readonly error: unknown;
}

/**
 * The strategies to compare with complete parameters, each once: those named; a single one beside every installed one at its defaults,
 * and without names those alone. One that is named has to be there; an installed one whose code does not load keeps its
 * error.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS, BOT_STRATEGY_PARAMS of a named one
 */
export async function contendersOf(
  named: readonly NamedStrategy[],
  catalogue: RunContext['strategies'],
): Promise<Contender[]> {
  const contenders: Contender[] = [];
  for (const given of named) {
    const contender = await contenderOf(given, catalogue);
    if (!contenders.some(({ ref }) => sameRef(ref, contender.ref))) contenders.push(contender);
  }
  if (contenders.length > 1) return contenders;
  for (const installed of catalogue.list()) {
    try {
      const contender = await contenderOf(installed, catalogue);
      if (!contenders.some(({ ref }) => sameRef(ref, contender.ref))) contenders.push(contender);
    } catch (error) {
      contenders.push({ ref: { ...installed, params: {} }, strategy: null, error });
    }
  }
  return contenders;
}

async function contenderOf(given: NamedStrategy, catalogue: RunContext['strategies']): Promise<Contender> {
  const asked = { ...stated(given), id: given.id };
  const offer = catalogue
    .list()
    .find(({ id, provider }) => id === asked.id && (asked.provider ?? provider) === provider);
  const strategy = await catalogue.get(asked);
  const params = resolveParams(strategy, given.params ?? {}) as StrategyRef['params'];
  const ref = { provider: 'inline', ...offer, ...asked, version: strategy.version, params };
  return { ref, strategy, error: null };
}

/** Whether two references are of one strategy with the same parameters, complete in both. */
function sameRef(a: StrategyRef, b: StrategyRef): boolean {
  const names = Object.keys(a.params);
  return (
    a.id === b.id &&
    a.provider === b.provider &&
    a.artifact === b.artifact &&
    names.every((name) => a.params[name] === b.params[name])
  );
}

/** What is given of a reference, without what is not. */
function stated({ provider, version, artifact, knownThrough }: NamedStrategy): Partial<StrategyRef> {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(version === undefined ? {} : { version }),
    ...(artifact === undefined ? {} : { artifact }),
    ...(knownThrough === undefined ? {} : { knownThrough }),
  };
}
