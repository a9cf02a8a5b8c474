import { asOfView, sizeAt } from '@bot-v2/engine';
import type { PositionSize, RunContext, SizeReason, SizingPolicy } from '@bot-v2/sdk';
import { analysisMultiplier, confidenceMultiplier } from './confidence.js';
import { limitsOf } from './limits.js';
import type { SizingSettings } from './presets.js';
import { rawSize } from './raw-size.js';
import type { RawSize, SizeInput } from './raw-size.js';
import { regimeMultiplier } from './regime-multiplier.js';
import { wholeLots } from './whole-lots.js';

/**
 * The size of a full signal at the end of the history, and the policy for every later entry. Signal, edge, raw size,
 * confidence, regime, volatility and risk limits, cap, minimum, lot: in this order, each with its reason. Prices are
 * adjusted by the actions known at the end of the history.
 */
export async function sizePosition(settings: SizingSettings, input: SizeInput, ctx: RunContext): Promise<PositionSize> {
  const { history, account, choice, analysis, regime, allocation } = input;
  const raw = await rawSize(settings, input, ctx);
  const limits = limitsOf(settings, allocation, account);
  const policy: SizingPolicy = {
    ...raw.policy,
    confidence: raw.scaledBy.confidence ? confidenceMultiplier(choice) * analysisMultiplier(analysis) : 1,
    regime: raw.scaledBy.regime ? regimeMultiplier(regime) : 1,
    maxFraction: limits.maxFraction,
    minFraction: limits.minFraction,
  };
  const last = history.length - 1;
  const bars = history.basis === 'raw' && last >= 0 ? asOfView(history, last) : history;
  const size = sizeAt(policy, bars, last);

  const notes: Readonly<Record<string, string | undefined>> = {
    edge: raw.edge,
    raw: raw.estimate,
    confidence: raw.scaledBy.confidence ? confidenceNote(choice, analysis) : undefined,
    regime: raw.scaledBy.regime ? regimeNote(regime) : undefined,
    cap: limits.capNote,
    minimum: limits.minimumNote,
  };
  const reasons = size.reasons.map((reason) => withNote(reason, notes[reason.step]));
  const said: SizeReason[] = [];
  if (raw.instead !== undefined) said.push({ step: 'method', factor: 1, after: 1, text: raw.instead });
  if (raw.edge !== undefined && policy.edge !== false) {
    said.push({ step: 'edge', factor: 1, after: 1, text: raw.edge });
  }
  reasons.splice(1, 0, ...said);
  const lots = size.fraction > 0 && last >= 0 ? wholeLots(size.fraction, history, account) : null;
  if (lots !== null) reasons.push(lots.reason);
  const fraction = lots?.fraction ?? size.fraction;
  return {
    symbol: history.symbol,
    at: last < 0 ? null : history.time[last]!,
    fraction,
    policy,
    reasons,
    noTrade: fraction > 0 ? null : (reasons.at(-1)?.text ?? size.noTrade),
    knownThrough: knownThrough(input, raw, policy),
  };
}

/** The latest that any part of the policy has seen. */
function knownThrough(
  { history, choice, analysis, regime }: SizeInput,
  { fitted, scaledBy }: RawSize,
  { method }: SizingPolicy,
): number | null {
  const seen = [
    fitted ? history.time[history.length - 1] : undefined,
    fitted || scaledBy.confidence ? (choice?.knownThrough ?? undefined) : undefined,
    scaledBy.confidence ? analysis?.at : undefined,
    scaledBy.regime ? regime?.knownThrough : undefined,
  ].filter((time) => time !== undefined);
  return method === 'fixed' || seen.length === 0 ? null : Math.max(...seen);
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
