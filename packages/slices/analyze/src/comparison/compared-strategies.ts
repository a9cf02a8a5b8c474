import { resolveParams } from '@bot-v2/sdk';
import type { NamedStrategy, RunContext, RunnableStrategy, StrategyRef } from '@bot-v2/sdk';

/** A strategy to compare: its code, or the error of finding it. */
export interface Contender {
  readonly ref: StrategyRef;
  readonly strategy: RunnableStrategy | null;
  readonly error: unknown;
}

/**
 * The strategies to compare with complete parameters: those named, else every installed one at its defaults. One that is
 * named has to be there; an installed one whose code does not load keeps its error.
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS, BOT_STRATEGY_PARAMS of a named one
 */
export async function contendersOf(
  named: readonly NamedStrategy[],
  catalogue: RunContext['strategies'],
): Promise<Contender[]> {
  const installed = catalogue.list();
  const wanted: readonly NamedStrategy[] =
    named.length > 0 ? named : installed.map(({ id, provider, version }) => ({ id, provider, version }));
  const contenders: Contender[] = [];
  for (const given of wanted) {
    const asked = { ...stated(given), id: given.id };
    const offer = installed.find(({ id, provider }) => id === asked.id && (asked.provider ?? provider) === provider);
    const params = given.params ?? {};
    const bare = { provider: 'inline', version: '', ...offer, ...asked, params };
    try {
      const strategy = await catalogue.get(asked);
      const complete = resolveParams(strategy, params) as StrategyRef['params'];
      contenders.push({ ref: { ...bare, version: strategy.version, params: complete }, strategy, error: null });
    } catch (error) {
      if (named.length > 0) throw error;
      contenders.push({ ref: bare, strategy: null, error });
    }
  }
  return contenders;
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
