import { regimeLabels } from '@bot-v2/sdk';
import type { RegimeLabel } from '@bot-v2/sdk';
import type { LabelProbabilities } from '../label-probabilities.js';
import { changePointModel } from './change-point.model.js';
import { garchModel } from './garch.model.js';
import { hmmModel } from './hmm.model.js';
import { mostProbable } from './most-probable.js';
import type { ModelInput, ModelSeries } from './regime-model.js';
import { rulesModel } from './rules.model.js';

/**
 * The four models together: the probability of a label is the mean of theirs (a linear pool, equal weights); the label
 * found is the one most of them found, of equals the more probable. A row has a label only where all four have one.
 */
export function ensembleModel(input: ModelInput): ModelSeries {
  const members = [rulesModel(input), hmmModel(input), garchModel(input), changePointModel(input)];
  const rows = input.close.length;
  const labels = new Array<RegimeLabel | null>(rows).fill(null);
  const probabilities = new Array<LabelProbabilities | null>(rows).fill(null);
  for (let t = 0; t < rows; t++) {
    const pool = new Float64Array(regimeLabels.length);
    const votes = new Float64Array(regimeLabels.length);
    let complete = true;
    for (const member of members) {
      const own = member.probabilities[t];
      const label = member.labels[t];
      if (!own || !label) {
        complete = false;
        break;
      }
      for (let i = 0; i < pool.length; i++) pool[i]! += own[i]! / members.length;
      votes[regimeLabels.indexOf(label)]!++;
    }
    if (!complete) continue;
    probabilities[t] = pool;
    // A share of less than one vote decides between equals.
    labels[t] = mostProbable(votes.map((count, i) => count + 0.5 * pool[i]!));
  }
  return {
    labels,
    probabilities,
    fits: members.flatMap(({ fits }) => fits).sort((a, b) => a.row - b.row),
    volatilityForecast: members.find((member) => member.fits[0]?.model === 'garch')?.volatilityForecast ?? null,
  };
}
