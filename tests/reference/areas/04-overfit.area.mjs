import { overfittingSplitsForm, overfittingSummaryForm } from '../overfit/backtest-overfitting.form.mjs';
import { sharpeSignificanceForm } from '../overfit/sharpe-significance.form.mjs';
import { combinatorialForm, walkForwardForm } from '../overfit/splits.form.mjs';
import { superiorAbilityForm } from '../overfit/superior-ability.form.mjs';

/** How likely a result is luck. */
export const area = {
  folder: '04_overfit',
  forms: [
    sharpeSignificanceForm,
    overfittingSplitsForm,
    overfittingSummaryForm,
    combinatorialForm,
    walkForwardForm,
    superiorAbilityForm,
  ],
  inputs: [/^psr_returns.*\.csv(\.gz)?$/, /^pbo.*\.matrix\.csv(\.gz)?$/, /^spa_.*\.csv(\.gz)?$/],
  notBuilt: [],
};
