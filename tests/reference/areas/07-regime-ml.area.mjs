import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'regime-ml');

/** Every `*.form.mjs` of `regime-ml/` exports `forms`; a form that claims a file below takes it off the list of what is not built. */
const forms = [];
for (const name of readdirSync(folder).sort()) {
  if (name.endsWith('.form.mjs')) forms.push(...(await import(join(folder, name))).forms);
}

/** Regime models and machine learning. Tables whose name does not begin like a list of cases, or ends in `_data`, are inputs. */
export const area = {
  folder: '07_regime_ml',
  sources: () => [],
  forms,
  inputs: [/^(?!hmm_|garch_|markov_|ml_)[^/]*\.csv(\.gz)?$/, /_data\.csv(\.gz)?$/],
  notBuilt: [],
};
