import { portfolioForms } from '../portfolio/portfolio.forms.mjs';

/** Covariances and weights. */
export const area = {
  folder: '05_portfolio',
  forms: portfolioForms,
  inputs: [/^pypfopt_(stock|spy)_prices\.csv(\.gz)?$/],
  notBuilt: [{ files: /^pypfopt_weights_hrp_.*\.csv$/, reason: 'hierarchical risk parity is not built' }],
};
