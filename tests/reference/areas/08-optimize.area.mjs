import { optimizeForm } from '../optimize/optimize-cases.form.mjs';

/** Searches: known optima, hypervolumes, the cost of CMA-ES. */
export const area = { folder: '08_optimize', forms: [optimizeForm], inputs: [], notBuilt: [] };
