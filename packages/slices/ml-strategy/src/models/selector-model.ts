import type { BoostedSelector } from './boosted.model.js';
import type { LinearSelector } from './linear.model.js';

/** What a selector learns from: one row of features per labelled window. */
export interface TrainingRows {
  readonly features: readonly Float64Array[];
  /** Per alternative to the fallback, what it gained over it in each window. */
  readonly gains: readonly Float64Array[];
}

/** A trained model as plain data: what each alternative is expected to gain over the fallback. */
export type SelectorModel = LinearSelector | BoostedSelector;

/** A kind of model, ready to be trained any number of times. */
export interface SelectorTrainer {
  readonly kind: SelectorModel['kind'];
  /** Share by which the training windows must have grown before a walk trains anew; 0 trains at every new window. */
  readonly regrowth: number;
  /** Fits to at least one row; only these rows influence the model. */
  train(rows: TrainingRows): SelectorModel;
  /** Expected gain over the fallback, which is entry 0 and 0, of every candidate in the order of training. */
  predict(model: SelectorModel, features: Float64Array): Float64Array;
}
