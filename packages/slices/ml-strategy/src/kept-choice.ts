import { plattProbability } from '@bot-v2/quant/learning';
import { BotError, dayText } from '@bot-v2/sdk';
import type { RunContext, StrategyChoice } from '@bot-v2/sdk';
import { findArtifact } from './artifact-store.adapter.js';
import { predictionReasons } from './choice-reasons.js';
import { currentFeatures, featureColumns, featureNames, firstFeatureRow } from './feature-columns.js';
import type { MlStrategyConfig } from './ml-strategy.config.js';
import { trainerOf } from './models/trainers.js';
import { bestAlternative } from './nested-walk.js';
import type { SelectionInput } from './select-strategy.js';
import { readArtifact, requireKnown } from './selector-artifact.js';
import type { SelectorArtifact } from './selector-artifact.js';
import { argmax } from './walk-forward.js';

/**
 * Chooses by a kept selector: its evidence decides whether it may choose, its model what.
 * @throws BOT_DATA_ARTIFACT when there is none, or it was made for other features or strategies
 * @throws BOT_DATA_LOOKAHEAD when it has seen bars after the history
 * @throws BOT_DATA_HISTORY_SHORT when the history is too short for features
 */
export async function chooseByArtifact(
  input: SelectionInput,
  id: string,
  config: MlStrategyConfig,
  ctx: Pick<RunContext, 'strategies' | 'stateDir'>,
): Promise<StrategyChoice> {
  const { history } = input;
  const { symbol, length } = history;
  const artifact = readArtifact(id, await findArtifact(ctx.stateDir, id));
  const at = history.time[length - 1] ?? -Infinity;
  requireKnown(artifact, symbol, at);
  if (length <= firstFeatureRow) {
    throw new BotError(
      'BOT_DATA_HISTORY_SHORT',
      `${symbol}: a selector needs ${firstFeatureRow + 1} bars, there are ${length}`,
      {
        details: { symbol, bars: length, needBars: firstFeatureRow + 1 },
        hint: 'Decide later (--decide-at), or load earlier bars.',
      },
    );
  }
  requireFitting(artifact, id, ctx);
  const { candidates, evidence, model, calibration } = artifact;
  const day = dayText(artifact.knownThrough);
  const origin = `selector ${id}, ${model.kind}, known through ${day}, trained on ${artifact.trainedOn.map((each) => each.symbol).join(', ')}`;
  const base = { symbol, knownThrough: at, evidence };
  if (evidence.verdict === 'insufficient') {
    const reasons = ['the kept selector is no better than the baseline', origin];
    return { ...base, strategy: candidates[0]!, kind: 'fallback', confidence: 0, reasons };
  }
  const predicted = trainerOf(model.kind, config).predict(
    model,
    currentFeatures(featureColumns(history), history, input),
  );
  const pick = argmax(predicted);
  const alternative = bestAlternative(predicted);
  return {
    ...base,
    strategy: candidates[pick]!,
    kind: 'selected',
    confidence: artifact.confidence ?? 0,
    reasons: [
      'the kept selector beats the baseline',
      origin,
      ...predictionReasons({
        predicted,
        candidates: candidates.map((each) => each.id),
        horizon: artifact.horizon,
        probability: calibration && plattProbability(calibration, predicted[alternative]!),
      }),
    ],
  };
}

function requireFitting(artifact: SelectorArtifact, id: string, ctx: Pick<RunContext, 'strategies'>): void {
  const installed = ctx.strategies.list();
  const refuse = (why: string): BotError =>
    new BotError('BOT_DATA_ARTIFACT', `selector ${id.slice(0, 12)}… ${why}`, {
      details: { artifact: id },
      hint: 'Train it again: --set ml_strategy.keepArtifact=true without ml_strategy.artifact.',
    });
  if (artifact.features.join() !== featureNames.join()) throw refuse(`was trained on ${artifact.features.join(', ')}`);
  for (const { id: name, version } of artifact.candidates) {
    const own = installed.find((each) => each.id === name);
    if (own === undefined) throw refuse(`chooses among strategies that are not installed: ${name}`);
    if (own.version !== version) throw refuse(`was trained on ${name} ${version}, installed is ${own.version}`);
  }
}
