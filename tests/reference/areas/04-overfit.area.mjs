import { sharpeSignificanceForm } from '../overfit/sharpe-significance.form.mjs';

/** How likely a result is luck. */
export const area = {
  folder: '04_overfit',
  forms: [sharpeSignificanceForm],
  inputs: [/^psr_returns.*\.csv(\.gz)?$/],
  notBuilt: [
    { files: /^pbo.*\.csv(\.gz)?$/, reason: 'the probability of backtest overfitting is not built' },
    { files: /^cpcv_splits_.*\.json$/, reason: 'combinatorial purged cross-validation is not built' },
    { files: /^walk_forward_splits_.*\.json$/, reason: 'walk-forward splits are not built' },
    { files: /^spa_.*\.(json|csv)(\.gz)?$/, reason: 'Hansen’s test of superior predictive ability is not built' },
  ],
};
