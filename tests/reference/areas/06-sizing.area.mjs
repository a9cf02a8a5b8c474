import { sizingForm } from '../sizing/sizing.form.mjs';

/** Position sizes. */
export const area = { folder: '06_sizing', forms: [sizingForm], inputs: [], notBuilt: [] };
