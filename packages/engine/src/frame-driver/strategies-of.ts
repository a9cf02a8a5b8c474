import type { FrameDecision, Leg } from '../loop/index.js';

/** `id@version` of a leg's strategy, or of each one in turn when decisions replaced it. */
export function strategiesOf(leg: Leg, decisions: readonly FrameDecision[]): string {
  const name = (strategy: { id: string; version: string }) => `${strategy.id}@${strategy.version}`;
  const names = [name(leg.strategy)];
  for (const decision of decisions) {
    const choice = decision.perSymbol[leg.symbol];
    if (choice !== undefined && name(choice.strategy) !== names[names.length - 1]) names.push(name(choice.strategy));
  }
  return names.join(' → ');
}
