import { trialClusters } from '@bot-v2/quant/overfitting';
import { sharpe } from '@bot-v2/quant/statistics';
import { errorData, isBotError } from '@bot-v2/sdk';
import type { Study } from '@bot-v2/sdk';
import { crossValidation } from './cross-validation.js';
import { minimumRows } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { overfittingOf } from './overfitting.js';
import { plateauAround } from './plateau.js';
import type { Params } from './search-grid.js';
import type { SearchPlan } from './search-run.js';
import { judgeStudy } from './study-verdict.js';
import type { Entry, TrialBook } from './trial-book.js';
import type { TrialBench } from './trial-run.js';
import { walkForwardTest } from './walk-forward.js';

type Evidence = NonNullable<Study['evidence']>;

/** What is known of a study once its search is done. */
export interface FinishedSearch {
  readonly plan: SearchPlan;
  readonly book: TrialBook;
  readonly bench: TrialBench;
  readonly entries: readonly Entry[];
  readonly best: Entry | null;
  readonly config: OptimizeConfig;
  /** Longest warm-up of the trials in rows. */
  readonly warmup: number;
  readonly given: Params;
  /** Of everything random in the validation. */
  readonly seed: number;
  /** Called before each search that validation makes with how many there will be, this one included. */
  readonly onSearch: (left: number) => void;
  /** Configurations ever tried on these bars; asked when all that this study tries has been entered. */
  readonly configurations: () => number;
}

/** The strategy's own faults during validation are findings, anything else is not. */
function faultOf(error: unknown): string {
  if (!isBotError(error) || !/^BOT_(STRATEGY|ORDER|RISK)_/.test(error.code)) throw error;
  return `it failed: ${errorData(error).message}`;
}

/** The search tested on rows its choices have not seen, or why it is not. */
async function validated(
  search: FinishedSearch,
  rows: number,
): Promise<Pick<Evidence, 'validation' | 'validationNote'>> {
  const { plan, book, bench, best, warmup, given, seed, onSearch } = search;
  const config = search.config.validation;
  if (best === null) return { validation: null, validationNote: 'no trial has a value' };
  if (config.folds === 0) return { validation: null, validationNote: 'it was switched off' };
  try {
    const validation =
      config.method === 'walk_forward'
        ? await walkForwardTest(plan, book, bench, { config, given, seed, onSearch })
        : await crossValidation(plan, book, { config, rows, warmup, seed, onSearch });
    const short = `${rows} bars are too few for ${config.folds} ${config.method === 'walk_forward' ? 'tests' : 'folds'}`;
    return { validation, validationNote: validation === null ? short : null };
  } catch (error) {
    return { validation: null, validationNote: faultOf(error) };
  }
}

/**
 * Gathers the evidence for or against a study, all of it on History, and judges it: a test of the search on rows its
 * choices have not seen, the neighbourhood of the best, the probability of overfitting, and the number of looks at the data.
 * @throws what running trials throws
 */
export async function studyEvidence(
  search: FinishedSearch,
): Promise<{ verdict: Study['verdict']; evidence: Evidence }> {
  const { plan, book, bench, entries, best, config } = search;
  const rows = bench.history.length - bench.from;
  const tested = await validated(search, rows);
  const around = { rows: { from: 0, to: rows }, objective: config.objective };
  const plateau =
    best === null ? { plateau: null, neighbours: [] } : await plateauAround(best, plan.space, book, around);
  const trading = entries.flatMap(({ outcome: { returns, trades } }) =>
    returns === null || trades === 0 ? [] : [returns],
  );
  const overfitting = overfittingOf(trading);
  const configurations = search.configurations();
  const ratioOf = (returns: Float64Array) => sharpe(returns, { periods: 1, minimum: minimumRows });
  const { verdict, minimumTrackRecordBars } = judgeStudy({
    sharpes: trading.flatMap((returns) => ratioOf(returns) ?? []),
    configurations,
    best: best && {
      returns: best.outcome.returns!,
      sharpe: ratioOf(best.outcome.returns!),
      closedTrades: best.outcome.stats?.closedTrades ?? 0,
    },
    validation: tested.validation,
    probabilityOfOverfitting: overfitting.probability,
    plateau: plateau.plateau,
  });
  return {
    verdict,
    evidence: {
      configurations,
      effectiveTrials: trialClusters(trading).length,
      probabilityOfOverfitting: overfitting.probability,
      probabilityOfOverfittingNote: overfitting.note,
      ...plateau,
      minimumTrackRecordBars,
      ...tested,
    },
  };
}
