import { regimeLabels } from '@bot-v2/sdk';
import type { RegimeLabel } from '@bot-v2/sdk';
import type { LabelProbabilities } from '../label-probabilities.js';

/** The label with the highest probability; the first of equals. */
export function mostProbable(probabilities: LabelProbabilities): RegimeLabel {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i;
  return regimeLabels[best]!;
}
