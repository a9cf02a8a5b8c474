import { modelConfidenceSet, superiorAbility, superiorModels } from '@bot-v2/quant/overfitting';
import { exact, within } from '../agreement.mjs';
import { numbers } from '../reference-file.mjs';

/** Mean block length and size of the tests, where a case states none. */
const usual = { block_size: 10, size: 0.05 };
/** Monte-Carlo error of both sides. */
const byChance = within(0, 0.03);

/** Hansen's test, StepM and the model confidence set on recorded losses. */
export const superiorAbilityForm = {
  form: 'spa_*.json',
  claims: (name) => /^spa_.*\.json$/.test(name),
  examine(file, examination) {
    file.document.forEach((each, k) => {
      for (const key of ['id', 'source', 'file', 'tol', 'note', 'sd', 'size', 'block_size']) examination.read(k, key);
      examination.case(each.id);
      const { bench, ...others } = file.beside(each.file).document;
      const benchmark = numbers(bench);
      const models = Object.values(others).map(numbers);
      const { block_size: block, size } = { ...usual, ...each };
      // arch takes the wish to studentise, and compares the differences as they are.
      const settings = { block, size, draws: 20_000, seed: 1, studentised: false };
      const { meanDifference, variance, pValues } = superiorAbility({ benchmark, models, ...settings });
      const { lower, consistent, upper } = pValues;
      const list = (key, actual, tolerance) => {
        if (!(key in each)) return;
        if (each[key].length !== actual.length)
          examination.fail(`${key}: ${each[key].length} values, ours are ${actual.length}`);
        each[key].forEach((value, i) => examination.compare([k, key, i], value, actual[i], tolerance));
      };
      list('loss_diff_mean', meanDifference, within(1e-9));
      list('loss_diff_var_stationary_kernel', variance, within(1e-8));
      list('mean', [lower, consistent, upper], byChance);
      each.pvalues_lower_consistent_upper_by_seed?.forEach((row, r) => {
        row.forEach((value, i) =>
          examination.compare(
            [k, 'pvalues_lower_consistent_upper_by_seed', r, i],
            value,
            [lower, consistent, upper][i],
            byChance,
          ),
        );
      });
      list('stepm_superior', superiorModels({ benchmark, models, ...settings }), exact);
      list('mcs_included', modelConfidenceSet(models, { ...settings, draws: 1000 }).included, exact);
    });
  },
};
