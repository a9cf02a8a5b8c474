import { asOfView, sizeAt } from '@bot-v2/engine';
import type { PositionSize, RunContext, SizeReason, SizingPolicy } from '@bot-v2/sdk';
import { analysisMultiplier, confidenceMultiplier } from './confidence.js';
import { limitsOf } from './limits.js';
import type { SizingSettings } from './presets.js';
import { rawSize } from './raw-size.js';
import type { SizeInput } from './raw-size.js';
import { regimeMultiplier } from './regime-multiplier.js';

/**
 * The size of a full signal at the end of the history, and the policy for every later entry. Signal, raw size,
 * confidence, regime, volatility and risk limits, cap, minimum: in this order, each with its reason. Prices are adjusted
 * by the actions known at the end of the history.
 */
export async function sizePosition(settings: SizingSettings, input: SizeInput, ctx: RunContext): Promise<PositionSize> {
  const { history, account, choice, analysis, regime, allocation } = input;
  const raw = await rawSize(settings, input, ctx);
  const limits = limitsOf(settings, allocation, account);
  const policy: SizingPolicy = {
    ...raw.policy,
    confidence: raw.scaled ? confidenceMultiplier(choice) * analysisMultiplier(analysis) : 1,
    regime: raw.scaled ? regimeMultiplier(regime) : 1,
    maxFraction: limits.maxFraction,
    minFraction: limits.minFraction,
  };
  const last = history.length - 1;
  const bars = history.basis === 'raw' && last >= 0 ? asOfView(history, last) : history;
  const size = sizeAt(policy, bars, last);

  const notes: Readonly<Record<string, string | undefined>> = {
    raw: raw.estimate,
    confidence: raw.scaled ? confidenceNote(choice, analysis) : undefined,
    regime: raw.scaled ? regimeNote(regime) : undefined,
    cap: limits.capNote,
    minimum: limits.minimumNote,
  };
  const reasons = size.reasons.map((reason) => withNote(reason, notes[reason.step]));
  if (raw.instead !== undefined) reasons.splice(1, 0, { step: 'method', factor: 1, after: 1, text: raw.instead });
  return {
    symbol: history.symbol,
    at: last < 0 ? null : history.time[last]!,
    fraction: size.fraction,
    policy,
    reasons,
    noTrade: size.noTrade === null ? null : (reasons.at(-1)?.text ?? size.noTrade),
  };
}

function withNote(reason: SizeReason, note: string | undefined): SizeReason {
  return note === undefined ? reason : { ...reason, text: `${reason.text} (${note})` };
}

function confidenceNote(choice: SizeInput['choice'], analysis: SizeInput['analysis']): string | undefined {
  const notes: string[] = [];
  if (choice?.kind !== 'selected') notes.push(`${choice?.kind ?? 'no'} choice: not scaled`);
  if (analysis && analysis.score < 0) notes.push(`analysis ${analysis.rating}, score ${analysis.score.toFixed(2)}`);
  return notes.length === 0 ? undefined : notes.join('; ');
}

function regimeNote(regime: SizeInput['regime']): string {
  if (!regime) return 'no regime known';
  return regime.weak ? `${regime.label}, weak` : regime.label;
}
