import { casesForm } from '../portfolio/cases.form.mjs';
import { matrixForms } from '../portfolio/matrix.forms.mjs';
import { weightsForm } from '../portfolio/weights.form.mjs';

/** Covariances and weights. */
export const area = {
  folder: '05_portfolio',
  forms: [...matrixForms, weightsForm, casesForm],
  inputs: [/^pypfopt_(stock|spy)_prices\.csv(\.gz)?$/],
  notBuilt: [
    { files: /^pypfopt_lw_(single_factor|constant_correlation)/, reason: 'only the constant-variance target is built' },
  ],
};
