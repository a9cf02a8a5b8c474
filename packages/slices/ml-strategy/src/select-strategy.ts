import type { Analysis, Bars, Regime, RunContext, StrategyChoice } from '@bot-v2/sdk';
import { runCandidates } from './candidate-equity.js';
import { findCandidates } from './candidate.js';
import { choiceReasons } from './choice-reasons.js';
import { currentFeatures, featureColumns, featuresAt, firstFeatureRow } from './feature-columns.js';
import { labelWindows, windowReturns } from './label-windows.js';
import type { MlStrategyConfig } from './ml-strategy.config.js';
import { judgeSelector } from './selector-evidence.js';
import { argmax, predictAt, walkForward } from './walk-forward.js';

/** What a choice is made from. */
export interface SelectionInput {
  readonly history: Bars;
  readonly analysis?: Analysis | undefined;
  readonly regime?: Regime | undefined;
}

/**
 * Chooses a strategy for the bars after a history, with default parameters.
 *
 * Every candidate is traded once over the history; its equity cut into windows of `horizon` bars gives the labels. A
 * ridge model per candidate is walked forward over the windows, and its pick is compared with always taking the
 * fallback. Unless that evidence is sufficient, the choice is the fallback (confidence 0: nothing learnt speaks for it).
 * Otherwise it is the model's pick at the last bar, with the bootstrap share of resamples in which the selector wins as
 * its confidence. Both were influenced by all bars of the history, which `knownThrough` says.
 *
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS, what the fallback strategy throws on this history,
 *   BOT_RUN_ABORTED
 */
export async function chooseStrategy(
  input: SelectionInput,
  config: MlStrategyConfig,
  ctx: Pick<RunContext, 'strategies' | 'seed' | 'signal'>,
): Promise<StrategyChoice> {
  const { history } = input;
  const installed = await findCandidates(config, ctx);
  const warmups = installed.map(({ strategy, ref }) => strategy.warmup(ref.params) as number);
  const windows = labelWindows(history.length, Math.max(firstFeatureRow, ...warmups), config.horizon);
  const fallback = installed[0]!;
  const base = { symbol: history.symbol, knownThrough: history.time[history.length - 1] ?? null };
  const settings = { penalty: config.penalty, minimum: config.trainingWindows };
  const judging = { minimumWindows: config.minimumWindows, fallback: fallback.id, horizon: config.horizon };

  const count = windows.decisions.length;
  if (count === 0) {
    const judged = judgeSelector([], 0, { ...judging, seed: 0 });
    const reasons = choiceReasons(judged, judging);
    return { ...base, strategy: fallback.ref, kind: 'fallback', confidence: 0, evidence: judged.evidence, reasons };
  }

  const runs = runCandidates(installed, history, windows.decisions[0]!, ctx.signal);
  const columns = featureColumns(history);
  const data = {
    windows,
    features: Array.from(windows.decisions, (row) => featuresAt(columns, row)),
    labels: runs.equity.map((curve) => windowReturns(curve, windows)),
  };
  const seed = ctx.seed('ml_strategy.bootstrap');
  const judged = judgeSelector(walkForward(data, settings), count, { ...judging, seed });
  const reasons = [
    ...choiceReasons(judged, judging),
    `compared: ${runs.candidates.map(({ id }) => id).join(', ')}`,
    ...runs.leftOut.map((reason) => `left out, ${reason}`),
  ];
  const predicted = predictAt(data, history.length - 1, currentFeatures(columns, history, input), settings);
  if (judged.evidence.verdict === 'insufficient' || predicted === null) {
    return { ...base, strategy: fallback.ref, kind: 'fallback', confidence: 0, evidence: judged.evidence, reasons };
  }
  const pick = argmax(predicted);
  return {
    ...base,
    strategy: runs.candidates[pick]!.ref,
    kind: 'selected',
    confidence: judged.confidence ?? 0,
    evidence: judged.evidence,
    reasons: [
      ...reasons,
      `predicted net result ${(100 * predicted[pick]!).toFixed(2)} % over the next ${config.horizon} bars`,
    ],
  };
}
