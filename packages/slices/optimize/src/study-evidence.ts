import { trialClusters } from '@bot-v2/quant/overfitting';
import { errorData, isBotError } from '@bot-v2/sdk';
import type { Study, WalkForward } from '@bot-v2/sdk';
import { sharpe } from '@bot-v2/quant/statistics';
import { minimumRows } from './objective.js';
import type { OptimizeConfig } from './optimize.config.js';
import { overfittingOf } from './overfitting-test.js';
import { pathTest } from './path-test.js';
import { plateauAround } from './plateau.js';
import { isAdaptive } from './proposer.js';
import type { SearchPlan } from './search-run.js';
import type { Params } from './search-grid.js';
import type { StudyServices } from './study-run.js';
import { judgeStudy } from './study-verdict.js';
import type { Entry, TrialBook } from './trial-book.js';
import type { TrialBench } from './trial-run.js';
import { walkForwardTest } from './walk-forward-test.js';

/** What is known of a study once its search is done. */
export interface FinishedSearch {
  readonly plan: SearchPlan;
  readonly book: TrialBook;
  readonly bench: TrialBench;
  readonly entries: readonly Entry[];
  readonly best: number | null;
  readonly config: OptimizeConfig;
  readonly warmup: number;
  readonly given: Params;
  readonly ctx: Pick<StudyServices, 'seed'>;
}

/** The strategy's own faults during validation are findings, anything else is not. */
function faultOf(error: unknown): string {
  if (!isBotError(error) || !/^BOT_(STRATEGY|ORDER|RISK)_/.test(error.code)) throw error;
  return `it failed: ${errorData(error).message}`;
}

/**
 * Gathers the evidence for or against a study, all of it on History, and judges it: a walk-forward test of the search, the
 * neighbourhood of the best, the probability of overfitting, cross-validated paths, and the number of looks at the data.
 * @param configurations asked last, when everything that this study tries has been entered in the ledger
 * @throws what running trials throws
 */
export async function studyEvidence(
  search: FinishedSearch,
  configurations: () => number,
): Promise<Pick<Study, 'verdict'> & Required<Pick<Study, 'evidence'>>> {
  const { plan, book, bench, entries, best, config, warmup, given, ctx } = search;
  const { objective } = config;
  const rows = { from: 0, to: bench.history.length - bench.from };
  const winner = best === null ? null : entries[best]!;
  let walkForward: WalkForward | null = null;
  let walkForwardNote: string | null = winner === null ? 'no trial has a value' : null;
  if (winner !== null) {
    try {
      const options = { config: config.walkForward, given, seed: ctx.seed('optimize.intervals') };
      walkForward = await walkForwardTest(plan, book, bench, options);
      if (walkForward === null) walkForwardNote = `${rows.to} bars are too few, or it was switched off`;
    } catch (error) {
      walkForwardNote = faultOf(error);
    }
  }
  const plateau = winner === null ? null : await plateauAround(winner, plan.space, book, { rows, objective });
  const trading = entries.flatMap(({ outcome: { returns, trades } }) =>
    returns === null || trades === 0 ? [] : [returns],
  );
  const overfitting = overfittingOf(trading);
  const ratioOf = (returns: Float64Array) => sharpe(returns, { periods: 1, minimum: minimumRows });
  const judgement = judgeStudy({
    sharpes: trading.flatMap((returns) => ratioOf(returns) ?? []),
    configurations: configurations(),
    best: winner && {
      returns: winner.outcome.returns!,
      sharpe: ratioOf(winner.outcome.returns!),
      closedTrades: winner.outcome.stats?.closedTrades ?? 0,
    },
    walkForward,
    probabilityOfOverfitting: overfitting.probability,
    plateau: plateau?.value ?? null,
  });
  return {
    verdict: judgement.verdict,
    evidence: {
      configurations: configurations(),
      effectiveTrials: trialClusters(trading).length,
      probabilityOfOverfitting: overfitting.probability,
      probabilityOfOverfittingNote: overfitting.note,
      plateau: plateau?.value ?? null,
      neighbours: plateau?.neighbours ?? 0,
      minimumTrackRecordBars: judgement.minimumTrackRecordBars,
      walkForward,
      walkForwardNote,
      // A search that learns has looked at every row: there are no paths it has not seen.
      paths: isAdaptive(config.search) ? null : pathTest(entries, objective, warmup),
    },
  };
}
