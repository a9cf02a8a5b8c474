import { hierarchicalRiskParity } from '@bot-v2/quant/portfolio';
import { within } from '../agreement.mjs';
import { priceEstimates } from './price-estimates.mjs';

/** Published weights of hierarchical risk parity, single linkage, by name. */
export const weightsForm = {
  form: 'pypfopt_weights_hrp_*.csv',
  claims: (name) => /^pypfopt_weights_hrp_.*\.csv(\.gz)?$/.test(name),
  examine(file, examination) {
    const { names, covariance, correlation } = priceEstimates(file);
    const { weights } = hierarchicalRiskParity(covariance, { linkage: 'single', correlation });
    examination.case('weights');
    examination.read('');
    examination.compareColumn(
      '0',
      Float64Array.from(file.document[''], (name) => weights[names.indexOf(name)]),
      within(0, 1e-8),
    );
  },
};
