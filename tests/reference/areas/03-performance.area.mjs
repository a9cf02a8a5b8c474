import { empyricalForm } from '../performance/empyrical.form.mjs';
import { realReturnsForm } from '../performance/real-returns.form.mjs';

/** Performance and risk statistics of quant. */
export const area = {
  folder: '03_perf',
  forms: [empyricalForm, realReturnsForm],
  inputs: [/^returns_.*\.csv(\.gz)?$/],
  notBuilt: [],
};
