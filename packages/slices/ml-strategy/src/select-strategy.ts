import { plattProbability } from '@bot-v2/quant/learning';
import type { Analysis, Bars, Regime, RunContext, StrategyChoice } from '@bot-v2/sdk';
import { keepArtifact } from './artifact-store.adapter.js';
import { findCandidates } from './candidate.js';
import { calibrationReasons, choiceReasons, predictionReasons } from './choice-reasons.js';
import { currentFeatures, featureColumns } from './feature-columns.js';
import { labelPool } from './labelled-pool.js';
import type { MlStrategyConfig } from './ml-strategy.config.js';
import { configuredTrainers } from './models/trainers.js';
import { bestAlternative } from './nested-walk.js';
import { judgeSelector } from './selector-evidence.js';
import { writeArtifact } from './selector-artifact.js';
import { trainingPool } from './training-pool.js';
import { trainSelector } from './train-selector.js';
import { argmax } from './walk-forward.js';

/** What a choice is made from. */
export interface SelectionInput {
  readonly history: Bars;
  readonly analysis?: Analysis | undefined;
  readonly regime?: Regime | undefined;
}

/**
 * Chooses a strategy for the bars after a history, with default parameters.
 *
 * Every candidate is traded once over the history (and over the pooled symbols' bars up to its end); its equity cut into
 * windows of `horizon` bars gives the labels. The model is walked forward over the windows, and its pick is compared with
 * always taking the fallback. Unless that evidence is sufficient, the choice is the fallback (confidence 0: nothing learnt
 * speaks for it). Otherwise it is the model's pick at the last bar, with the bootstrap share of resamples in which the
 * selector wins as its confidence. Both were influenced by all bars of the history, which `knownThrough` says.
 *
 * @throws BOT_REGISTRY_UNKNOWN_STRATEGY, BOT_REGISTRY_AMBIGUOUS, what the fallback strategy throws on these bars, what the
 *   data provider throws on a pooled symbol, BOT_CONFIG_STATE_UNWRITABLE, BOT_RUN_ABORTED
 */
export async function chooseStrategy(
  input: SelectionInput,
  config: MlStrategyConfig,
  ctx: Pick<RunContext, 'strategies' | 'seed' | 'signal' | 'use' | 'stateDir'>,
): Promise<StrategyChoice> {
  const { history } = input;
  const installed = await findCandidates(config, ctx);
  const fallback = installed[0]!;
  const base = { symbol: history.symbol, knownThrough: history.time[history.length - 1] ?? null };
  const judging = { minimumWindows: config.minimumWindows, fallback: fallback.id, horizon: config.horizon };
  const frames = await trainingPool(history, config.pool, ctx);
  const labelled = labelPool(installed, frames, config.horizon, ctx.signal);
  if (labelled.pool.length === 0) {
    const judged = judgeSelector([], 0, { ...judging, seed: 0 });
    const reasons = choiceReasons(judged, judging);
    return { ...base, strategy: fallback.ref, kind: 'fallback', confidence: 0, evidence: judged.evidence, reasons };
  }

  const trainers = configuredTrainers(config);
  const at = history.time[history.length - 1]!;
  const seed = ctx.seed('ml_strategy.bootstrap');
  const trained = trainSelector({ labelled, frames, trainers, at }, config, { ...judging, seed });
  const { judged, artifact, predict } = trained;
  const reasons = [
    ...choiceReasons(judged, judging),
    `compared: ${labelled.candidates.map(({ id }) => id).join(', ')}`,
    ...labelled.leftOut.map((reason) => `left out, ${reason}`),
  ];
  if (frames.length > 1) {
    reasons.push(
      `learnt from ${labelled.pool.map(({ symbol, windows }) => `${symbol} (${windows.decisions.length})`).join(', ')}`,
    );
  }
  if (config.keepArtifact && artifact) {
    const { id, text } = writeArtifact(artifact);
    keepArtifact(ctx.stateDir, id, text);
    reasons.push(`kept as selector ${id}`);
  }
  if (judged.evidence.verdict === 'insufficient' || artifact === null) {
    return { ...base, strategy: fallback.ref, kind: 'fallback', confidence: 0, evidence: judged.evidence, reasons };
  }
  const predicted = predict(currentFeatures(featureColumns(history), history, input));
  const { calibration } = artifact;
  return {
    ...base,
    strategy: labelled.candidates[argmax(predicted)]!.ref,
    kind: 'selected',
    confidence: judged.confidence ?? 0,
    evidence: judged.evidence,
    reasons: [
      ...reasons,
      ...predictionReasons({
        predicted,
        candidates: labelled.candidates.map(({ id }) => id),
        horizon: config.horizon,
        probability: calibration && plattProbability(calibration, predicted[bestAlternative(predicted)]!),
      }),
      ...calibrationReasons(judged),
    ],
  };
}
