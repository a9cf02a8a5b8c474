import type { MlStrategyConfig } from '../ml-strategy.config.js';
import { boostedTrainer } from './boosted.model.js';
import { linearTrainer } from './linear.model.js';
import type { SelectorModel, SelectorTrainer } from './selector-model.js';

/** The trainer of one kind of model. */
export function trainerOf(kind: SelectorModel['kind'], config: MlStrategyConfig): SelectorTrainer {
  return kind === 'linear' ? linearTrainer(config.penalty) : boostedTrainer(config.boosted);
}

/** The trainers of the configured model: one, or both for `best_past`, the simpler first. */
export function configuredTrainers(config: MlStrategyConfig): SelectorTrainer[] {
  const kinds = config.model === 'best_past' ? (['linear', 'boosted'] as const) : [config.model];
  return kinds.map((kind) => trainerOf(kind, config));
}
