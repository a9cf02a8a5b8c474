import { boostTrees, predictBoosted } from '@bot-v2/quant/learning';
import type { BoostedTrees, BoostOptions } from '@bot-v2/quant/learning';
import { fromRows, matrix } from '@bot-v2/quant/linear';
import { invariant } from '@bot-v2/sdk';
import type { SelectorTrainer } from './selector-model.js';

/** Boosted trees per alternative. */
export interface BoostedSelector {
  readonly kind: 'boosted';
  readonly ensembles: readonly BoostedTrees[];
}

/** How the trees are grown: windows are few and labels noisy, so trees are small and leaves hold several windows. */
export interface BoostedSettings {
  readonly rounds: number;
  readonly leaves: number;
  readonly leafWindows: number;
}

/** Gradient-boosted trees, squared error, one ensemble per alternative's gain. */
export function boostedTrainer({ rounds, leaves, leafWindows }: BoostedSettings): SelectorTrainer {
  const options: BoostOptions = { rounds, maxLeaves: leaves, minLeafRows: leafWindows, maxBins: 32 };
  return {
    kind: 'boosted',
    regrowth: 0.05,
    train: ({ features, gains }) => {
      const x = fromRows(features);
      const ensembles = gains.map((y) => {
        const fit = boostTrees(x, y, options);
        invariant(fit !== null, 'trees are boosted on at least one row', { rows: x.rows });
        return fit;
      });
      return { kind: 'boosted', ensembles };
    },
    predict: (model, features) => {
      invariant(model.kind === 'boosted', 'a trainer predicts with its own kind of model', { kind: model.kind });
      const row = matrix(1, features.length, features);
      return Float64Array.of(0, ...model.ensembles.map((each) => predictBoosted(each, row)[0]!));
    },
  };
}
